// Creating many objects in batches that double, so that a quota that is used up costs few requests.
//
// Source: kubernetes v1.20.2 pkg/controller/replicaset/replica_set.go, slowStartBatch; controller_utils.go,
// SlowStartInitialBatchSize.

const INITIAL_BATCH_SIZE = 1;

/**
 * Calls `create` in batches of 1, 2, 4 … All of a batch are tried; after a batch with a failure no other begins.
 *
 * @param create returns what went wrong, or undefined
 */
export function slowStart<E>(
  count: number,
  create: () => E | undefined,
): { created: number; failure: E | undefined } {
  let created = 0;
  let left = count;
  for (let size = Math.min(left, INITIAL_BATCH_SIZE); size > 0; size = Math.min(2 * size, left)) {
    let failure: E | undefined;
    for (let i = 0; i < size; i++) {
      const error = create();
      if (error === undefined) created += 1;
      else failure ??= error;
    }
    if (failure !== undefined) return { created, failure };
    left -= size;
  }
  return { created, failure: undefined };
}
