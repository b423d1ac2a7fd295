// `kubectl port-forward`: local ports that lead to ports inside of one pod, for as long as the command goes on.
//
// Source: kubectl v0.32.0 pkg/cmd/portforward/portforward.go; client-go v0.32 tools/portforward/portforward.go. Differs: a
// client whose port is closed in the pod is refused, upstream it is let in and cut off; --address is always localhost.

import type { Pod, Service } from '../../api/objects.ts';
import type { Routine } from '../../kernel/routine.ts';
import type { Listener } from '../../runtime/sandbox.ts';
import type { Call } from '../command/call.ts';
import type { Command } from '../command/command.ts';
import { textFailure } from '../failure.ts';
import { notSimulated } from '../refusal.ts';
import { findInfos, takeInfos } from '../resource/builder.ts';
import { objectOf } from '../resource/info.ts';
import { oneObject, watchUntil } from '../resource/wait-for.ts';
import { compareForExec, podsOf } from './pods-of.ts';

export const portForward: Command = {
  name: 'port-forward',
  flags: [
    { name: 'address', type: 'strings' },
    { name: 'pod-running-timeout', type: 'duration', value: '1m' },
  ],
  run,
};

interface Forward {
  readonly local: number;
  readonly remote: number;
}

function* run(call: Call): Routine<void> {
  const { args, flags } = call;
  if (args.length < 2) throw call.usage('TYPE/NAME and list of ports are required for port-forward');
  if (flags.list('address').some((address) => address !== 'localhost' && address !== '127.0.0.1'))
    notSimulated('kubectl port-forward --address', 'forward to localhost');
  const [target = '', ...ports] = args;
  const object = objectOf(
    takeInfos(
      findInfos(call, { args: [target.includes('/') ? target : `pods/${target}`], stopAtFailure: true }),
    )[0]!,
  );
  const timeoutMs = flags.durationMs('pod-running-timeout');
  const pod =
    object.kind === 'Pod'
      ? (object as unknown as Pod)
      : (yield* podsOf(call, object, 'cannot attach to', compareForExec, timeoutMs))[0]!;
  const service = object.kind === 'Service' ? (object as unknown as Service) : undefined;
  const forwards = ports.map((text) => forwardOf(call, text, pod, service));
  if (pod.status.phase !== 'Running')
    throw textFailure(
      `unable to forward port because pod is not running. Current status=${pod.status.phase ?? ''}`,
    );
  yield* forward(call, pod, forwards);
}

function* forward(call: Call, pod: Pod, forwards: readonly Forward[]): Routine<void> {
  const { session } = call;
  const { namespace, name } = pod.metadata;
  const closers: (() => void)[] = [];
  try {
    for (const one of forwards) {
      const close = session.openPort?.(one.local, listenerOf(call, pod, one));
      if (close === undefined) throw taken(call, one);
      closers.push(close);
      call.out(`Forwarding from 127.0.0.1:${one.local} -> ${one.remote}\n`);
      call.out(`Forwarding from [::1]:${one.local} -> ${one.remote}\n`);
    }
    session.goesOn?.();
    const watch = { kind: 'Pod', filter: oneObject(namespace, name), after: session.server.revision };
    yield* watchUntil(session, watch, ({ type, object }) => type === 'DELETED' || isOver(object as Pod));
    throw textFailure('lost connection to pod');
  } finally {
    for (const close of closers) close();
  }
}

const isOver = ({ status }: Pod): boolean => status.phase === 'Succeeded' || status.phase === 'Failed';

function taken(call: Call, { local, remote }: Forward): Error {
  const busy = (family: string, host: string): string =>
    `unable to create listener: Error listen ${family} ${host}:${local}: bind: address already in use`;
  call.err(
    `Unable to listen on port ${local}: Listeners failed to create with the following errors: [${busy('tcp4', '127.0.0.1')} ${busy('tcp6', '[::1]')}]\n`,
  );
  return textFailure(`unable to listen on any of the requested ports: [{${local} ${remote}}]`);
}

function listenerOf(call: Call, pod: Pod, { local, remote }: Forward): Listener {
  const { namespace = '', name } = pod.metadata;
  const inside = (): ReturnType<typeof call.session.nodes.inside> => {
    call.out(`Handling connection for ${local}\n`);
    return call.session.nodes.inside(namespace, name);
  };
  return {
    accept: () => inside()?.accept(remote) ?? { connected: false, error: 'refused', tookMs: 0 },
    answer: (request) => inside()?.answer({ ...request, port: remote }) ?? { error: 'refused', tookMs: 0 },
    isSteady: false,
  };
}

// `8080:80`, `:80` for a local port that is free, `80` for both; names of ports are looked up.
function forwardOf(call: Call, text: string, pod: Pod, service: Service | undefined): Forward {
  const parts = text.split(':');
  if (parts.length > 2) throw textFailure(`invalid port format '${text}'`);
  const [localText, remoteText] = parts.length === 2 ? parts : [undefined, text];
  const remote = service === undefined ? podPort(pod, remoteText!) : targetPort(service, pod, remoteText!);
  const asked =
    localText ??
    (/^\d+$/.test(remoteText!) ? remoteText! : String(servicePort(service, remoteText!) ?? remote));
  const local = localText === '' ? freePort(call) : Number(asked);
  if (!Number.isInteger(local) || local < 0 || local > 65_535)
    throw textFailure(
      `error parsing local port '${asked}': strconv.ParseUint: parsing ${JSON.stringify(asked)}: invalid syntax`,
    );
  return { local, remote };
}

// Source: Linux, net.ipv4.ip_local_port_range.
const freePort = ({ session }: Call): number =>
  session.server.core.streams.stream('kubectl local port').integer(32_768, 60_999);

function podPort({ metadata, spec }: Pod, text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const found = spec.containers.flatMap(({ ports = [] }) => ports).find(({ name }) => name === text);
  if (found === undefined) throw textFailure(`Pod '${metadata.name}' does not have a named port '${text}'`);
  return found.containerPort;
}

const servicePort = (service: Service | undefined, text: string): number | undefined =>
  service?.spec.ports?.find(({ name }) => name === text)?.port;

// Source: portforward.go, translateServicePortToTargetPort.
function targetPort(service: Service, pod: Pod, text: string): number {
  const { name } = service.metadata;
  const found = service.spec.ports?.find((port) => String(port.port) === text || port.name === text);
  if (found === undefined)
    throw textFailure(
      /^\d+$/.test(text)
        ? `Service ${name} does not have a service port ${text}`
        : `Service '${name}' does not have a named port '${text}'`,
    );
  if (service.spec.clusterIP === 'None') return found.port;
  const target = found.targetPort ?? found.port;
  return typeof target === 'number' ? target || found.port : podPort(pod, target);
}
