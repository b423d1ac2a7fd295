// Asking one container once: a command, an HTTP or gRPC request or a connection, cut off at the probe's timeout.
// Source: kubernetes v1.20.2 pkg/kubelet/prober/prober.go, runProbe; exec time-outs: gate ExecProbeTimeout (1.20).

import type { Container, Probe } from '../../api/objects.ts';
import { quoteGo } from '../../api/validation/field-error.ts';
import type { ProbeAnswer, RunningContainer } from '../cri/container-engine.ts';
import { RPC_ERROR } from '../cri/container-runtime.ts';
import type { NodeRuntime } from '../cri/node-runtime.ts';

/** `isError`: the question could not even be asked; such an answer counts for nothing. */
type Answer = Pick<ProbeAnswer, 'isSuccess' | 'isWarning' | 'output' | 'isStable'> & {
  readonly isError?: boolean;
};

export function runProbe(
  runtime: NodeRuntime,
  running: RunningContainer | undefined,
  /** `hasExecTimeouts`: whether a command that takes too long is given up. */
  { probe, hasExecTimeouts }: { readonly probe: Probe; readonly hasExecTimeouts: boolean },
  container: Container,
  done: (answer: Answer) => void,
): void {
  const timeoutMs = (probe.timeoutSeconds ?? 1) * 1000;
  if (running === undefined) return done(notRunning(probe));
  if (probe.exec !== undefined) {
    const givenUpMs = hasExecTimeouts ? timeoutMs : undefined;
    return runExec(runtime, running, probe.exec.command ?? [], givenUpMs, done);
  }
  const numbered = withPortNumber(probe, container);
  if ('output' in numbered) return done(numbered);
  const answer = running.check(numbered);
  if (answer.tookMs === 0) return done(answer);
  if (answer.tookMs >= timeoutMs) {
    const output = timeoutText(numbered, running.address);
    runtime.after(timeoutMs, () => done({ isSuccess: false, output, isStable: false }));
  } else runtime.after(answer.tookMs, () => done(answer));
}

// A container that has ended though its status does not say so yet.
function notRunning(probe: Probe): Answer {
  const common = { isSuccess: false, isStable: false };
  if (probe.exec === undefined) return { ...common, output: 'connect: connection refused' };
  return { ...common, output: `${RPC_ERROR}container not running`, isError: true };
}

function runExec(
  runtime: NodeRuntime,
  running: RunningContainer,
  command: readonly string[],
  timeoutMs: number | undefined,
  done: (answer: Answer) => void,
): void {
  let isOver = false;
  const kill = running.exec(command, ({ exitCode, output, isStable, startError }) => {
    if (isOver) return;
    isOver = true;
    if (startError !== undefined) return done(noQuestion(`${RPC_ERROR}${startError}`));
    done({ isSuccess: exitCode === 0, output, isStable });
  });
  if (isOver || timeoutMs === undefined) return;
  runtime.after(timeoutMs, () => {
    if (isOver) return;
    isOver = true;
    kill();
    done({ isSuccess: false, output: `command "${command.join(' ')}" timed out`, isStable: false });
  });
}

// Go's http.Client says so when the probe's time is up.
function timeoutText({ httpGet, tcpSocket, grpc, timeoutSeconds = 1 }: Probe, podIp: string): string {
  if (httpGet !== undefined) {
    const scheme = (httpGet.scheme ?? 'HTTP').toLowerCase();
    const path = httpGet.path ?? '/';
    const url = `${scheme}://${httpGet.host ?? podIp}:${httpGet.port}${path.startsWith('/') ? '' : '/'}${path}`;
    return `Get "${url}": context deadline exceeded (Client.Timeout exceeded while awaiting headers)`;
  }
  if (grpc !== undefined) {
    const address = `${podIp}:${grpc.port}`;
    return `timeout: failed to connect service "${address}" within ${timeoutSeconds}s: context deadline exceeded`;
  }
  return `dial tcp ${tcpSocket?.host ?? podIp}:${tcpSocket?.port}: i/o timeout`;
}

// Source: kubernetes v1.20.2 pkg/kubelet/prober/prober.go, extractPort and findPortByName.
function withPortNumber(probe: Probe, container: Container): Probe | Answer {
  const { httpGet, tcpSocket } = probe;
  const given = httpGet?.port ?? tcpSocket?.port;
  if (typeof given !== 'string') return probe;
  const declared = container.ports?.find(({ name }) => name === given)?.containerPort;
  const port = declared ?? (/^[+-]?\d+$/.test(given) ? Number(given) : undefined);
  if (port === undefined) return noQuestion(`strconv.Atoi: parsing ${quoteGo(given)}: invalid syntax`);
  if (port <= 0 || port >= 65536) return noQuestion(`invalid port number: ${port}`);
  if (httpGet !== undefined) return { ...probe, httpGet: { ...httpGet, port } };
  return { ...probe, tcpSocket: { ...tcpSocket, port } };
}

const noQuestion = (output: string): Answer => ({ isSuccess: false, isStable: false, isError: true, output });
