// Verbs that a resource does not know: there is no handler for them, and the client is told so.
//
// Source: kubernetes v1.20.2 staging/src/k8s.io/apiserver/pkg/endpoints/installer.go, registerResourceHandlers (routes for
// the verbs of the storage alone); handlers/get.go, ListResource (watch); client-go rest/request.go, newUnstructuredResponseError.

import type { KindTraits } from '../../api/kind.ts';
import { methodNotAllowed, methodNotSupported, type Status } from '../../api/status.ts';
import { groupResource } from '../server-core.ts';

/** Undefined where the kind knows the verb. */
export function refusedVerb(
  traits: KindTraits,
  verb: 'create' | 'update' | 'patch' | 'delete' | 'watch',
): Status | undefined {
  if (traits.verbs === undefined || traits.verbs.includes(verb)) return undefined;
  return verb === 'watch' ? methodNotSupported(groupResource(traits), 'watch') : methodNotAllowed();
}
