// The environment of a container: `NAME:  value`, and where a value comes from.
//
// Source: kubectl v0.32.0 pkg/describe/describe.go, describeContainerEnvVars, describeContainerEnvFrom,
// EnvValueRetriever; pkg/util/fieldpath/fieldpath.go, which knows metadata only, so that what comes from status or spec
// shows no value; pkg/util/resource/resource.go, ExtractContainerResourceValue.

import type { Container, Pod } from '../../../api/objects.ts';
import { parseQuantity } from '../../../api/quantity/quantity.ts';
import { quantitySign, scaledValue } from '../../../api/quantity/values.ts';
import type { Writer } from './writer.ts';

type Variable = NonNullable<Container['env']>[number];
type ValueFrom = NonNullable<Variable['valueFrom']>;

/** @param pod  absent in templates, whose fields have no values yet */
export function describeEnvironment(w: Writer, container: Container, pod: Pod | undefined): void {
  const { env = [], envFrom = [] } = container;
  if ((envFrom ?? []).length > 0) describeEnvFrom(w, envFrom);
  w.write(2, `Environment:${env.length === 0 ? '\t<none>' : ''}\n`);
  for (const { name, value = '', valueFrom } of env) {
    if (valueFrom) {
      const text = valueFromText(valueFrom, container, pod);
      if (text !== undefined) w.write(3, `${name}:\t${text}\n`);
      continue;
    }
    value.split('\n').forEach((line, i) => {
      w.write(3, i === 0 ? `${name}:\t${line}\n` : `\t${line}\n`);
    });
  }
}

function describeEnvFrom(w: Writer, sources: NonNullable<Container['envFrom']>): void {
  w.write(2, 'Environment Variables from:\n');
  for (const { configMapRef, secretRef, prefix = '' } of sources) {
    const ref = configMapRef ?? secretRef;
    const from = configMapRef ? 'ConfigMap' : secretRef ? 'Secret' : '';
    const behind = prefix === '' ? from : `${from} with prefix '${prefix}'`;
    w.write(3, `${ref?.name ?? ''}\t${behind}\tOptional: ${ref?.optional === true}\n`);
  }
}

function valueFromText(from: ValueFrom, container: Container, pod: Pod | undefined): string | undefined {
  const { fieldRef, resourceFieldRef, secretKeyRef, configMapKeyRef } = from;
  if (fieldRef) {
    const value = pod === undefined ? '' : podFieldText(pod, fieldRef.fieldPath);
    return `${value} (${fieldRef.apiVersion ?? ''}:${fieldRef.fieldPath})`;
  }
  if (resourceFieldRef) {
    const { resource } = resourceFieldRef;
    const value = resourceFieldText(resourceFieldRef, container);
    const isUnlimited = value === '0' && (resource === 'limits.cpu' || resource === 'limits.memory');
    return `${isUnlimited ? 'node allocatable' : value} (${resource})`;
  }
  if (secretKeyRef) return keyText(secretKeyRef, 'in secret');
  return configMapKeyRef ? keyText(configMapKeyRef, 'of config map') : undefined;
}

interface KeyRef {
  readonly key: string;
  readonly name?: string;
  readonly optional?: boolean;
}

const keyText = ({ key, name = '', optional = false }: KeyRef, where: string): string =>
  `<set to the key '${key}' ${where} '${name}'>\tOptional: ${optional}`;

// Of a pod's fields kubectl knows two by their labels; of all others it shows no value.
// Source: describe.go, EnvValueRetriever; apimachinery pkg/runtime/conversion.go, DefaultMetaV1FieldSelectorConversion.
function podFieldText({ metadata }: Pod, path: string): string {
  if (path === 'metadata.name') return metadata.name;
  return path === 'metadata.namespace' ? metadata.namespace : '';
}

const STANDARD = /^(?:cpu|memory|ephemeral-storage|hugepages-.*)$/;

function resourceFieldText(
  { resource, divisor }: NonNullable<ValueFrom['resourceFieldRef']>,
  { resources }: Container,
): string {
  const at = resource.indexOf('.');
  const name = resource.slice(at + 1);
  const side = { limits: resources?.limits, requests: resources?.requests }[resource.slice(0, at)];
  if (!/^(?:limits|requests)\./.test(resource) || !STANDARD.test(name)) return '';
  const exponent = name === 'cpu' ? -3 : 0;
  const asked = parseQuantity(divisor ?? '0');
  const unit = quantitySign(asked) === 0 ? parseQuantity('1') : asked;
  const value = scaledValue(parseQuantity(side?.[name] ?? '0'), exponent);
  return String(Math.ceil(Number(value) / Number(scaledValue(unit, exponent))));
}
