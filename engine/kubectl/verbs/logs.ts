// `kubectl logs`. Source: kubectl v0.32.0 pkg/cmd/logs/logs.go; pkg/polymorphichelpers/logsforobject.go; the server's
// refusals: kubernetes v1.20.2 pkg/registry/core/pod/strategy.go, LogLocation; pkg/kubelet/kubelet_pods.go,
// validateContainerLogStatus. Differs: --follow looks once a second, until the containers end.

import type { AnyObject, ContainerStatus, Pod } from '../../api/objects.ts';
import { badRequest } from '../../api/status.ts';
import { parseTime } from '../../api/time.ts';
import { type Routine, sleep } from '../../kernel/routine.ts';
import type { Call } from '../command/call.ts';
import type { Command } from '../command/command.ts';
import { SELECTOR_FLAG } from '../command/global-flags.ts';
import { CommandFailure, isStatus, messageOf, statusFailure, textFailure } from '../failure.ts';
import { findInfos, takeInfos } from '../resource/builder.ts';
import { objectOf } from '../resource/info.ts';
import type { LogOptions } from '../session.ts';
import { compareForLogs, containersOf, defaultContainer, podsOf } from './pods-of.ts';

export const logs: Command = {
  name: 'logs',
  flags: [
    SELECTOR_FLAG,
    { name: 'all-pods', type: 'bool' },
    { name: 'all-containers', type: 'bool' },
    { name: 'container', short: 'c', type: 'string' },
    { name: 'follow', short: 'f', type: 'bool' },
    { name: 'ignore-errors', type: 'bool' },
    { name: 'insecure-skip-tls-verify-backend', type: 'bool' },
    { name: 'limit-bytes', type: 'int64' },
    { name: 'max-log-requests', type: 'int', value: '5' },
    { name: 'pod-running-timeout', type: 'duration', value: '20s' },
    { name: 'prefix', type: 'bool' },
    { name: 'previous', short: 'p', type: 'bool' },
    { name: 'since', type: 'duration' },
    { name: 'since-time', type: 'string' },
    { name: 'tail', type: 'int64', value: '-1' },
    { name: 'timestamps', type: 'bool' },
  ],
  run,
};

const USAGE =
  "expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a required argument for the logs command";
const TAIL_OF_SELECTOR = 10;
const FOLLOW_PERIOD_MS = 1000;

interface Request {
  readonly pod: Pod;
  readonly container: string;
}

function* run(call: Call): Routine<void> {
  const { args, flags } = call;
  const selector = flags.string('selector');
  if (args.length > 2 || (args.length === 0 && selector === '')) throw call.usage(USAGE);
  if (args.length === 1 && selector !== '') throw call.usage('only a selector (-l) or a POD name is allowed');
  const objects = findObjects(call);
  check(call);
  const requests: Request[] = [];
  for (const object of objects) requests.push(...(yield* requestsFor(call, object)));
  if (flags.bool('follow') && requests.length > flags.int('max-log-requests')) {
    throw textFailure(
      `you are attempting to follow ${requests.length} log streams, but maximum allowed concurrency is ${flags.int('max-log-requests')}, use --max-log-requests to increase the limit`,
    );
  }
  const followed = requests.filter((request) => printLog(call, request));
  if (flags.bool('follow')) yield* follow(call, followed);
}

function findObjects(call: Call): AnyObject[] {
  const [name] = call.args;
  try {
    if (name === undefined) {
      const infos = takeInfos(
        findInfos(call, { args: ['pods'], allowEmptySelector: true, stopAtFailure: true }),
      );
      if (infos.length === 0) call.err(`No resources found in ${call.namespace} namespace.\n`);
      return infos.map(objectOf);
    }
    const arg = name.includes('/') ? name : `pods/${name}`;
    return takeInfos(findInfos(call, { args: [arg], selector: '', stopAtFailure: true })).map(objectOf);
  } catch (error) {
    if (!isStatus(error, 'NotFound') || !(error instanceof CommandFailure)) throw error;
    throw textFailure(
      `error from server (NotFound): ${messageOf(error.failure)} in namespace ${JSON.stringify(call.namespace)}`,
    );
  }
}

function check({ flags, args }: Call): void {
  if (flags.string('since-time') !== '' && flags.durationMs('since') !== 0) {
    throw textFailure('at most one of `sinceTime` or `sinceSeconds` may be specified');
  }
  const container = args[1] ?? flags.string('container');
  if (flags.bool('all-containers') && container !== '') {
    throw textFailure(`--all-containers=true should not be specified with container name ${container}`);
  }
  if (flags.isSet('container') && args.length === 2) {
    throw textFailure('only one of -c or an inline [CONTAINER] arg is allowed');
  }
  if (flags.int('limit-bytes') < 0) throw textFailure('--limit-bytes must be greater than 0');
  if (flags.durationMs('since') < 0) throw textFailure('--since must be greater than 0');
  if (flags.int('tail') < -1) throw textFailure('--tail must be greater than or equal to -1');
}

function* requestsFor(call: Call, object: AnyObject): Routine<Request[]> {
  if (object.kind === 'Pod') return containersFor(call, object as unknown as Pod);
  const { flags } = call;
  const pods = yield* podsOf(
    call,
    object,
    'cannot get the logs from',
    compareForLogs,
    flags.durationMs('pod-running-timeout'),
  );
  if (flags.bool('all-pods')) return pods.flatMap((pod) => containersFor(call, pod));
  const [first] = pods;
  if (pods.length > 1) call.err(`Found ${pods.length} pods, using pod/${first!.metadata.name}\n`);
  return containersFor(call, first!);
}

function containersFor(call: Call, pod: Pod): Request[] {
  const { flags, args } = call;
  const all = containersOf(pod);
  if (flags.bool('all-containers')) {
    const inOrder = [...all.filter(({ isInit }) => isInit), ...all.filter(({ isInit }) => !isInit)];
    return inOrder.map(({ name }) => ({ pod, container: name }));
  }
  const named = args[1] ?? flags.string('container');
  const container =
    named === '' ? defaultContainer(pod, flags.bool('all-pods') ? () => {} : call.err) : named;
  if (!all.some(({ name }) => name === container)) {
    throw textFailure(`container ${container} is not valid for pod ${pod.metadata.name}`);
  }
  return [{ pod, container }];
}

function logOptions({ flags, session }: Call): LogOptions {
  const tail = flags.int('tail');
  const sinceTime = flags.string('since-time');
  const sinceMs = flags.durationMs('since');
  const wanted = flags.string('selector') !== '' && !flags.isSet('tail') ? TAIL_OF_SELECTOR : tail;
  const from =
    sinceTime === '' ? session.kernel.nowEpochMs - Math.round(sinceMs / 1000) * 1000 : parseTime(sinceTime);
  if (Number.isNaN(from)) {
    const text = JSON.stringify(sinceTime);
    throw textFailure(`parsing time ${text} as "2006-01-02T15:04:05Z07:00": cannot parse ${text} as "2006"`);
  }
  return {
    previous: flags.bool('previous'),
    timestamps: flags.bool('timestamps'),
    ...(wanted < 0 ? {} : { tail: wanted }),
    ...(sinceTime === '' && sinceMs === 0 ? {} : { sinceEpochMs: from }),
  };
}

/** @returns whether the log could be read */
function printLog(call: Call, request: Request): boolean {
  const { flags } = call;
  try {
    let text = readLog(call, request, logOptions(call));
    const limit = flags.int('limit-bytes');
    if (limit > 0) text = text.slice(0, limit);
    call.out(prefixed(call, request, text));
    return true;
  } catch (error) {
    if (!(error instanceof CommandFailure) || !flags.bool('ignore-errors')) throw error;
    call.out(`error: ${messageOf(error.failure)}\n`);
    return false;
  }
}

function prefixed({ flags }: Call, { pod, container }: Request, text: string): string {
  if ((!flags.bool('prefix') && !flags.bool('all-pods')) || text === '') return text;
  const prefix = `[pod/${pod.metadata.name}/${container}] `;
  return text.replace(/^(?=.|\n)/gm, prefix);
}

/** What the kubelet has of the log; nothing for a pod without a node. @throws CommandFailure  it has none */
export function readLog(
  { session, mapper, client }: Call,
  { pod, container }: Request,
  options: LogOptions,
): string {
  const { namespace = '', name } = pod.metadata;
  const now = client.get(mapper.forArgument('pods'), namespace, name) as unknown as Pod;
  if ((now.spec.nodeName ?? '') === '') return '';
  const waiting = waitingReason(now, container);
  const answer = session.nodes.logs(namespace, name, container, options);
  if ('text' in answer && (waiting === undefined || options.previous || answer.text !== ''))
    return answer.text;
  if ('unreachable' in answer)
    throw new CommandFailure({ kind: 'exit', text: `Error from server: ${answer.unreachable}\n`, code: 1 });
  const reason =
    'refused' in answer
      ? answer.refused
      : `container ${JSON.stringify(container)} in pod ${JSON.stringify(name)} is waiting to start: ${waiting}`;
  throw statusFailure(badRequest(reason));
}

function waitingReason({ status }: Pod, container: string): string | undefined {
  const all = [
    ...(status?.containerStatuses ?? []),
    ...(status?.initContainerStatuses ?? []),
    ...(status?.ephemeralContainerStatuses ?? []),
  ] as ContainerStatus[];
  const found = all.find(({ name }) => name === container);
  if (found === undefined) return 'ContainerCreating';
  const { state, lastState } = found;
  if (state?.waiting === undefined || lastState?.terminated !== undefined) return undefined;
  return state.waiting.reason ?? 'ContainerCreating';
}

// All containers side by side, each to its end. One that is restarted for ever is followed without one, and so is a
// container that goes on with it.
function* follow(call: Call, requests: readonly Request[]): Routine<void> {
  const { session } = call;
  let followed = requests.flatMap((request) => {
    const instance = runningInstance(call, request);
    return instance === undefined ? [] : [{ request, instance }];
  });
  if (followed.some(({ request }) => (request.pod.spec.restartPolicy ?? 'Always') === 'Always'))
    session.goesOn?.();
  let fromEpochMs = session.kernel.nowEpochMs;
  while (followed.length > 0) {
    yield sleep(FOLLOW_PERIOD_MS);
    const toEpochMs = session.kernel.nowEpochMs;
    // What a pod still writes while it is taken away is lost with it.
    for (const { request } of followed.filter(({ request }) => isThere(call, request)))
      call.out(prefixed(call, request, linesBetween(call, request, fromEpochMs, toEpochMs)));
    fromEpochMs = toEpochMs;
    followed = followed.filter(({ request, instance }) => runningInstance(call, request) === instance);
  }
}

const isThere = ({ session }: Call, { pod }: Request): boolean =>
  session.server.peek('Pod', pod.metadata.namespace, pod.metadata.name)?.metadata.uid === pod.metadata.uid;

/** The ID of the container that runs now; undefined where none does. */
export function runningInstance({ session }: Call, { pod, container }: Request): string | undefined {
  const { namespace, name, uid } = pod.metadata;
  const now = session.server.peek('Pod', namespace, name);
  if (now === undefined || now.metadata.uid !== uid) return undefined;
  const { containerStatuses = [], initContainerStatuses = [], ephemeralContainerStatuses = [] } = now.status;
  const all: readonly ContainerStatus[] = [
    ...containerStatuses,
    ...initContainerStatuses,
    ...ephemeralContainerStatuses,
  ];
  const status = all.find((one) => one.name === container);
  return status?.state?.running === undefined ? undefined : (status.containerID ?? '');
}

// A line of this very millisecond may have company that is still to come, so it is left for the next look.
function linesBetween(call: Call, request: Request, fromEpochMs: number, toEpochMs: number): string {
  const { tail: _, ...rest } = logOptions(call);
  const options = { ...rest, sinceEpochMs: fromEpochMs, timestamps: true, previous: false };
  const lines = readLog(call, request, options).split('\n');
  const fresh = lines.filter((line) => {
    const at = parseTime(line.split(' ')[0]!);
    return line !== '' && at >= fromEpochMs && at < toEpochMs;
  });
  return fresh
    .map((line) => `${call.flags.bool('timestamps') ? line : line.slice(line.indexOf(' ') + 1)}\n`)
    .join('');
}
