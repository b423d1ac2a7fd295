// Why a sync ended early: text for conditions and events, and the API's Status where one was the reason.

import type { Status } from '../api/status.ts';

export interface Refusal {
  readonly message: string;
  readonly status?: Status;
}

export const refusedBy = (status: Status): Refusal => ({ message: status.message, status });

/** In a namespace that is being deleted nothing can be created, and nothing needs to be. */
export const isNamespaceTerminating = (status: Status | undefined): boolean =>
  status?.details?.causes?.some(({ reason }) => reason === 'NamespaceTerminating') ?? false;
