// Fields that a client leaves out or empties, and what the API server makes of them.
//
// Source: the real functions of kubernetes v1.20 (decode, defaults, registry strategy), run over the same objects.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import { versionProfile } from '../../versions/profile.ts';
import type { AnyObject } from '../objects.ts';
import { admitCreate } from '../strategy.ts';
import { kindByName } from './index.ts';
import { describeRefusals } from './test-refusals.ts';

describeRefusals(
  'emptied: Node',
  { apiVersion: 'v1', kind: 'Node' },
  `
the list of address ranges, where the old one has a single field (1.20)
old: {spec: {podCIDR: 10.0.0.0/24}}
new: {spec: {}}
  > spec.podCIDRs: Forbidden: node updates may not change podCIDR except from "" to valid
  > []: Forbidden: node updates may only change labels, taints, or capacity (or configSource, if the DynamicKubeletConfig feature gate is enabled)
`,
);

describeRefusals(
  'annotations of a Node that hold no JSON',
  { apiVersion: 'v1', kind: 'Node' },
  `
text, and a list where an object should be (1.20)
metadata: {annotations: {scheduler.alpha.kubernetes.io/taints: "x/y", scheduler.alpha.kubernetes.io/preferAvoidPods: "[]"}}
  > metadata.annotations: Invalid value: "scheduler.alpha.kubernetes.io/taints": invalid character 'x' looking for beginning of value
  > metadata.annotations.AvoidPods: Invalid value: "scheduler.alpha.kubernetes.io/preferAvoidPods": json: cannot unmarshal array into Go value of type v1.AvoidPods
`,
);

describeRefusals(
  'emptied: VolumeAttachment',
  { apiVersion: 'storage.k8s.io/v1', kind: 'VolumeAttachment' },
  `
no spec at all (1.20)
metadata: {labels: {a: b}}
  > spec.attacher: Required value
  > spec.source: Required value: must specify exactly one of inlineVolumeSpec and persistentVolumeName
  > spec.nodeName: Invalid value: "": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')
  > spec.attacher: Required value
  > spec.attacher: Invalid value: "": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')
`,
);

describeRefusals(
  'a Deployment rolled back',
  { apiVersion: 'apps/v1', kind: 'Deployment' },
  `
to a revision below zero (1.20)
metadata: {annotations: {deprecated.deployment.rollback.to: "-3"}}
spec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: i}]}}}
  > spec.rollback.version: Invalid value: -3: must be greater than or equal to 0
`,
);

describeRefusals(
  'emptied: EndpointSlice',
  { apiVersion: 'discovery.k8s.io/v1beta1', kind: 'EndpointSlice' },
  `
the type of an update (1.20)
old: {addressType: IPv4, endpoints: []}
new: {endpoints: []}
  > addressType: Required value
  > addressType: Invalid value: "": field is immutable
`,
);

describeRefusals(
  'emptied: Deployment',
  { apiVersion: 'apps/v1', kind: 'Deployment' },
  `
a selector that goes away is no empty selector (1.20)
old: {spec: {selector: {}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: i}]}}}}
new: {spec: {template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: i}]}}}}
  > spec.selector: Required value
  > spec.template.metadata.labels: Invalid value: map[string]string{"a":"b"}: \`selector\` does not match template \`labels\`
  > spec.selector: Invalid value: "null": field is immutable
`,
);

describeRefusals(
  'emptied: Pod',
  { apiVersion: 'v1', kind: 'Pod' },
  `
two containers without a name (1.20)
spec: {containers: [{image: i}, {image: i}]}
  > spec.containers[0].name: Required value
  > spec.containers[1].name: Required value
  > spec.containers[1].name: Duplicate value: ""
`,
);

describeRefusals(
  'nothing behind a dash',
  { apiVersion: 'v1', kind: 'Pod' },
  `
an item that is null is an empty one
spec: {containers: [null], tolerations: [null], volumes: [null]}
  > spec.volumes[0].name: Required value
  > spec.containers[0].name: Required value
  > spec.containers[0].image: Required value
  > spec.tolerations[0].operator: Invalid value: "": operator must be Exists when \`key\` is empty, which means "match all values and all keys"
`,
);

describeRefusals(
  'ephemeral containers before 1.26',
  { apiVersion: 'apps/v1', kind: 'ReplicaSet' },
  `
in a template that has them already, validated as a list of one and without a name, all of it twice (1.20)
old: {spec: &spec {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: i}],
  ephemeralContainers: [{name: A, image: i, imagePullPolicy: Always, terminationMessagePolicy: File}, {image: i}]}}}}
new: {spec: *spec}
  > spec.template.spec.ephemeralContainers[0][0].name: Invalid value: "A": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')
  > spec.template.spec.ephemeralContainers[1]: Required value: ephemeralContainer requires a name
  > spec.template.spec.ephemeralContainers: Forbidden: ephemeral containers not allowed in pod template
  > spec.template.spec.ephemeralContainers[0][0].name: Invalid value: "A": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')
  > spec.template.spec.ephemeralContainers[1]: Required value: ephemeralContainer requires a name
  > spec.template.spec.ephemeralContainers: Forbidden: ephemeral containers not allowed in pod template
`,
);

describeRefusals(
  'emptied: the status of a Pod',
  { apiVersion: 'v1', kind: 'Pod' },
  `
the single address counts where the list differs
subresource: status
old: {spec: {containers: [{name: c, image: i}]}, status: {podIP: 10.0.0.1, podIPs: [{ip: 10.0.0.1}]}}
new: {spec: {containers: [{name: c, image: i}]}, status: {podIP: x, podIPs: [{ip: 10.0.0.1}]}}
  > status.podIPs[0]: Invalid value: "x": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)

a condition without a type (1.20)
subresource: status
old: {spec: {containers: [{name: c, image: i}]}, status: {}}
new: {spec: {containers: [{name: c, image: i}]}, status: {conditions: [{status: "True"}]}}
  > metadata.conditions[0].Type: Invalid value: "": name part must be non-empty
  > metadata.conditions[0].Type: Invalid value: "": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')
`,
);

describeRefusals(
  'emptied: the status of a StatefulSet',
  { apiVersion: 'apps/v1', kind: 'StatefulSet' },
  `
counts that are left out are none, and the collision count stays (1.20)
subresource: status
old: {spec: {}, status: {replicas: 1, collisionCount: 1}}
new: {spec: {}, status: {replicas: -1}}
  > status.replicas: Invalid value: -1: must be greater than or equal to 0
  > status.readyReplicas: Invalid value: 0: cannot be greater than status.replicas
  > status.currentReplicas: Invalid value: 0: cannot be greater than status.replicas
  > status.updatedReplicas: Invalid value: 0: cannot be greater than status.replicas
  > status.collisionCount: Invalid value: 0: cannot be decremented
`,
);

describeRefusals(
  'emptied: ResourceQuota',
  { apiVersion: 'v1', kind: 'ResourceQuota' },
  `
a scope requirement (1.20)
spec: {hard: {pods: "1"}, scopeSelector: {matchExpressions: [{}]}}
  > spec.scopeSelector.matchExpressions.scopeName: Invalid value: "": unsupported scope
  > spec.scopeSelector.matchExpressions.operator: Invalid value: "": not a valid selector operator
`,
);

describeRefusals(
  'emptied: ControllerRevision',
  { apiVersion: 'apps/v1', kind: 'ControllerRevision' },
  `
a null goes from the data, which is kept as text (1.20)
old: {data: {a: null}, revision: 1}
new: {data: {}, revision: 1}
  > data: Invalid value: runtime.RawExtension{Raw:{}}: field is immutable
`,
);

describeRefusals(
  'recycled volumes',
  { apiVersion: 'v1', kind: 'PersistentVolume' },
  `
a path that comes back to the root (1.20)
spec: {capacity: {storage: 1Gi}, accessModes: [ReadWriteOnce], persistentVolumeReclaimPolicy: Recycle, hostPath: {path: /a/..}}
  > spec.hostPath.path: Invalid value: "/a/..": must not contain '..'
  > spec.persistentVolumeReclaimPolicy: Forbidden: may not be 'recycle' for a hostPath mount of '/'
`,
);

describeRefusals(
  'managed fields',
  { apiVersion: 'v1', kind: 'ConfigMap' },
  `
an entry without operation has no index (1.20)
metadata: {managedFields: [{}]}
  > metadata.managedFields.operation: Invalid value: "": must be \`Apply\` or \`Update\`

an entry of another type
metadata: {managedFields: [{operation: Update, fieldsType: FieldsV2}]}
  > metadata.managedFields[0].fieldsType: Invalid value: "FieldsV2": must be \`FieldsV1\`
`,
);

function stored(object: object): AnyObject {
  const traits = kindByName((object as AnyObject).kind)!;
  const admitted = admitCreate(traits, structuredClone(object) as AnyObject, { version: versionProfile(20) });
  if ('errors' in admitted) throw new Error(JSON.stringify(admitted.errors));
  return admitted.object;
}

describe('what the strategy fills in', () => {
  it('a Job without labels shares those of its template, the generated ones too', () => {
    const template = { metadata: { labels: { a: 'b' } }, spec: { containers: [{ name: 'c', image: 'i' }] } };
    const job = stored({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'j', namespace: 'd', uid: 'u' },
      spec: { template: { ...template, spec: { ...template.spec, restartPolicy: 'Never' } } },
    });
    expect(job.metadata.labels).to.deep.equal({ a: 'b', 'controller-uid': 'u', 'job-name': 'j' });
  });

  it('a LimitRange without a name gets one', () => {
    const metadata = { namespace: 'd', uid: 'u' };
    const range = stored({ apiVersion: 'v1', kind: 'LimitRange', metadata, spec: { limits: [] } });
    expect(range.metadata.name).to.equal('u');
  });

  // Source: kubernetes v1.20.2 pkg/apis/apps/v1/conversion.go, pkg/apis/autoscaling/v1/conversion.go, pkg/apis/core/v1/conversion.go.
  it('what conversion fills in is no default of the version', () => {
    const context = {
      version: versionProfile(20),
      requestApiVersion: 'autoscaling/v1',
      isWithoutConversion: true,
    };
    const defaulted = (object: object): AnyObject => {
      const copy = structuredClone(object) as AnyObject;
      kindByName(copy.kind)!.setDefaults?.(copy, context);
      return copy;
    };
    const metadata = { name: 'a', namespace: 'd' };
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata,
      spec: { serviceAccountName: 'b', containers: [] },
    };
    expect(defaulted(pod)).to.not.have.nested.property('spec.serviceAccount');
    const set = {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata,
      spec: { volumeClaimTemplates: [{}] },
    };
    expect(defaulted(set)).to.not.have.nested.property('spec.volumeClaimTemplates[0].kind');
    const hpa = { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata, spec: {} };
    expect(defaulted(hpa)).to.not.have.nested.property('spec.metrics');
  });
});
