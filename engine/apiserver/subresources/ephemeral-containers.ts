// pods/ephemeralcontainers: containers added to a pod that runs, to look into it. They can never be changed or taken away.
// Source: kubernetes v1.28.0 pkg/registry/core/pod/strategy.go, podEphemeralContainersStrategy; pkg/apis/core/validation/
// validation.go, ValidatePodEphemeralContainersUpdate.

import { validateEphemeralContainersUpdate } from '../../api/kinds/pod/validation.ts';
import type { AnyObject, Pod } from '../../api/objects.ts';
import { clonePlain } from '../../api/plain.ts';
import { invalid, notFound, refusal, success } from '../../api/status.ts';
import { Problems } from '../../api/validation/problems.ts';
import type { RequestContext } from '../request.ts';
import type { AnyResult, ServerCore } from '../server-core.ts';

type EphemeralContainers = NonNullable<Pod['spec']['ephemeralContainers']>;

/** @param containers  all of them, those that are there already first */
export function setEphemeralContainers(
  server: ServerCore,
  namespace: string,
  name: string,
  containers: EphemeralContainers,
  request: RequestContext,
): AnyResult {
  const old = server.store.get('Pod', namespace, name) as Pod | undefined;
  if (old === undefined) return refusal(notFound({ group: '', resource: 'pods' }, name));
  const pod = clonePlain({ ...old, spec: { ...old.spec, ephemeralContainers: containers } }) as Pod;
  const context = server.contextOf(request);
  server.traits('Pod')?.setDefaults?.(pod as unknown as AnyObject, context);
  const problems = new Problems(server.decoded(context));
  validateEphemeralContainersUpdate(pod, old, problems);
  if (problems.list.length > 0) return refusal(invalid('', 'Pod', name, problems.list, server.version));
  if (request.dryRun === true) return success(pod as unknown as AnyObject);
  return success(server.writeFor(pod, request));
}
