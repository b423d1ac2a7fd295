// What a resourceFieldRef shows of a container's resources: in units of its divisor, rounded up.
//
// A limit that is not given is the node's allocatable. Source: kubernetes v1.20.2 pkg/api/v1/resource/helpers.go,
// ExtractContainerResourceValue and MergeContainerResourceLimits; pkg/kubelet/kubelet_resources.go.

import type { Container, Node, Pod } from '../../api/objects.ts';
import { intValue, milliValue } from '../../api/quantity/values.ts';
import type { Kubelet } from '../kubelet.ts';
import { ConfigError } from './config-error.ts';

export interface ResourceField {
  readonly containerName?: string;
  readonly resource: string;
  readonly divisor?: string | number;
}

const LIMITED_BY_NODE: ReadonlySet<string> = new Set(['cpu', 'memory', 'ephemeral-storage']);

/** @param own  the container that asks, where the reference names none */
export function resourceField(
  kubelet: Kubelet,
  pod: Pod,
  own: Container | undefined,
  field: ResourceField,
): string {
  const container = field.containerName ? containerNamed(pod, field.containerName) : own;
  const [side, name] = split(field.resource);
  if (container === undefined || name === undefined) {
    throw new ConfigError(`unsupported container resource : ${field.resource}`);
  }
  const given = container.resources?.[side]?.[name];
  const isSet = given !== undefined && intValue(given) !== 0;
  const quantity = isSet
    ? given
    : side === 'limits' && LIMITED_BY_NODE.has(name)
      ? allocatable(kubelet, name)
      : '0';
  const value = name === 'cpu' ? milliValue : intValue;
  const divisor = field.divisor === undefined || milliValue(field.divisor) === 0 ? '1' : field.divisor;
  return String(Math.ceil(value(quantity) / value(divisor)));
}

function split(resource: string): readonly ['requests' | 'limits', string | undefined] {
  const [side, ...rest] = resource.split('.');
  const name = rest.join('.');
  const isKnown = LIMITED_BY_NODE.has(name) || name.startsWith('hugepages-');
  return [side === 'requests' ? 'requests' : 'limits', isKnown ? name : undefined];
}

function containerNamed({ spec }: Pod, name: string): Container {
  const found = [...spec.containers, ...(spec.initContainers ?? [])].find(
    (container) => container.name === name,
  );
  if (found === undefined) throw new ConfigError(`container ${name} not found`);
  return found;
}

function allocatable({ world, nodeName }: Kubelet, name: string): string | number {
  const node = world.server.peek('Node', undefined, nodeName) as Node | undefined;
  return node?.status?.allocatable?.[name] ?? '0';
}
