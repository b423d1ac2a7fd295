// What a fieldRef shows of a pod, in environment variables and in downward API files.
//
// Source: kubernetes v1.20.2 pkg/kubelet/kubelet_pods.go, podFieldSelectorRuntimeValue; pkg/fieldpath/fieldpath.go;
// pkg/apis/core/pods/helpers.go, ConvertDownwardAPIFieldLabel.

import { isQualifiedName } from '../../api/names/labels.ts';
import type { Pod } from '../../api/objects.ts';
import { quoteGo } from '../../api/validation/field-error.ts';
import type { Kubelet } from '../kubelet.ts';
import { ConfigError } from './config-error.ts';

/** @throws ConfigError  a field that cannot be referred to; validation lets none through */
export function podField(kubelet: Kubelet, pod: Pod, fieldPath: string): string {
  const ips = (): readonly string[] => kubelet.runtime.look(pod.metadata.uid).ips;
  switch (fieldPath) {
    case 'spec.nodeName':
    case 'spec.host':
      return pod.spec.nodeName ?? '';
    case 'spec.serviceAccountName':
      return pod.spec.serviceAccountName ?? '';
    case 'status.hostIP':
    case 'status.hostIPs':
      return kubelet.hostIp;
    case 'status.podIP':
      return ips()[0] ?? '';
    case 'status.podIPs':
      return ips().join(',');
    default:
      return metadataField(kubelet, pod, fieldPath);
  }
}

function metadataField(kubelet: Kubelet, { metadata }: Pod, fieldPath: string): string {
  const subscripted = /^(.+?)\['(.*)'\]$/s.exec(fieldPath);
  if (subscripted !== null) {
    const [, path, key = ''] = subscripted;
    if (path !== 'metadata.labels' && path !== 'metadata.annotations') {
      throw new ConfigError(`fieldPath "${fieldPath}" does not support subscript`);
    }
    const checked = path === 'metadata.annotations' ? key.toLowerCase() : key;
    const problems = isQualifiedName(checked, kubelet.world.version);
    if (problems.length > 0)
      throw new ConfigError(`invalid key subscript in ${fieldPath}: ${problems.join(';')}`);
    return (path === 'metadata.labels' ? metadata.labels : metadata.annotations)?.[key] ?? '';
  }
  switch (fieldPath) {
    case 'metadata.labels':
      return formatMap(metadata.labels);
    case 'metadata.annotations':
      return formatMap(metadata.annotations);
    case 'metadata.name':
      return metadata.name;
    case 'metadata.namespace':
      return metadata.namespace;
    case 'metadata.uid':
      return metadata.uid;
    default:
      throw new ConfigError(`unsupported fieldPath: ${fieldPath}`);
  }
}

/** `key="value"`, one a line, sorted. Source: FormatMap. */
function formatMap(map: Readonly<Record<string, string>> | undefined): string {
  const keys = Object.keys(map ?? {}).sort();
  return keys.map((key) => `${key}=${quoteGo(map![key]!)}`).join('\n');
}
