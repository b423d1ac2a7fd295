// Which fields of a pod spec the engine acts on, which it only shows, and which it does not model.
//
// Paths are relative to a pod spec; `podSpecSupport` puts them under the spec of a kind.

import type { FieldSupport } from '../../kind.ts';

// What is not listed is acted on.
const POD_SPEC: FieldSupport = {
  hostnameOverride: 'unmodelled',
  schedulingGroup: 'unmodelled',
  hostIPC: 'describes',
  hostPID: 'unmodelled',
  hostUsers: 'describes',
  resourceClaims: 'unmodelled',
  resources: 'unmodelled',
  os: 'describes',
  shareProcessNamespace: 'unmodelled',
  securityContext: 'describes',
  'securityContext.windowsOptions': 'unmodelled',
  'containers[*].securityContext': 'describes',
  'containers[*].securityContext.windowsOptions': 'unmodelled',
  'containers[*].env[*].valueFrom.fileKeyRef': 'unmodelled',
  'containers[*].lifecycle.stopSignal': 'unmodelled',
  'containers[*].resizePolicy': 'unmodelled',
  'containers[*].restartPolicyRules': 'unmodelled',
  'containers[*].stdin': 'describes',
  'containers[*].stdinOnce': 'describes',
  'containers[*].tty': 'describes',
  'containers[*].volumeDevices': 'unmodelled',
  'containers[*].volumeMounts[*].mountPropagation': 'unmodelled',
  'containers[*].volumeMounts[*].recursiveReadOnly': 'describes',
  'initContainers[*].env[*].valueFrom.fileKeyRef': 'unmodelled',
  'initContainers[*].securityContext': 'describes',
  'initContainers[*].securityContext.windowsOptions': 'unmodelled',
  'initContainers[*].stdin': 'describes',
  'initContainers[*].stdinOnce': 'describes',
  'initContainers[*].tty': 'describes',
  'initContainers[*].volumeDevices': 'unmodelled',
  'initContainers[*].volumeMounts[*].mountPropagation': 'unmodelled',
  'topologySpreadConstraints[*].matchLabelKeys': 'acts',
  'volumes[*].image': 'unmodelled',
  'volumes[*].projected.sources[*].clusterTrustBundle': 'unmodelled',
  'volumes[*].projected.sources[*].podCertificate': 'unmodelled',
};

/** @param prefix where the pod spec stands, for example `spec.template.spec` */
export const podSpecSupport = (prefix: string): FieldSupport =>
  Object.fromEntries(Object.entries(POD_SPEC).map(([path, support]) => [`${prefix}.${path}`, support]));
