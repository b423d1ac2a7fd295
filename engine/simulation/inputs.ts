// What comes from outside is an `input` record, and whatever follows from it has that record as its cause.

import type { Cluster } from '../cluster.ts';

/** Notes an input that nothing follows from at once: it is there when something asks. */
export function say(cluster: Cluster, verb: string, text: string, detail?: unknown): void {
  cluster.trace.append({ type: 'input', verb, text, ...(detail === undefined ? {} : { detail }) });
}

/** Notes an input and does what it says. */
export function enact(cluster: Cluster, verb: string, text: string, act: () => void, detail?: unknown): void {
  const { kernel, trace } = cluster;
  const input = trace.append({ type: 'input', verb, text, ...(detail === undefined ? {} : { detail }) });
  kernel.withCause(input, act);
}
