// Which field of a pod's specification a message points at, and what to try: one row a message.
//
// Sources of the texts: kubernetes v1.20.2 pkg/scheduler/framework/plugins (reasons of filters), pkg/kubelet/images/types.go,
// pkg/kubelet/prober/prober.go, pkg/kubelet/kuberuntime/kuberuntime_container.go.

import type { Container, Pod } from '../../api/objects.ts';

interface FieldRule {
  /** Within the pod's specification, for example `containers[0].image`. */
  readonly path: string;
  readonly hint: string;
}

interface Row {
  readonly message: RegExp;
  readonly path: (pod: Pod, match: RegExpExecArray) => string;
  readonly hint: string;
}

const first = (path: string) => (): string => `containers[0].${path}`;

interface Placed {
  readonly container: Container;
  /** `initContainers[0]` */
  readonly path: string;
  readonly isReady: boolean;
}

function placed({ spec, status }: Pod): Placed[] {
  const readyNames = [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])]
    .filter(({ ready }) => ready)
    .map(({ name }) => name);
  const under = (list: string, containers: readonly Container[] = []): Placed[] =>
    containers.map((container, i) => ({
      container,
      path: `${list}[${i}]`,
      isReady: readyNames.includes(container.name),
    }));
  return [...under('initContainers', spec.initContainers), ...under('containers', spec.containers)];
}

/** The container that the message names, else the first that is not ready, else the first; of those with the field, if any has it. */
function blamed(pod: Pod, match: RegExpExecArray, field: keyof Container): Placed | undefined {
  const all = placed(pod);
  const named = /container (\S+?):? /.exec(match.input)?.[1];
  const having = all.filter(({ container }) => container[field] !== undefined);
  const candidates = having.length > 0 ? having : all;
  return (
    all.find(({ container }) => container.name === named) ??
    candidates.find(({ isReady }) => !isReady) ??
    candidates[0]
  );
}

const ofContainer =
  (field: keyof Container, below = '') =>
  (pod: Pod, match: RegExpExecArray): string =>
    `${blamed(pod, match, field)?.path ?? 'containers[0]'}.${field}${below}`;

// What a container runs is its command, or what its image has for it.
function programPath(pod: Pod, match: RegExpExecArray): string {
  const found = blamed(pod, match, 'image');
  return `${found?.path ?? 'containers[0]'}.${found?.container.command === undefined ? 'image' : 'command'}`;
}

/** The container that asks for the most of a resource. */
const greediest =
  (resource: string) =>
  ({ spec }: Pod): string => {
    const asks = spec.containers.findIndex(({ resources }) => resources?.requests?.[resource] !== undefined);
    return `containers[${Math.max(0, asks)}].resources.requests.${resource}`;
  };

const ROWS: readonly Row[] = [
  {
    message: /Insufficient (cpu|memory|ephemeral-storage)/,
    path: (pod, match) => greediest(match[1] ?? 'cpu')(pod),
    hint: 'lower the request, add a node, or allow more time in the step',
  },
  {
    message: /Too many pods/,
    path: () => 'containers',
    hint: 'add a node, or give nodes more pods in the table',
  },
  {
    message: /didn't match (?:node selector|Pod's node affinity)/,
    path: ({ spec }) => (spec.nodeSelector === undefined ? 'affinity' : 'nodeSelector'),
    hint: 'label a node, or loosen the selector',
  },
  { message: /taint/, path: () => 'tolerations', hint: 'tolerate the taint, or remove it from a node' },
  {
    message: /anti-affinity|pod affinity/,
    path: () => 'affinity',
    hint: 'add a node, or loosen the affinity',
  },
  {
    message: /topology spread/,
    path: () => 'topologySpreadConstraints',
    hint: 'add a node in another zone, or loosen the constraint',
  },
  { message: /free ports/, path: first('ports'), hint: 'add a node, or drop hostPort' },
  {
    message: /persistentvolumeclaim|PersistentVolumeClaim/,
    path: () => 'volumes',
    hint: 'make the claim, or a volume that fits it',
  },
  {
    message: /ErrImagePull|ImagePullBackOff|pull(?:ing)? image|InvalidImageName|ImageNeverPull/,
    path: ofContainer('image'),
    hint: 'correct the image, or say that the registry has it',
  },
  {
    message: /[Rr]eadiness probe/,
    path: ofContainer('readinessProbe'),
    hint: 'look at what the probe asks for, or how long the program takes to start',
  },
  {
    message: /[Ss]tartup probe/,
    path: ofContainer('startupProbe'),
    hint: 'allow more failures, or a longer period',
  },
  {
    message: /[Ll]iveness probe/,
    path: ofContainer('livenessProbe'),
    hint: 'look at what the probe asks for; a startup probe spares slow starters',
  },
  {
    message: /OOMKilled/,
    path: ofContainer('resources', '.limits.memory'),
    hint: 'raise the limit, or let the program use less',
  },
  {
    message: /configmap|secret/,
    path: ({ spec }) =>
      spec.volumes?.some((v) => v.configMap ?? v.secret) ? 'volumes' : 'containers[0].env',
    hint: 'make it first, in the same namespace',
  },
  {
    message: /[Bb]ack-off|CrashLoopBackOff|ended with code/,
    path: programPath,
    hint: 'see what the container logged: kubectl logs --previous',
  },
];

/** The row that fits the message; undefined where none does. */
export function fieldRule(pod: Pod, message: string): FieldRule | undefined {
  for (const { message: pattern, path, hint } of ROWS) {
    const match = pattern.exec(message);
    if (match !== null) return { path: path(pod, match), hint };
  }
  return undefined;
}
