// Which pods a Job gives up first.
//
// Jobs keep the plain order in every release: neither deletion cost nor the logarithm of ages count for them.
// Source: kubernetes v1.20.2 and v1.28.0 pkg/controller/controller_utils.go, ActivePods, which has no ranks.

import type { Pod } from '../../api/objects.ts';
import { inDeletionOrder } from '../deletion-order.ts';

/** The pods, first to delete first. */
export const inSurplusOrder = (pods: readonly Pod[]): Pod[] =>
  inDeletionOrder(pods, { version: { has: () => false }, nowEpochMs: 0 });
