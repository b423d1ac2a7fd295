// Pods outlast 300 seconds of a lost node, unless they say otherwise.
// Source: kubernetes v1.20.2 plugin/pkg/admission/defaulttolerationseconds/admission.go (equal in 1.28).

import type { Pod, Toleration } from '../../api/objects.ts';
import type { AdmissionPlugin } from './plugin.ts';

/** Source: default-not-ready-toleration-seconds, default-unreachable-toleration-seconds. */
const DEFAULT_SECONDS = 300;
const TAINTS = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'];

// An empty key or effect stands for all.
const concerns = ({ key = '', effect }: Toleration, taint: string): boolean =>
  (key === taint || key === '') && (effect || 'NoExecute') === 'NoExecute';

export const defaultTolerationSeconds: AdmissionPlugin = {
  name: 'DefaultTolerationSeconds',
  mutate: ({ traits, operation, subresource, object }) => {
    if (traits.kind !== 'Pod' || operation === 'delete' || subresource !== undefined) return undefined;
    const { spec } = object as unknown as Pod;
    const given = spec.tolerations ?? [];
    const missing = TAINTS.filter((taint) => !given.some((toleration) => concerns(toleration, taint)));
    if (missing.length === 0) return undefined;
    const added = missing.map((key) => ({
      key,
      operator: 'Exists',
      effect: 'NoExecute',
      tolerationSeconds: DEFAULT_SECONDS,
    }));
    spec.tolerations = given.concat(added as Toleration[]);
    return undefined;
  },
};
