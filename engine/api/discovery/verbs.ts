// What a client may do with a resource, as discovery lists it: the verbs of its storage, sorted.
//
// Source: kubernetes v1.28.0 api/openapi-spec/swagger.json; staging/src/k8s.io/apiserver/pkg/endpoints/installer.go,
// registerResourceHandlers (sorted); staging/src/k8s.io/apiextensions-apiserver/pkg/apiserver/
// customresource_discovery_controller.go (in this order, unsorted).

const STORED = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];
const NO_COLLECTION = STORED.filter((verb) => verb !== 'deletecollection');
const CUSTOM = ['delete', 'deletecollection', 'get', 'list', 'patch', 'create', 'update', 'watch'];

/** A question put to the server: it is answered and not stored. */
export const REVIEW_VERBS: readonly string[] = ['create'];

/** From then on Services have a storage like all others. Source: kubernetes v1.23 pkg/registry/core/service/storage/storage.go. */
const SERVICES_DELETED_TOGETHER_FROM = 23;

/**
 * @param resource  the plural of a resource that is stored, for example `deployments`
 * @param isCustom  whether a CustomResourceDefinition made it
 * @param minor  the cluster's
 */
export function verbsOf(
  { group, resource, isCustom }: { group: string; resource: string; isCustom: boolean },
  minor: number,
): readonly string[] {
  if (isCustom) return CUSTOM;
  if (group !== '') return STORED;
  if (resource === 'namespaces') return NO_COLLECTION;
  if (resource === 'services' && minor < SERVICES_DELETED_TOGETHER_FROM) return NO_COLLECTION;
  return STORED;
}
