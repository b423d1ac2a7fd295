// `kubectl describe`. What is said of each kind: print/. Source: kubectl v0.32.0 pkg/cmd/describe/describe.go.

import type { Call } from '../command/call.ts';
import type { Command } from '../command/command.ts';
import { ALL_NAMESPACES_FLAG, CHUNK_SIZE_FLAG, FILE_FLAGS, SELECTOR_FLAG } from '../command/global-flags.ts';
import { describeObject } from '../described.ts';
import { collect, type Failure, textFailure, throwAll } from '../failure.ts';
import { findInfos, takeInfos } from '../resource/builder.ts';

export const describe: Command = {
  name: 'describe',
  flags: [
    ...FILE_FLAGS,
    ALL_NAMESPACES_FLAG,
    CHUNK_SIZE_FLAG,
    SELECTOR_FLAG,
    { name: 'show-events', type: 'bool', value: 'true' },
  ],
  run,
};

function run(call: Call): void {
  const { args, flags } = call;
  if (args.length === 0 && !call.hasFiles) {
    throw textFailure(
      'You must specify the type of resource to describe. Use "kubectl api-resources" for a complete list of supported resources.\n',
    );
  }
  const { infos, failures } = findInfos(call, { args, allowEmptySelector: true });
  const [only] = failures;
  if (
    failures.length === 1 &&
    only?.kind === 'status' &&
    only.status.reason === 'NotFound' &&
    args.length === 2
  ) {
    return describePrefix(call, only);
  }
  const left = [...failures];
  let isFirst = true;
  for (const info of infos) {
    collect(left, () => {
      if (info.name === '') throw textFailure('resource name may not be empty');
      const text = describeObject(call, info);
      call.out(isFirst ? text : `\n\n${text}`);
      isFirst = false;
    });
  }
  if (infos.length === 0 && left.length === 0) {
    call.err(
      flags.bool('all-namespaces')
        ? 'No resources found\n'
        : `No resources found in ${call.namespace} namespace.\n`,
    );
  }
  throwAll(left);
}

// A name that is not there may be the beginning of one that is.
function describePrefix(call: Call, original: Failure): void {
  const [type = '', prefix = ''] = call.args;
  const infos = takeInfos(
    findInfos(call, { args: [type], allowEmptySelector: true, singleResourceType: true }),
  );
  const matching = infos.filter(({ name }) => name.startsWith(prefix));
  if (matching.length === 0) throwAll([original]);
  for (const info of matching) call.out(`${describeObject(call, info)}\n`);
}
