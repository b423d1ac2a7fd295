// A pod's priority is what its class says; classes are looked up once, when the pod is made.
// Source: kubernetes v1.20.2 plugin/pkg/admission/priority/admission.go (equal in 1.28).

import type { Pod, PriorityClass } from '../../api/objects.ts';
import type { Status } from '../../api/status.ts';
import type { ServerCore } from '../server-core.ts';
import { forbid } from './forbid.ts';
import type { AdmissionPlugin, AdmissionRequest } from './plugin.ts';

/** Source: pkg/apis/scheduling/types.go, DefaultPriorityWhenNoDefaultClassExists. */
const PRIORITY_WITHOUT_CLASS = 0;

// Of several default classes, which only a race can make, the lowest counts.
function defaultClass(server: ServerCore): PriorityClass | undefined {
  const classes = (server.store.list('PriorityClass') as PriorityClass[]).filter(
    (c) => c.globalDefault === true,
  );
  return classes.sort((a, b) => (a.value ?? 0) - (b.value ?? 0))[0];
}

/** @param nonPreempting  whether the class decides the preemption policy, too (gate NonPreemptingPriority) */
export function priority(nonPreempting: boolean): AdmissionPlugin {
  return {
    name: 'Priority',
    mutate: (request, server) => {
      const { traits, operation, subresource } = request;
      if (traits.kind !== 'Pod' || subresource !== undefined) return undefined;
      if (operation === 'update') keep(request);
      return operation === 'create' ? resolve(request, server, nonPreempting) : undefined;
    },
    validate: (request, server) => {
      const { traits, operation, subresource } = request;
      if (traits.kind !== 'PriorityClass' || operation === 'delete' || subresource !== undefined)
        return undefined;
      return checkDefault(request, server);
    },
  };
}

function keep({ object, old }: AdmissionRequest): void {
  const { spec } = object as unknown as Pod;
  const before = (old as unknown as Pod).spec;
  if (spec.priority === undefined && before.priority !== undefined) spec.priority = before.priority;
  if (spec.preemptionPolicy === undefined && before.preemptionPolicy !== undefined) {
    spec.preemptionPolicy = before.preemptionPolicy;
  }
}

function resolve(request: AdmissionRequest, server: ServerCore, nonPreempting: boolean): Status | undefined {
  const { spec } = request.object as unknown as Pod;
  const wanted = spec.priorityClassName ?? '';
  const found =
    wanted === ''
      ? defaultClass(server)
      : (server.store.get('PriorityClass', undefined, wanted) as PriorityClass | undefined);
  if (found === undefined && wanted !== '')
    return forbid(request, `no PriorityClass with name ${wanted} was found`);
  if (found !== undefined) spec.priorityClassName = found.metadata.name;
  const value = found?.value ?? PRIORITY_WITHOUT_CLASS;
  if (spec.priority !== undefined && spec.priority !== value) {
    const text = `the integer value of priority (${spec.priority}) must not be provided in pod spec; priority admission controller computed ${value} from the given PriorityClass name`;
    return forbid(request, text);
  }
  spec.priority = value;
  const policy = found === undefined ? 'PreemptLowerPriority' : found.preemptionPolicy;
  if (!nonPreempting || policy === undefined) return undefined;
  if (spec.preemptionPolicy !== undefined && spec.preemptionPolicy !== policy) {
    const text = `the string value of PreemptionPolicy (${spec.preemptionPolicy}) must not be provided in pod spec; priority admission controller computed ${policy} from the given PriorityClass name`;
    return forbid(request, text);
  }
  spec.preemptionPolicy = policy;
  return undefined;
}

function checkDefault(request: AdmissionRequest, server: ServerCore): Status | undefined {
  const { metadata, globalDefault } = request.object as unknown as PriorityClass;
  if (globalDefault !== true) return undefined;
  const present = defaultClass(server);
  if (present === undefined) return undefined;
  if (request.operation === 'update' && present.metadata.name === metadata.name) return undefined;
  const text = `PriorityClass ${present.metadata.name} is already marked as default. Only one default can exist`;
  return forbid(request, text);
}
