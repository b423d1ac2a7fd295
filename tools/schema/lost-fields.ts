// Fields of older releases that the newest types no longer have. A manifest for such a release must still be read,
// so the table knows them; the release decides elsewhere what they do. Also the fields called `description`, which the
// published types lose when their own descriptions are taken out, and those whose type the published types do not tell.
// The values are field codes of the table (see engine/api/schema/schema-table.ts), with the file name of a type in <>.

export const LOST_FIELDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  // Source: kubernetes v1.23 apimachinery/pkg/apis/meta/v1/types.go, ObjectMeta.ClusterName; removed in v1.25.
  'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta': { clusterName: 's' },
  'io.k8s.api.core.v1.ServiceSpec': {
    // Source: kubernetes v1.20 staging/src/k8s.io/api/core/v1/types.go, ServiceSpec.TopologyKeys; removed in v1.22.
    topologyKeys: '[s',
    // Source: kubernetes v1.19 staging/src/k8s.io/api/core/v1/types.go, ServiceSpec.IPFamily; removed in v1.20.
    ipFamily: 's',
  },
  // Source: kubernetes v1.20 staging/src/k8s.io/api/core/v1/types.go, EphemeralVolumeSource.ReadOnly; removed in v1.21.
  'io.k8s.api.core.v1.EphemeralVolumeSource': { readOnly: 'b' },
  // Source: kubernetes/api v0.36 scheduling/v1/types.go and v1beta1, PriorityClass.Description.
  'io.k8s.api.scheduling.v1.PriorityClass': { description: 's' },
  'io.k8s.api.scheduling.v1beta1.PriorityClass': { description: 's' },
  // Source: kubernetes v1.28 apiextensions-apiserver/pkg/apis/apiextensions/v1/{types,types_jsonschema}.go, and v1beta1.
  'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceColumnDefinition': {
    description: 's',
  },
  'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1beta1.CustomResourceColumnDefinition': {
    description: 's',
  },
  'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.ExternalDocumentation': { description: 's' },
  'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1beta1.ExternalDocumentation': { description: 's' },
  // Source: kubernetes/api apps/v1/types.go, StatefulSetSpec.VolumeClaimTemplates, and the versions before.
  'io.k8s.api.apps.v1.StatefulSetSpec': { volumeClaimTemplates: '[<IoK8sApiCoreV1PersistentVolumeClaim>' },
  'io.k8s.api.apps.v1beta1.StatefulSetSpec': {
    volumeClaimTemplates: '[<IoK8sApiCoreV1PersistentVolumeClaim>',
  },
  'io.k8s.api.apps.v1beta2.StatefulSetSpec': {
    volumeClaimTemplates: '[<IoK8sApiCoreV1PersistentVolumeClaim>',
  },
};
