// Why a Service cannot be reached, as what a check of it came to. Words and types; nothing that runs.

import type { ObjectRef } from '../../trace/records.ts';

/** Said of the Service behind "because"; sentences use them as they stand. */
export const CAUSES = [
  'the pod has no address',
  'there is no such service',
  'a network policy is in the way',
  'a node is cut off',
  'the DNS server does not answer',
  "the pod's DNS is not the cluster's",
  'DNS lags behind',
  'its name leads nowhere',
  'it has no such port',
  'it has no selector',
  'its selector matches no pod',
  'no pod is ready',
  'no pod has the target port',
  'its endpoints are not written yet',
  'no endpoint is on the node',
  'kube-proxy lags behind',
  'nothing listens on the target port',
  'nobody has the address',
  'hairpin mode is off',
] as const;

export type CausePhrase = (typeof CAUSES)[number];

export interface Cause {
  readonly phrase: CausePhrase;
  /** The field that decides it, and what stands there. */
  readonly where?: { readonly ref: ObjectRef; readonly path: string; readonly value: unknown };
  /** Objects that are not as they should be, the most telling first. */
  readonly blame: readonly ObjectRef[];
  readonly hint: string;
}

/** One thing that a person would look at, and what is there. */
export interface ReachCheck {
  /** `the cluster's DNS answers` */
  readonly asks: string;
  /** What a person would run to see it. */
  readonly command: string;
  readonly found: string;
  /** Absent where all is well. */
  readonly cause?: Cause;
}
