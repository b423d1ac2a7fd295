// Environment variables of a container.
//
// Source: kubernetes v1.20.2 pkg/apis/core/validation/validation.go, ValidateEnv, validateEnvVarValueFrom, ValidateEnvFrom,
// validateConfigMapKeySelector; v1.32.0 for the relaxed names. Expansion of $(VAR) happens on the node.

import { nameIsDnsSubdomain } from '../../names/dns.ts';
import { isConfigMapKey, isEnvVarName, isRelaxedEnvVarName } from '../../names/identifiers.ts';
import type { Container } from '../../objects.ts';
import type { FieldPath } from '../../validation/field-error.ts';
import type { Problems } from '../../validation/problems.ts';
import { ENV_FIELDS, validateFieldRef, validateResourceFieldRef } from './field-refs.ts';

type EnvVar = NonNullable<Container['env']>[number];
type EnvFrom = NonNullable<Container['envFrom']>[number];
type KeySelector = { readonly name?: string; readonly key?: string };

const nameTexts = (name: string, problems: Problems): string[] =>
  problems.has('relaxedEnvVarNames') ? isRelaxedEnvVarName(name) : isEnvVarName(name);

export function validateEnv(variables: readonly EnvVar[], path: FieldPath, problems: Problems): void {
  variables.forEach((variable, i) => {
    const at = path.index(i);
    if (!variable.name) problems.required(at.child('name'));
    else problems.invalidEach(at.child('name'), variable.name, nameTexts(variable.name, problems));
    if (variable.valueFrom !== undefined) validateValueFrom(variable, at.child('valueFrom'), problems);
  });
}

function validateValueFrom(variable: EnvVar, path: FieldPath, problems: Problems): void {
  const { fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef, fileKeyRef } = variable.valueFrom!;
  if (fieldRef !== undefined) validateFieldRef(fieldRef, ENV_FIELDS, path.child('fieldRef'), problems);
  if (resourceFieldRef !== undefined) {
    validateResourceFieldRef(resourceFieldRef, false, path.child('resourceFieldRef'), problems);
  }
  if (configMapKeyRef !== undefined)
    validateKeySelector(configMapKeyRef, path.child('configMapKeyRef'), problems);
  if (secretKeyRef !== undefined) validateKeySelector(secretKeyRef, path.child('secretKeyRef'), problems);
  const count = [fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef, fileKeyRef].filter(
    (s) => s !== undefined,
  ).length;
  const text = sourceCountText(count, variable.value);
  if (text !== undefined) problems.invalid(path, '', text);
}

function sourceCountText(count: number, value: string | undefined): string | undefined {
  if (count === 0)
    return 'must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef` or `secretKeyRef`';
  if (value) return 'may not be specified when `value` is not empty';
  return count > 1 ? 'may not have more than one field specified at a time' : undefined;
}

function validateKeySelector(selector: KeySelector, path: FieldPath, problems: Problems): void {
  const name = selector.name ?? '';
  problems.invalidEach(path.child('name'), name, nameIsDnsSubdomain(name, false, problems.version));
  if (!selector.key) problems.required(path.child('key'));
  else problems.invalidEach(path.child('key'), selector.key, isConfigMapKey(selector.key));
}

export function validateEnvFrom(list: readonly EnvFrom[], path: FieldPath, problems: Problems): void {
  list.forEach((source, i) => {
    const at = path.index(i);
    if (source.prefix)
      problems.invalidEach(at.child('prefix'), source.prefix, nameTexts(source.prefix, problems));
    if (source.configMapRef !== undefined)
      validateSourceName(source.configMapRef.name, at.child('configMapRef'), problems);
    if (source.secretRef !== undefined)
      validateSourceName(source.secretRef.name, at.child('secretRef'), problems);
    if (source.configMapRef === undefined && source.secretRef === undefined) {
      problems.invalid(path, '', 'must specify one of: `configMapRef` or `secretRef`');
    } else if (source.configMapRef !== undefined && source.secretRef !== undefined) {
      problems.invalid(path, '', 'may not have more than one field specified at a time');
    }
  });
}

// As a prefix, upstream's slip: a name that ends in a dash passes.
function validateSourceName(name: string | undefined, path: FieldPath, problems: Problems): void {
  if (!name) problems.required(path.child('name'));
  else problems.invalidEach(path.child('name'), name, nameIsDnsSubdomain(name, true, problems.version));
}
