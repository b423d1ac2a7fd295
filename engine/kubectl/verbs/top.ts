// `kubectl top` in a cluster without a Metrics Server: as an installer leaves it, nothing serves metrics.k8s.io.
// Source: kubectl v0.32.0 pkg/cmd/top/{top,top_node,top_pod}.go.

import type { Call } from '../command/call.ts';
import { type Command, runGroup } from '../command/command.ts';
import { ALL_NAMESPACES_FLAG, FIELD_SELECTOR_FLAG, SELECTOR_FLAG } from '../command/global-flags.ts';
import { textFailure } from '../failure.ts';

const COMMON: Command['flags'] = [
  SELECTOR_FLAG,
  { name: 'no-headers', type: 'bool' },
  { name: 'sort-by', type: 'string' },
  { name: 'use-protocol-buffers', type: 'bool', value: 'true' },
];

/** @param noun  as its usage and its messages name things */
function run(call: Call, noun: 'node' | 'pod'): never {
  const { flags, args } = call;
  if (args.length > 1) throw call.usage(`${noun} [NAME | -l label]`);
  if (!['', 'cpu', 'memory'].includes(flags.string('sort-by')))
    throw textFailure('--sort-by accepts only cpu or memory');
  const selects = ['selector', 'field-selector'].some((name) => flags.has(name) && flags.string(name) !== '');
  if (args.length > 0 && selects)
    throw textFailure(`only one of NAME or ${noun === 'node' ? '--selector' : 'selector'} can be provided`);
  throw textFailure('Metrics API not available');
}

export const top: Command = {
  name: 'top',
  subcommands: [
    {
      name: 'node',
      aliases: ['nodes', 'no'],
      flags: [...COMMON, { name: 'show-capacity', type: 'bool' }],
      run: (call) => run(call, 'node'),
    },
    {
      name: 'pod',
      aliases: ['pods', 'po'],
      flags: [
        ...COMMON,
        ALL_NAMESPACES_FLAG,
        FIELD_SELECTOR_FLAG,
        { name: 'containers', type: 'bool' },
        { name: 'sum', type: 'bool' },
      ],
      run: (call) => run(call, 'pod'),
    },
  ],
  run: ({ path, args }) => runGroup(path, args),
};
