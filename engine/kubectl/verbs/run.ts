// `kubectl run`: one pod from flags. Source: kubectl v0.32.0 pkg/cmd/run/run.go; pkg/generate/versioned/run.go, BasicPod.
// Attaching (-i, --attach, --rm): run-attached.ts.

import { parseImageName } from '../../api/pod/image-name.ts';
import type { Routine } from '../../kernel/routine.ts';
import type { Call } from '../command/call.ts';
import type { Command } from '../command/command.ts';
import {
  DRY_RUN_FLAG,
  FIELD_MANAGER_FLAG,
  PRINT_FLAGS,
  RECORD_FLAG,
  SAVE_CONFIG_FLAG,
} from '../command/global-flags.ts';
import { textFailure } from '../failure.ts';
import { notSimulated } from '../refusal.ts';
import { retrying } from '../resource/retry-after.ts';
import { recorded } from './change-cause.ts';
import { DELETION_FLAGS } from './deletion-options.ts';
import { labelSet } from './label-set.ts';
import { createNew, newObject, requireFlags, sendNew } from './new-object.ts';
import { OVERRIDE_FLAGS, overridden } from './overrides.ts';
import { attachToNew } from './run-attached.ts';

export const run: Command = {
  name: 'run',
  flags: [
    ...PRINT_FLAGS,
    ...DELETION_FLAGS,
    { name: 'filename', short: 'f', type: 'strings' },
    { name: 'kustomize', short: 'k', type: 'string' },
    { name: 'recursive', short: 'R', type: 'bool' },
    DRY_RUN_FLAG,
    RECORD_FLAG,
    SAVE_CONFIG_FLAG,
    FIELD_MANAGER_FLAG,
    { name: 'annotations', type: 'list' },
    { name: 'attach', type: 'bool' },
    { name: 'command', type: 'bool' },
    { name: 'env', type: 'list' },
    { name: 'expose', type: 'bool' },
    { name: 'image', type: 'string' },
    { name: 'image-pull-policy', type: 'string' },
    { name: 'labels', short: 'l', type: 'string' },
    { name: 'leave-stdin-open', type: 'bool' },
    ...OVERRIDE_FLAGS,
    { name: 'pod-running-timeout', type: 'duration', value: '1m' },
    { name: 'port', type: 'string' },
    { name: 'privileged', type: 'bool' },
    { name: 'quiet', short: 'q', type: 'bool' },
    { name: 'restart', type: 'string', value: 'Always' },
    { name: 'rm', type: 'bool' },
    { name: 'stdin', short: 'i', type: 'bool' },
    { name: 'tty', short: 't', type: 'bool' },
  ],
  run: runPod,
};

function* runPod(call: Call): Routine<void> {
  const { flags, args, dashAt } = call;
  requireFlags(call, 'image');
  if (args.length === 0 || dashAt === 0) throw call.usage('NAME is required for run');
  const image = flags.string('image');
  if (image === '') throw textFailure('--image is required');
  if (parseImageName(image) === undefined)
    throw textFailure(`Invalid image name ${JSON.stringify(image)}: invalid reference format`);
  checkFlags(call);
  const name = args[0]!;
  const labels = flags.string('labels') === '' ? { run: name } : labelSet(flags.string('labels'));
  const port = flags.string('port');
  const container = containerOf(call, name, image, args.slice(1), port);
  const annotations = Object.fromEntries(flags.list('annotations').map((text) => pair(text, 'annotation')));
  const metadata = { labels, name, ...(flags.list('annotations').length === 0 ? {} : { annotations }) };
  const spec = { containers: [container], dnsPolicy: 'ClusterFirst', restartPolicy: flags.string('restart') };
  const pod = newObject(call, { apiVersion: 'v1', kind: 'Pod' }, metadata, { spec, status: {} });
  const service = flags.bool('expose') ? serviceFor(call, name, labels, port) : undefined;
  // Made first, but printed last.
  const print = yield* retrying(() => createNew(call, recorded(call, overridden(call, pod))));
  if (isAttached(call)) {
    if (service !== undefined) notSimulated('kubectl run --expose with --attach or -i', 'use kubectl expose');
    return yield* attachToNew(call, name);
  }
  if (service !== undefined) {
    sendNew(call, service);
    // One line of dashes is kubectl's own, one its printer's.
    if (flags.string('output') === 'yaml') call.out('---\n---\n');
  }
  print();
}

function checkFlags(call: Call): void {
  const { flags } = call;
  const isInteractive = flags.bool('stdin');
  if (flags.bool('tty') && !isInteractive)
    throw call.usage('-i/--stdin is required for containers with -t/--tty=true');
  if (flags.bool('expose') && flags.string('port') === '')
    throw call.usage('--port must be set when exposing a service');
  const restart = flags.string('restart');
  if (!['Always', 'OnFailure', 'Never'].includes(restart))
    throw call.usage(`invalid restart policy: ${restart}`);
  if (!isAttached(call) && flags.bool('rm'))
    throw call.usage('--rm should only be used for attached containers');
  const policy = flags.string('image-pull-policy');
  if (!['', 'Always', 'IfNotPresent', 'Never'].includes(policy))
    throw call.usage(`invalid image pull policy: ${policy}`);
  if (isAttached(call) && call.dryRun !== 'none')
    throw call.usage(
      "--dry-run=[server|client] can't be used with attached containers options (--attach, --stdin, or --tty)",
    );
}

const isAttached = ({ flags }: Call): boolean => flags.bool('attach') || flags.bool('stdin');

function pair(text: string, noun: string): [string, string] {
  const at = text.indexOf('=');
  if (at <= 0)
    throw textFailure(
      noun === 'env'
        ? `invalid env: ${text}`
        : `Unable to parse annotations: invalid annotation format: ${text}`,
    );
  return [text.slice(0, at), text.slice(at + 1)];
}

function containerOf(
  { flags }: Call,
  name: string,
  image: string,
  words: readonly string[],
  port: string,
): object {
  if (port !== '' && !/^[-+]?\d+$/.test(port))
    throw textFailure(`strconv.Atoi: parsing ${JSON.stringify(port)}: invalid syntax`);
  const env = flags.list('env').map((text) => {
    const [key, value] = pair(text, 'env');
    return { name: key, value };
  });
  const policy = flags.string('image-pull-policy');
  return {
    ...(words.length === 0 ? {} : { [flags.bool('command') ? 'command' : 'args']: words }),
    ...(env.length === 0 ? {} : { env }),
    image,
    ...(policy === '' ? {} : { imagePullPolicy: policy }),
    name,
    ...(port === '' ? {} : { ports: [{ containerPort: Number(port) }] }),
    resources: {},
    ...(flags.bool('stdin') ? { stdin: true } : {}),
    ...(flags.bool('stdin') && !flags.bool('leave-stdin-open') ? { stdinOnce: true } : {}),
    ...(flags.bool('tty') ? { tty: true } : {}),
    ...(flags.bool('privileged') ? { securityContext: { privileged: true } } : {}),
  };
}

function serviceFor(
  call: Call,
  name: string,
  selector: Readonly<Record<string, string>>,
  port: string,
): ReturnType<typeof newObject> {
  const ports = [{ port: Number(port), protocol: 'TCP', targetPort: Number(port) }];
  return newObject(
    call,
    { apiVersion: 'v1', kind: 'Service' },
    call.flags.string('labels') === '' ? { name } : { labels: selector, name },
    { spec: { ports, selector }, status: { loadBalancer: {} } },
  );
}
