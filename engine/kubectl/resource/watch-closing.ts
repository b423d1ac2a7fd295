// When the API server closes a watch that asks for no end of its own.
//
// Source: kubernetes v1.20.2 cmd/kube-apiserver, --min-request-timeout; staging/src/k8s.io/apiserver/pkg/endpoints/
// handlers/get.go, ListResource: between once and twice that long.

import type { KubectlSession } from '../session.ts';

const MIN_REQUEST_TIMEOUT_MS = 1_800_000;

/** From now. The command says that it goes on. */
export function closingTimeMs({ server, goesOn }: KubectlSession): number {
  goesOn?.();
  const closing = server.core.streams.stream('kube-apiserver closes watches');
  return MIN_REQUEST_TIMEOUT_MS + closing.integer(0, MIN_REQUEST_TIMEOUT_MS - 1);
}
