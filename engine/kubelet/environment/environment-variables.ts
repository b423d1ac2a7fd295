// The environment of one container, looked up afresh at each start: envFrom, then env, then what services add.
//
// Source: kubernetes v1.20.2 pkg/kubelet/kubelet_pods.go, makeEnvironmentVariables (equal in 1.28).
// Order: upstream gives the variables in the order of a Go map; here it is the order of declaration.

import { textOfBase64 } from '../../api/kinds/secret/base64.ts';
import { isEnvVarName, isRelaxedEnvVarName } from '../../api/names/identifiers.ts';
import type { Container, Pod } from '../../api/objects.ts';
import { expandReferences } from '../../runtime/runtime.ts';
import type { Kubelet } from '../kubelet.ts';
import { ConfigError } from './config-error.ts';
import type { ConfigKind, ConfigObjects } from './config-objects.ts';
import { podField } from './pod-fields.ts';
import { type ResourceField, resourceField } from './resource-fields.ts';
import type { ServiceVariables } from './service-variables.ts';

export interface EnvironmentMeans {
  readonly kubelet: Kubelet;
  readonly objects: ConfigObjects;
  readonly services: ServiceVariables;
}

type EnvVar = NonNullable<Container['env']>[number];
type EnvFrom = NonNullable<Container['envFrom']>[number];
type KeyRef = { readonly name?: string; readonly key: string; readonly optional?: boolean };

/** How messages name the kinds: in lower case where one is missing, in its own where a key is. */
const LOWER: Readonly<Record<ConfigKind, string>> = { ConfigMap: 'configmap', Secret: 'secret' };

/** @throws ConfigError  with upstream's message */
export function environmentOf(means: EnvironmentMeans, pod: Pod, container: Container): Map<string, string> {
  const { services } = means;
  const fromServices = new Map(services.of(pod.metadata.namespace, pod.spec.enableServiceLinks !== false));
  const env = new Map<string, string>();
  for (const source of container.envFrom ?? []) addAll(means, pod, source, env);
  for (const variable of container.env ?? []) {
    const value = variableValue(means, pod, container, variable, (text) =>
      expandReferences(text, { get: (name) => env.get(name) ?? fromServices.get(name) }),
    );
    if (value !== undefined) env.set(variable.name, value);
  }
  for (const [name, value] of fromServices) if (!env.has(name)) env.set(name, value);
  return env;
}

function addAll(means: EnvironmentMeans, pod: Pod, source: EnvFrom, env: Map<string, string>): void {
  const kind = source.configMapRef === undefined ? 'Secret' : 'ConfigMap';
  const ref = source.configMapRef ?? source.secretRef;
  if (ref === undefined) return;
  const texts = textsOf(means, pod, kind, ref.name ?? '', ref.optional === true);
  if (texts === undefined) return;
  const isRelaxed = means.kubelet.world.version.has('relaxedEnvVarNames');
  const check = isRelaxed ? isRelaxedEnvVarName : isEnvVarName;
  const invalid: string[] = [];
  for (const [key, text] of texts) {
    const name = `${source.prefix ?? ''}${key}`;
    if (check(name).length === 0) env.set(name, text());
    else invalid.push(name);
  }
  if (invalid.length === 0) return;
  const from = `${kind === 'ConfigMap' ? 'configMap' : 'secret'} ${pod.metadata.namespace}/${ref.name}`;
  const text = `Keys [${invalid.sort().join(', ')}] from the EnvFrom ${from} were skipped since they are considered invalid environment variable names.`;
  means.kubelet.recorder.event(pod, 'Warning', 'InvalidEnvironmentVariableNames', text);
}

/** Undefined where an optional source is missing: the variable is then left out. */
function variableValue(
  means: EnvironmentMeans,
  pod: Pod,
  container: Container,
  { value = '', valueFrom }: EnvVar,
  expand: (text: string) => string,
): string | undefined {
  if (value !== '') return expand(value);
  if (valueFrom?.fieldRef !== undefined) return podField(means.kubelet, pod, valueFrom.fieldRef.fieldPath);
  if (valueFrom?.resourceFieldRef !== undefined) {
    return resourceField(means.kubelet, pod, container, valueFrom.resourceFieldRef as ResourceField);
  }
  if (valueFrom?.configMapKeyRef !== undefined)
    return keyOf(means, pod, 'ConfigMap', valueFrom.configMapKeyRef);
  if (valueFrom?.secretKeyRef !== undefined) return keyOf(means, pod, 'Secret', valueFrom.secretKeyRef);
  return '';
}

function keyOf(means: EnvironmentMeans, pod: Pod, kind: ConfigKind, ref: KeyRef): string | undefined {
  const { name = '', key, optional = false } = ref;
  const texts = textsOf(means, pod, kind, name, optional);
  const text = texts?.get(key);
  if (text !== undefined || optional || texts === undefined) return text?.();
  throw new ConfigError(`couldn't find key ${key} in ${kind} ${pod.metadata.namespace}/${name}`);
}

// Values are decoded only when asked for.
function textsOf(
  { objects }: EnvironmentMeans,
  pod: Pod,
  kind: ConfigKind,
  name: string,
  isOptional: boolean,
): Map<string, () => string> | undefined {
  const found = objects.get(kind, pod.metadata.namespace, name);
  if (found === undefined) {
    if (isOptional) return undefined;
    throw new ConfigError(`${LOWER[kind]} "${name}" not found`);
  }
  const read = kind === 'Secret' ? textOfBase64 : (text: string): string => text;
  const data = Object.entries((found.data ?? {}) as Record<string, string>);
  return new Map(data.map(([key, text]) => [key, () => read(text)]));
}
