// The way of one request that failed, station by station, each with its state when the request ended there.

import type { Pod } from '../../engine/api/objects.ts';
import { podSummary } from '../../engine/api/pod/status-word.ts';
import { keyOfRef, type TraceIndex } from './trace-index.ts';
import type { TrafficBand, TrafficFailure } from './traffic-bands.ts';

export interface Station {
  readonly text: string;
  /** Of the object, where it is one of the trace. */
  readonly key?: string;
  /** Its state at that instant; empty where nothing is known. */
  readonly state: string;
}

/** From the client to where the request ended. */
export function routeOf(
  index: TraceIndex,
  { clients, target }: Pick<TrafficBand, 'clients' | 'target'>,
  { pod, exemplar }: Pick<TrafficFailure, 'pod' | 'exemplar'>,
): Station[] {
  const { node, endedMs } = exemplar;
  const client: Station = {
    text: clients,
    ...(node === undefined ? {} : { key: `Node//${node}` }),
    state: node === undefined ? 'outside of the cluster' : `on ${node}`,
  };
  const service = serviceStation(index, target, endedMs);
  return pod === undefined ? [client, service] : [client, service, podStation(index, keyOfRef(pod), endedMs)];
}

const seqAt = (index: TraceIndex, t: number): number => index.atTime(t)?.seq ?? 0;

function serviceStation(index: TraceIndex, target: string, t: number): Station {
  const name = /^service "([^"]+)"/.exec(target)?.[1];
  const history = [...index.objects.values()].find(({ ref }) => ref.kind === 'Service' && ref.name === name);
  if (history === undefined) return { text: target, state: '' };
  const isThere = index.writeAt(history, seqAt(index, t)) !== undefined;
  return { text: target, key: history.key, state: isThere ? '' : 'not there' };
}

function podStation(index: TraceIndex, key: string, t: number): Station {
  const history = index.objects.get(key);
  const text = `pod ${key.split('/').at(-1)}`;
  if (history === undefined) return { text, state: '' };
  const write = index.writeAt(history, seqAt(index, t));
  if (write === undefined) return { text, key, state: 'not there' };
  const pod = write.object as Pod;
  const { status, readyContainers, totalContainers } = podSummary(pod, index.version);
  const { nodeName } = pod.spec;
  const place = nodeName === undefined ? '' : ` on ${nodeName}`;
  return { text, key, state: `${status} ${readyContainers}/${totalContainers}${place}` };
}
