import { test } from 'node:test';
import { expect } from 'chai';
import type { Container, Probe } from '../../api/objects.ts';
import type { ExecEnd, ProbeAnswer, RunningContainer } from '../cri/container-engine.ts';
import type { NodeRuntime } from '../cri/node-runtime.ts';
import { runProbe } from './run-probe.ts';

const PROBER = 'kubernetes v1.20.2 pkg/kubelet/prober/prober.go';

interface Row {
  readonly name: string;
  readonly source: string;
  readonly probe: Probe;
  /** What the container answers; default: well, at once. */
  readonly answer?: Partial<ProbeAnswer>;
  readonly exec?: Partial<ExecEnd> | 'never';
  readonly isOver?: boolean;
  readonly result: 'success' | 'failure' | 'no question';
  readonly output: string;
}

const http = (port: string | number, more: object = {}): Probe => ({
  httpGet: { port, path: '/ok' },
  ...more,
});

const ROWS: readonly Row[] = [
  {
    name: 'a port by number',
    source: `${PROBER}, extractPort`,
    probe: http(8080),
    result: 'success',
    output: 'asked 8080',
  },
  {
    name: 'a port by name',
    source: `${PROBER}, findPortByName`,
    probe: http('web'),
    result: 'success',
    output: 'asked 8081',
  },
  {
    name: 'a number that is a text',
    source: `${PROBER}, extractPort`,
    probe: http('8082'),
    result: 'success',
    output: 'asked 8082',
  },
  {
    name: 'a name that no port has',
    source: `${PROBER}, extractPort`,
    probe: http('wbe'),
    result: 'no question',
    output: 'strconv.Atoi: parsing "wbe": invalid syntax',
  },
  {
    name: 'a port out of range',
    source: `${PROBER}, extractPort`,
    probe: http('65536'),
    result: 'no question',
    output: 'invalid port number: 65536',
  },
  {
    name: 'an HTTP answer that comes too late',
    source: 'net/http client.go, Client.Timeout',
    probe: http('web', { timeoutSeconds: 2 }),
    answer: { tookMs: 2000 },
    result: 'failure',
    output:
      'Get "http://10.0.0.7:8081/ok": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
  },
  {
    name: 'an answer just in time',
    source: `${PROBER}, runProbe`,
    probe: http('web', { timeoutSeconds: 2 }),
    answer: { tookMs: 1999 },
    result: 'success',
    output: 'asked 8081',
  },
  {
    name: 'a connection that does not come',
    source: 'kubernetes v1.20.2 pkg/probe/tcp/tcp.go, DoTCPProbe',
    probe: { tcpSocket: { port: 'web' } },
    answer: { tookMs: 5000 },
    result: 'failure',
    output: 'dial tcp 10.0.0.7:8081: i/o timeout',
  },
  {
    name: 'a command that succeeds',
    source: 'kubernetes v1.20.2 pkg/probe/exec/exec.go, Probe',
    probe: { exec: { command: ['cat', '/ok'] } },
    exec: { exitCode: 0, output: 'fine' },
    result: 'success',
    output: 'fine',
  },
  {
    name: 'a command that fails',
    source: 'kubernetes v1.20.2 pkg/probe/exec/exec.go, Probe',
    probe: { exec: { command: ['cat', '/ok'] } },
    exec: { exitCode: 1, output: 'no such file' },
    result: 'failure',
    output: 'no such file',
  },
  {
    name: 'a command that takes too long, from 1.20 on',
    source: 'kubernetes v1.20.2 pkg/kubelet/cri/remote/remote_runtime.go, ExecSync; gate ExecProbeTimeout',
    probe: { exec: { command: ['sleep', '5'] } },
    exec: 'never',
    result: 'failure',
    output: 'command "sleep 5" timed out',
  },
  {
    name: 'a command in a container that has ended',
    source: `${PROBER}, probe (an error is thrown away)`,
    probe: { exec: { command: ['true'] } },
    isOver: true,
    result: 'no question',
    output: 'rpc error: code = Unknown desc = container not running',
  },
];

for (const row of ROWS) test(`probes: ${row.name} (${row.source})`, () => check(row));

function check({ probe, answer, exec, isOver, result, output }: Row): void {
  const running: Partial<RunningContainer> = {
    address: '10.0.0.7',
    check: ({ httpGet, tcpSocket }) => ({
      ...{ isSuccess: true, tookMs: 0, isStable: true },
      ...{ output: `asked ${httpGet?.port ?? tcpSocket?.port}` },
      ...answer,
    }),
    exec: (_, done) => {
      const end = { exitCode: 0, stdout: '', stderr: '', output: '', isStable: true };
      if (exec !== 'never') done({ ...end, ...exec });
      return () => {};
    },
  };
  const runtime = { after: (_: number, action: () => void) => action() } as unknown as NodeRuntime;
  const container = { name: 'c', ports: [{ name: 'web', containerPort: 8081 }] } as Container;
  const answers: Parameters<Parameters<typeof runProbe>[4]>[0][] = [];
  const asked = isOver ? undefined : (running as RunningContainer);
  runProbe(runtime, asked, { probe, hasExecTimeouts: true }, container, (one) => answers.push(one));
  expect(answers).to.have.length(1);
  const [got] = answers;
  const word = got?.isError ? 'no question' : got?.isSuccess ? 'success' : 'failure';
  expect(word).to.equal(result);
  expect(got?.output).to.equal(output);
}

test('until 1.19 a command may take as long as it likes (gate ExecProbeTimeout)', () => {
  let finish: ((end: ExecEnd) => void) | undefined;
  const running = {
    exec: (_: readonly string[], done: (end: ExecEnd) => void) => {
      finish = done;
      return () => {};
    },
  } as unknown as RunningContainer;
  const runtime = { after: (_: number, action: () => void) => action() } as unknown as NodeRuntime;
  const probe: Probe = { exec: { command: ['sleep', '5'] }, timeoutSeconds: 1 };
  const answers: boolean[] = [];
  const question = { probe, hasExecTimeouts: false };
  runProbe(runtime, running, question, {} as Container, ({ isSuccess }) => answers.push(isSuccess));
  expect(answers).to.deep.equal([]);
  finish?.({ exitCode: 0, stdout: '', stderr: '', output: '', isStable: false });
  expect(answers).to.deep.equal([true]);
});
