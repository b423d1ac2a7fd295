// Disturbances in sentences, for people who know Kubernetes: who, what, how much later than by itself.

import type { About, Delay } from '../client/disturber.ts';
import type { Crash, Late, Pause } from './disturbance.ts';

/** `1.2 s`, `300 ms` */
export const lengthText = (ms: number): string => (ms < 1000 ? `${ms} ms` : `${ms / 1000} s`);

/** `kube-proxy node-2` as one says it: `kube-proxy on node-2`. */
export function placeText(consumer: string): string {
  const [name = '', where = ''] = consumer.split(' ');
  if (name === 'kubelet' || name === 'kube-proxy')
    return `${name === 'kubelet' ? 'the kubelet' : name} on ${where}`;
  if (name === 'kube-dns') return 'the DNS server';
  return name;
}

type Sentence = (place: string, length: string, what: string) => string;

const LATE: Readonly<Partial<Record<Delay, Sentence>>> = {
  apiCall: (place, length) => `an API call of ${place} took ${length} longer`,
  watchDelivery: (place, length, what) => `${what || 'a change'} reached ${place} ${length} late`,
  schedulerCycle: (place, length) => `${place} took ${length} longer to choose a node`,
  bind: (place, length) => `${place} took ${length} longer to bind a pod`,
  kubeletSync: (place, length) => `${place} took up a change of a pod ${length} late`,
  statusUpdate: (place, length) => `${place} wrote the status of a pod ${length} late`,
  proxyRefresh: (place, length, what) =>
    `${place} rewrote its rules ${length} late${what === '' ? '' : ` after ${what} changed`}`,
  imagePull: (place, length) => `${place} took ${length} longer to pull an image`,
  imageCheck: (place, length) => `${place} took ${length} longer to ask a registry`,
  sandboxCreate: (place, length) => `${place} took ${length} longer to make the sandbox of a pod`,
  containerCreate: (place, length) => `${place} took ${length} longer to create a container`,
  containerStart: (place, length) => `${place} took ${length} longer to start a container`,
  volumeMount: (place, length) => `${place} took ${length} longer to mount a volume`,
  volumeAttach: (place, length) => `a volume took ${length} longer to be attached for ${place}`,
  volumeProvision: (place, length) => `${place} took ${length} longer to make a volume`,
  probeStart: (place, length, what) =>
    `${place} began a probe${what === '' ? '' : ` of ${what}`} ${length} later in its period`,
};

/** @param about  the object that is late, where there is one: `EndpointSlice "web-abc12"` */
export function lateText({ consumer, delay, byMs }: Late, about: string): string {
  const sentence = LATE[delay] ?? ((place, length) => `${delay} of ${place} took ${length} longer`);
  return sentence(placeText(consumer), lengthText(byMs), about);
}

export const pauseText = ({ process, forMs }: Pause): string =>
  `${placeText(process)} did nothing for ${lengthText(forMs)}`;

export const crashText = ({ process, downMs }: Crash, after: string): string =>
  `${placeText(process)} crashed after ${after}, and was started again ${lengthText(downMs)} later`;

/** @param first  of two that were due at one instant, who goes first by itself */
export const orderText = (first: string, second: string): string =>
  `at one instant, ${placeText(second)} went before ${placeText(first)}`;

/** `EndpointSlice "web-abc12"`; empty for what is no object. */
export const objectText = (about: About | undefined): string =>
  about === undefined || 'changedAtMs' in about ? '' : `${about.kind} "${about.metadata.name}"`;
