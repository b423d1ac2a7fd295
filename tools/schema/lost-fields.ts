// Fields of older releases that the newest types no longer have. A manifest for such a release must still be read,
// so the table knows them; the release decides elsewhere what they do.
// The values are field codes of the table (see engine/api/schema/schema-table.ts).

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
};
