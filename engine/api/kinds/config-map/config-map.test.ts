// What the API server says of ConfigMaps that break a rule.
// Source of the rules: kubernetes v1.28.0 pkg/apis/core/validation/validation.go, ValidateConfigMap.

import { describeRefusals } from '../test-refusals.ts';

const KIND = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
};
/** A backquote inside of the tables. */
const TICK = '`';

describeRefusals(
  'refused: ConfigMap: spec',
  KIND,
  `
keys: none, in both parts
  data: {a/b: x, k: x}
  binaryData: {k: eA==}
  > data[a/b]: Invalid value: "a/b": a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')
  > data[k]: Invalid value: "k": duplicate of key present in binaryData
`,
);

describeRefusals(
  'refused: ConfigMap: updates',
  KIND,
  `
data of an immutable ConfigMap
  old: {immutable: true, data: {a: x}}
  new: {immutable: true, data: {a: 'y'}}
  > data: Forbidden: field is immutable when ${TICK}immutable${TICK} is set

immutability taken back
  old: {immutable: true, data: {}}
  new: {data: {}}
  > immutable: Forbidden: field is immutable when ${TICK}immutable${TICK} is set
`,
);
