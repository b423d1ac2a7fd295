// What the API server says of Secrets that break a rule.
// Source of the rules: kubernetes v1.28.0 pkg/apis/core/validation/validation.go, ValidateSecret.

import { describeRefusals } from '../test-refusals.ts';

const KIND = {
  apiVersion: 'v1',
  kind: 'Secret',
};
/** A backquote inside of the tables. */
const TICK = '`';

describeRefusals(
  'refused: Secret: spec',
  KIND,
  String.raw`
keys that are none
  data: {a/b: eA==}
  > data[a/b]: Invalid value: "a/b": a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')

a token without account
  type: kubernetes.io/service-account-token
  > metadata.annotations[kubernetes.io/service-account.name]: Required value

basic credentials without either
  type: kubernetes.io/basic-auth
  data: {x: eA==}
  > data[username]: Required value
  > data[password]: Required value

an SSH key that is none
  type: kubernetes.io/ssh-auth
  > data[ssh-privatekey]: Required value

TLS without its parts
  type: kubernetes.io/tls
  data: {tls.crt: eA==}
  > data[tls.key]: Required value

registry credentials without file
  type: kubernetes.io/dockerconfigjson
  > data[.dockerconfigjson]: Required value

registry credentials that are no JSON
  type: kubernetes.io/dockerconfigjson
  data: {.dockerconfigjson: eA==}
  > data[.dockerconfigjson]: Invalid value: "<secret contents redacted>": invalid character 'x' looking for beginning of value

registry credentials that are a list
  type: kubernetes.io/dockercfg
  data: {.dockercfg: W10=}
  > data[.dockercfg]: Invalid value: "<secret contents redacted>": json: cannot unmarshal array into Go value of type map[string]interface {}

registry credentials cut short
  type: kubernetes.io/dockercfg
  data: {.dockercfg: eyJhIjogWzEsIHRydWUsIG51bGwsICJ4XHUwMDQxIg==}
  > data[.dockercfg]: Invalid value: "<secret contents redacted>": unexpected end of JSON input

registry credentials with a key that is none
  type: kubernetes.io/dockercfg
  data: {.dockercfg: e2E6IDF9}
  > data[.dockercfg]: Invalid value: "<secret contents redacted>": invalid character 'a' looking for beginning of object key string

registry credentials without colon
  type: kubernetes.io/dockercfg
  data: {.dockercfg: eyJhIiAxfQ==}
  > data[.dockercfg]: Invalid value: "<secret contents redacted>": invalid character '1' after object key

registry credentials without comma
  type: kubernetes.io/dockercfg
  data: {.dockercfg: eyJhIjogLTEuNWUzICJiIn0=}
  > data[.dockercfg]: Invalid value: "<secret contents redacted>": invalid character '"' after object key:value pair

registry credentials with more after them
  type: kubernetes.io/dockercfg
  data: {.dockercfg: e30geA==}
  > data[.dockercfg]: Invalid value: "<secret contents redacted>": invalid character 'x' after top-level value

registry credentials with a line break in a text
  type: kubernetes.io/dockercfg
  data: {.dockercfg: eyJhIjogImIKIn0=}
  > data[.dockercfg]: Invalid value: "<secret contents redacted>": invalid character '\n' in string literal

registry credentials with a bad escape
  type: kubernetes.io/dockercfg
  data: {.dockercfg: eyJhIjogIlxxIn0=}
  > data[.dockercfg]: Invalid value: "<secret contents redacted>": invalid character 'q' in string escape code

registry credentials with a wrong word
  type: kubernetes.io/dockercfg
  data: {.dockercfg: eyJhIjogZmFsc3l9}
  > data[.dockercfg]: Invalid value: "<secret contents redacted>": invalid character 'y' in literal false (expecting 'e')
`,
);

describeRefusals(
  'refused: Secret: updates',
  KIND,
  `
the type
  old: {type: a/a}
  new: {type: b/b}
  > type: Invalid value: "b/b": field is immutable

data of an immutable Secret
  old: {immutable: true, data: {a: eA==}}
  new: {immutable: true, data: {a: eQ==}}
  > data: Forbidden: field is immutable when ${TICK}immutable${TICK} is set

immutability taken back
  old: {immutable: true}
  new: {immutable: false}
  > immutable: Forbidden: field is immutable when ${TICK}immutable${TICK} is set
`,
);
