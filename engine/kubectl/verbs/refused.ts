// Commands that kubectl has and the simulation has not: each says so, and what to do instead.

import type { Command } from '../command/command.ts';
import { FILE_FLAGS, PRINT_FLAGS, SELECTOR_FLAG } from '../command/global-flags.ts';
import { notSimulated } from '../refusal.ts';

const HINTS: Readonly<Record<string, string>> = {
  certificate: 'there are no certificates here',
  completion: 'type the words out',
  edit: 'use kubectl patch, kubectl set or kubectl apply',
  help: 'look it up on https://kubernetes.io/docs/reference/kubectl',
  kustomize: 'write the manifests out',
  options: 'look them up on https://kubernetes.io/docs/reference/kubectl',
  plugin: 'there are no plugins here',
  proxy: 'ask the API with kubectl get',
};

// Flags of any of them, so that the command is refused for what it is and not for how it is called.
const ANY_FLAGS: Command['flags'] = [
  ...FILE_FLAGS,
  ...PRINT_FLAGS,
  SELECTOR_FLAG,
  { name: 'all-namespaces', short: 'A', type: 'bool' },
  { name: 'container', short: 'c', type: 'string' },
  { name: 'containers', type: 'bool' },
  { name: 'delete-emptydir-data', type: 'bool' },
  { name: 'disable-eviction', type: 'bool' },
  { name: 'for', type: 'string' },
  { name: 'force', type: 'bool' },
  { name: 'grace-period', type: 'int' },
  { name: 'ignore-daemonsets', type: 'bool' },
  { name: 'image', type: 'string' },
  { name: 'server-side', type: 'bool' },
  { name: 'stdin', short: 'i', type: 'bool' },
  { name: 'timeout', type: 'duration' },
  { name: 'tty', short: 't', type: 'bool' },
  { name: 'types', type: 'strings' },
  { name: 'watch', short: 'w', type: 'bool' },
];

export const REFUSED: readonly Command[] = Object.entries(HINTS).map(([name, hint]) => ({
  name,
  flags: ANY_FLAGS,
  run: ({ path }) => notSimulated(path, hint),
}));
