// A pod that names a RuntimeClass gets its overhead and its rules of placement; no pod may name an overhead of its own.
// Source: kubernetes v1.20.2 plugin/pkg/admission/runtimeclass/admission.go (equal in v1.28.0); pkg/util/tolerations/
// tolerations.go, MergeTolerations.

import type { Pod, RuntimeClass } from '../../api/objects.ts';
import { equalPlain } from '../../api/plain.ts';
import type { Status } from '../../api/status.ts';
import type { ServerCore } from '../server-core.ts';
import { forbid } from './forbid.ts';
import type { AdmissionPlugin, AdmissionRequest } from './plugin.ts';

type Toleration = NonNullable<Pod['spec']['tolerations']>[number];

const isForPods = ({ traits, operation, subresource }: AdmissionRequest): boolean =>
  traits.kind === 'Pod' && operation === 'create' && subresource === undefined;

export const runtimeClassAdmission: AdmissionPlugin = {
  name: 'RuntimeClass',
  mutate: (request, server) => {
    if (!isForPods(request)) return undefined;
    const { refused, found } = classOf(request, server);
    if (refused !== undefined || found === undefined) return refused;
    return setOverhead(request, found) ?? setScheduling(request, found);
  },
  validate: (request, server) => {
    if (!isForPods(request)) return undefined;
    const { overhead } = (request.object as unknown as Pod).spec;
    if (overhead === undefined) return undefined;
    if (classOf(request, server).found?.overhead !== undefined) return undefined;
    return forbid(
      request,
      'pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead',
    );
  },
};

interface Looked {
  /** Absent for a pod that names none. */
  readonly found?: RuntimeClass;
  /** There is none of the name that the pod says. */
  readonly refused?: Status;
}

function classOf(request: AdmissionRequest, server: ServerCore): Looked {
  const { runtimeClassName } = (request.object as unknown as Pod).spec;
  if (runtimeClassName === undefined) return {};
  const found = server.store.get('RuntimeClass', undefined, runtimeClassName) as RuntimeClass | undefined;
  if (found !== undefined) return { found };
  return { refused: forbid(request, `pod rejected: RuntimeClass "${runtimeClassName}" not found`) };
}

function setOverhead(request: AdmissionRequest, { overhead }: RuntimeClass): Status | undefined {
  if (overhead === undefined) return undefined;
  const { spec } = request.object as unknown as Pod;
  const podFixed = overhead.podFixed ?? {};
  if (spec.overhead !== undefined && !equalPlain(spec.overhead, podFixed))
    return forbid(request, "pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead");
  spec.overhead = podFixed;
  return undefined;
}

function setScheduling(request: AdmissionRequest, { scheduling }: RuntimeClass): Status | undefined {
  if (scheduling === undefined) return undefined;
  const { spec } = request.object as unknown as Pod;
  const wanted = (scheduling.nodeSelector ?? {}) as Record<string, string>;
  const own = (spec.nodeSelector ?? {}) as Record<string, string>;
  for (const [key, value] of Object.entries(wanted)) {
    if (own[key] === undefined || own[key] === value) continue;
    const text = `conflict: runtimeClass.scheduling.nodeSelector[${key}] = ${value}; pod.spec.nodeSelector[${key}] = ${own[key]}`;
    return forbid(request, text);
  }
  if (Object.keys(wanted).length > 0) spec.nodeSelector = { ...own, ...wanted };
  const added = scheduling.tolerations ?? [];
  if (added.length > 0) spec.tolerations = mergeTolerations([...(spec.tolerations ?? []), ...added]);
  return undefined;
}

/** Those that another one makes superfluous are left out; of equal ones the first stays. */
export function mergeTolerations(all: readonly Toleration[]): Toleration[] {
  const merged: Toleration[] = [];
  all.forEach((one, i) => {
    const isCovered =
      merged.some((other) => isSuperset(other, one)) ||
      all.slice(i + 1).some((other) => !equalPlain(one, other) && isSuperset(other, one));
    if (!isCovered) merged.push(one);
  });
  return merged;
}

function isSuperset(wide: Toleration, one: Toleration): boolean {
  if (equalPlain(wide, one)) return true;
  const takesAllKeys = (wide.key ?? '') === '' && wide.operator === 'Exists';
  if ((one.key ?? '') !== (wide.key ?? '') && !takesAllKeys) return false;
  if ((one.effect ?? '') !== (wide.effect ?? '') && (wide.effect ?? '') !== '') return false;
  if (wide.effect === 'NoExecute' && wide.tolerationSeconds !== undefined) {
    if (one.tolerationSeconds === undefined || one.tolerationSeconds > wide.tolerationSeconds) return false;
  }
  if (wide.operator === 'Exists') return true;
  return one.operator === 'Equal' && (one.value ?? '') === (wide.value ?? '');
}
