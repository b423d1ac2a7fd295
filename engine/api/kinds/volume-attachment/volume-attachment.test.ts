// What the API server says of VolumeAttachments that break a rule.
// Source of the rules: kubernetes v1.28.0 pkg/apis/storage/validation/validation.go.

import { describeRefusals } from '../test-refusals.ts';

const KIND = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'VolumeAttachment',
};

describeRefusals(
  'refused: VolumeAttachment: spec',
  KIND,
  String.raw`
nothing
  spec: {source: {}}
  > spec.attacher: Required value
  > spec.source: Required value: must specify exactly one of inlineVolumeSpec and persistentVolumeName
  > spec.nodeName: Invalid value: "": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')
  > spec.attacher: Required value
  > spec.attacher: Invalid value: "": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')

names that are none
  spec: {attacher: A_, nodeName: B_, source: {persistentVolumeName: ''}}
  > spec.source.persistentVolumeName: Required value: must specify non empty persistentVolumeName
  > spec.nodeName: Invalid value: "B_": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')
  > spec.attacher: Invalid value: "A_": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')
  > spec.source.persistentVolumeName: Invalid value: "": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')

two sources
  spec: {attacher: a, nodeName: b, source: {persistentVolumeName: c,
    inlineVolumeSpec: {accessModes: [ReadWriteOnce], capacity: {storage: '1'}, csi: {driver: d, volumeHandle: e}}}}
  > spec.source: Forbidden: must specify exactly one of inlineVolumeSpec and persistentVolumeName

an inline volume that is no CSI
  spec: {attacher: a, nodeName: b, source: {inlineVolumeSpec: {accessModes: [ReadWriteOnce],
    capacity: {storage: '1'}, hostPath: {path: /x}}}}
  > spec.source.inlineVolumeSpec.capacity: Forbidden: may not be specified in the context of inline volumes
  > spec.source.inlineVolumeSpec.csi: Required value: has to be specified in the context of inline volumes
`,
);
