// Flags that every command takes, and groups of flags that many share.
// Source: cli-runtime v0.32 pkg/genericclioptions/config_flags.go, print_flags.go; kubectl v0.32.0 pkg/cmd/util/helpers.go.

import type { FlagSpec } from './flags.ts';

/** Those about connections and identities have nothing to act on here: one cluster, one user who may do everything. */
export const GLOBAL_FLAGS: readonly FlagSpec[] = [
  { name: 'namespace', short: 'n', type: 'string' },
  { name: 'as', type: 'string' },
  { name: 'as-group', type: 'list' },
  { name: 'as-uid', type: 'string' },
  { name: 'cache-dir', type: 'string' },
  { name: 'certificate-authority', type: 'string' },
  { name: 'client-certificate', type: 'string' },
  { name: 'client-key', type: 'string' },
  { name: 'cluster', type: 'string' },
  { name: 'context', type: 'string' },
  { name: 'disable-compression', type: 'bool' },
  { name: 'insecure-skip-tls-verify', type: 'bool' },
  { name: 'kubeconfig', type: 'string' },
  { name: 'log-flush-frequency', type: 'duration' },
  { name: 'match-server-version', type: 'bool' },
  { name: 'password', type: 'string' },
  { name: 'profile', type: 'string' },
  { name: 'profile-output', type: 'string' },
  { name: 'request-timeout', type: 'string', value: '0' },
  { name: 'server', short: 's', type: 'string' },
  { name: 'tls-server-name', type: 'string' },
  { name: 'token', type: 'string' },
  { name: 'user', type: 'string' },
  { name: 'username', type: 'string' },
  { name: 'v', short: 'v', type: 'int' },
  { name: 'vmodule', type: 'string' },
  { name: 'warnings-as-errors', type: 'bool' },
];

export const FILE_FLAGS: readonly FlagSpec[] = [
  { name: 'filename', short: 'f', type: 'strings' },
  { name: 'kustomize', short: 'k', type: 'string' },
  { name: 'recursive', short: 'R', type: 'bool' },
];

export const PRINT_FLAGS: readonly FlagSpec[] = [
  { name: 'output', short: 'o', type: 'string' },
  { name: 'template', type: 'string' },
  { name: 'allow-missing-template-keys', type: 'bool', value: 'true' },
  { name: 'show-managed-fields', type: 'bool' },
];

export const SELECTOR_FLAG: FlagSpec = { name: 'selector', short: 'l', type: 'string' };
export const FIELD_SELECTOR_FLAG: FlagSpec = { name: 'field-selector', type: 'string' };
export const ALL_NAMESPACES_FLAG: FlagSpec = { name: 'all-namespaces', short: 'A', type: 'bool' };
export const ALL_FLAG: FlagSpec = { name: 'all', type: 'bool' };
export const DRY_RUN_FLAG: FlagSpec = {
  name: 'dry-run',
  type: 'string',
  value: 'none',
  noValue: 'unchanged',
};
export const VALIDATE_FLAG: FlagSpec = {
  name: 'validate',
  type: 'string',
  value: 'strict',
  noValue: 'strict',
};
export const SAVE_CONFIG_FLAG: FlagSpec = { name: 'save-config', type: 'bool' };
export const RECORD_FLAG: FlagSpec = { name: 'record', type: 'bool' };
export const FIELD_MANAGER_FLAG: FlagSpec = { name: 'field-manager', type: 'string' };
export const LOCAL_FLAG: FlagSpec = { name: 'local', type: 'bool' };
export const CHUNK_SIZE_FLAG: FlagSpec = { name: 'chunk-size', type: 'int64', value: '500' };
export const SUBRESOURCE_FLAG: FlagSpec = { name: 'subresource', type: 'string' };
export const RESOURCE_VERSION_FLAG: FlagSpec = { name: 'resource-version', type: 'string' };

/** For verbs that change the objects they are pointed at. */
export const CHANGE_FLAGS: readonly FlagSpec[] = [
  ...FILE_FLAGS,
  ...PRINT_FLAGS,
  DRY_RUN_FLAG,
  RECORD_FLAG,
  FIELD_MANAGER_FLAG,
];
