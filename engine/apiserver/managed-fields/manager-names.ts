// The name under which a component's writes are tracked: the first word of its user agent.
//
// Source: kubernetes apiserver pkg/endpoints/handlers/create.go, managerOrUserAgent, prefixFromUserAgent.

/** Components that have a program of their own; every controller runs in kube-controller-manager. */
const PROGRAMS: readonly string[] = [
  'kube-apiserver',
  'kube-scheduler',
  'kube-proxy',
  'kubeadm',
  'kubectl',
  'cloud-controller-manager',
];
const SCHEDULER = 'default-scheduler';

export function managerOfActor(actor: string): string {
  const [word = ''] = actor.split(' ');
  if (PROGRAMS.includes(word) || word === 'kubelet') return word;
  if (word === SCHEDULER || word === 'scheduler') return 'kube-scheduler';
  return CONTROLLER.test(word) ? 'kube-controller-manager' : word;
}

const CONTROLLER = /-(?:controller|collector|publisher|autoscaler|autoscaling|binder|expander)$/;
