// LimitRange at work: new containers get default resources, and containers, pods and claims out of bounds are refused.
//
// Source: kubernetes v1.20.2 plugin/pkg/admission/limitranger/admission.go; v1.28.0 for sums.
// Order: upstream walks Go maps; here resources are looked at by name, and LimitRanges of a namespace too.

import type { Container, LimitRange, PersistentVolumeClaim, Pod } from '../../api/objects.ts';
import { containerResources } from '../../api/pod/pod-resources.ts';
import { EMPTY, type ResourceList, type ResourceTexts, resourceList } from '../../api/quota/resource-list.ts';
import type { Status } from '../../api/status.ts';
import type { ServerCore } from '../server-core.ts';
import { forbid, joinProblems } from './forbid.ts';
import { boundProblems } from './limit-bounds.ts';
import { summedInPlainUnits } from './limit-sums.ts';
import type { AdmissionPlugin, AdmissionRequest } from './plugin.ts';

/** Source: limitRangerAnnotation. */
const ANNOTATION = 'kubernetes.io/limit-ranger';

type Item = NonNullable<LimitRange['spec']['limits']>[number];
type Side = 'requests' | 'limits';

const listOf = (texts: unknown): ResourceList => resourceList(texts as ResourceTexts | undefined);
const rangesOf = (server: ServerCore, { namespace }: AdmissionRequest): readonly LimitRange[] =>
  server.store.list('LimitRange', namespace ?? '') as unknown as LimitRange[];

function concerns({ traits, operation, subresource, old }: AdmissionRequest): boolean {
  if (subresource !== undefined || operation === 'delete') return false;
  // An object on its way out may be changed in any way.
  if (old?.metadata.deletionTimestamp !== undefined) return false;
  return traits.kind === 'PersistentVolumeClaim' || (traits.kind === 'Pod' && operation === 'create');
}

export const limitRanger: AdmissionPlugin = {
  name: 'LimitRanger',
  mutate: (request, server) => {
    if (!concerns(request) || request.traits.kind !== 'Pod') return undefined;
    for (const range of rangesOf(server, request)) setDefaults(request.object as unknown as Pod, range);
    return undefined;
  },
  validate: (request, server) => {
    if (!concerns(request)) return undefined;
    for (const range of rangesOf(server, request)) {
      const refused = check(request, range, server);
      if (refused !== undefined) return refused;
    }
    return undefined;
  },
};

function setDefaults(pod: Pod, range: LimitRange): void {
  const items = (range.spec.limits ?? []).filter(({ type }) => type === 'Container');
  const requests = Object.assign({}, ...items.map((item) => item.defaultRequest)) as Record<string, string>;
  const limits = Object.assign({}, ...items.map((item) => item.default)) as Record<string, string>;
  const notes = [
    ...pod.spec.containers.flatMap((c) => fill(c, requests, limits, 'container')),
    ...(pod.spec.initContainers ?? []).flatMap((c) => fill(c, requests, limits, 'init container')),
  ];
  if (notes.length === 0) return;
  pod.metadata.annotations = {
    ...pod.metadata.annotations,
    [ANNOTATION]: `LimitRanger plugin set: ${notes.join('; ')}`,
  };
}

/** @returns what was set, in upstream's words: requests, then limits */
function fill(
  container: Container,
  requests: Readonly<Record<string, string>>,
  limits: Readonly<Record<string, string>>,
  role: string,
): string[] {
  const setSide = (side: Side, defaults: Readonly<Record<string, string>>): string[] => {
    const given = (container.resources?.[side] ?? {}) as Record<string, string>;
    const missing = Object.keys(defaults)
      .filter((name) => given[name] === undefined)
      .sort();
    if (missing.length === 0) return [];
    const added = Object.fromEntries(missing.map((name) => [name, defaults[name]!]));
    container.resources = { ...container.resources, [side]: { ...given, ...added } };
    return [`${missing.join(', ')} ${side === 'limits' ? 'limit' : 'request'} for ${role} ${container.name}`];
  };
  return [...setSide('requests', requests), ...setSide('limits', limits)];
}

function check(request: AdmissionRequest, range: LimitRange, server: ServerCore): Status | undefined {
  const problems = (range.spec.limits ?? []).flatMap((item) =>
    request.traits.kind === 'Pod'
      ? podProblems(request.object as unknown as Pod, item, server)
      : claimProblems(request.object as unknown as PersistentVolumeClaim, item),
  );
  return problems.length === 0 ? undefined : forbid(request, joinProblems(problems));
}

function podProblems({ spec }: Pod, item: Item, server: ServerCore): string[] {
  if (item.type === 'Container') {
    return [...spec.containers, ...(spec.initContainers ?? [])].flatMap(({ resources }) =>
      boundProblems(item, listOf(resources?.requests), listOf(resources?.limits)),
    );
  }
  if (item.type !== 'Pod') return [];
  const sum = server.version.has('limitRangerSumsExactly') ? containerResources : summedInPlainUnits;
  return boundProblems(item, sum(spec, 'requests'), sum(spec, 'limits'));
}

function claimProblems({ spec }: PersistentVolumeClaim, item: Item): string[] {
  if (item.type !== 'PersistentVolumeClaim') return [];
  return boundProblems(item, listOf(spec.resources?.requests), EMPTY);
}
