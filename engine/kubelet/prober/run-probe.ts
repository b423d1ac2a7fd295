// Asking one container once: a command, an HTTP or gRPC request or a connection, cut off at the probe's timeout.
// Source: kubernetes v1.20.2 pkg/kubelet/prober/prober.go, runProbe; exec time-outs: gate ExecProbeTimeout (1.20).

import type { Container, Probe } from '../../api/objects.ts';
import type { ProbeAnswer, RunningContainer } from '../cri/container-engine.ts';
import type { NodeRuntime } from '../cri/node-runtime.ts';

/** `isError`: the question could not even be asked; such an answer counts for nothing. */
type Answer = Pick<ProbeAnswer, 'isSuccess' | 'output' | 'isStable'> & { readonly isError?: boolean };

export function runProbe(
  runtime: NodeRuntime,
  running: RunningContainer | undefined,
  probe: Probe,
  container: Container,
  done: (answer: Answer) => void,
): void {
  const timeoutMs = (probe.timeoutSeconds ?? 1) * 1000;
  if (running === undefined) return done(notRunning(probe));
  if (probe.exec !== undefined) return runExec(runtime, running, probe.exec.command ?? [], timeoutMs, done);
  const answer = running.check(withPortNumber(probe, container));
  if (answer.tookMs === 0) return done(answer);
  if (answer.tookMs >= timeoutMs) {
    runtime.after(timeoutMs, () => done({ isSuccess: false, output: timeoutText(probe), isStable: false }));
  } else runtime.after(answer.tookMs, () => done(answer));
}

// A container that has ended though its status does not say so yet.
function notRunning(probe: Probe): Answer {
  const common = { isSuccess: false, isStable: false };
  if (probe.exec === undefined) return { ...common, output: 'connect: connection refused' };
  return { ...common, output: 'rpc error: code = Unknown desc = container not running', isError: true };
}

function runExec(
  runtime: NodeRuntime,
  running: RunningContainer,
  command: readonly string[],
  timeoutMs: number,
  done: (answer: Answer) => void,
): void {
  let isOver = false;
  const kill = running.exec(command, ({ exitCode, output, isStable, startError }) => {
    if (isOver) return;
    isOver = true;
    done({ isSuccess: exitCode === 0, output: startError ?? output, isStable });
  });
  if (isOver) return;
  runtime.after(timeoutMs, () => {
    if (isOver) return;
    isOver = true;
    kill();
    done({ isSuccess: false, output: `command "${command.join(' ')}" timed out`, isStable: false });
  });
}

// Go's http.Client says so when the probe's time is up.
function timeoutText({ httpGet, tcpSocket, grpc }: Probe): string {
  if (httpGet !== undefined) {
    const scheme = (httpGet.scheme ?? 'HTTP').toLowerCase();
    const path = httpGet.path ?? '/';
    const url = `${scheme}://${httpGet.host ?? 'POD_IP'}:${httpGet.port}${path}`;
    return `Get "${url}": context deadline exceeded (Client.Timeout exceeded while awaiting headers)`;
  }
  if (grpc !== undefined)
    return `timeout: failed to connect service "POD_IP:${grpc.port}" within 1s: context deadline exceeded`;
  return `dial tcp ${tcpSocket?.host ?? 'POD_IP'}:${tcpSocket?.port}: i/o timeout`;
}

function withPortNumber(probe: Probe, container: Container): Probe {
  const numberOf = (port: string | number): string | number =>
    typeof port === 'number' ? port : (container.ports?.find((p) => p.name === port)?.containerPort ?? port);
  if (probe.httpGet !== undefined)
    return { ...probe, httpGet: { ...probe.httpGet, port: numberOf(probe.httpGet.port) } };
  if (probe.tcpSocket !== undefined)
    return { ...probe, tcpSocket: { ...probe.tcpSocket, port: numberOf(probe.tcpSocket.port) } };
  return probe;
}
