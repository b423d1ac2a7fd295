// `nc` and `ping`, with the texts of busybox 1.28.

import type { HttpAnswer } from '../host.ts';
import { EFFECT } from '../process/effects.ts';
import { readAll } from '../process/streams.ts';
import type { Task } from '../process/task.ts';
import { sleepFor } from '../process/waits.ts';
import { parseArguments } from './arguments.ts';
import { lookUp, reason, request, spend } from './http-request.ts';
import { NSLOOKUP } from './nslookup.ts';
import type { Invocation, Program } from './program.ts';
import { parseSleep } from './time.ts';

// Linux gives up connecting after six unanswered SYNs, about 127 s: man 7 tcp, tcp_syn_retries.
const CONNECT_GIVE_UP_MS = 127_000;

function* nc(call: Invocation): Task<number> {
  const args = parseArguments(call, 'zlvukw:p:nq:e:4');
  if (args.has('u') || args.has('e')) return call.notModelled('nc -u and nc -e');
  if (args.has('l')) return yield* listen(call, args);
  const [host = '', portText = ''] = args.operands;
  const limitMs = parseSleep(args.value('w') ?? String(CONNECT_GIVE_UP_MS / 1000)) ?? CONNECT_GIVE_UP_MS;
  const address = yield* lookUp(call, host);
  if (address === undefined) return call.fail(`bad address '${host}'`);
  const answer = call.machine.sandbox.connect(address, Number(portText));
  const inTime = yield* spend(call, answer.tookMs, limitMs);
  if (!answer.connected || !inTime) {
    const error = answer.connected || !inTime ? 'timeout' : answer.error;
    if (error === 'unknown-host') return call.fail(`bad address '${host}'`);
    const why = {
      refused: 'Connection refused',
      timeout: 'Connection timed out',
      unreachable: 'No route to host',
    };
    return call.fail(`${host} (${address}:${portText}): ${why[error]}`);
  }
  if (args.has('v')) call.err(`${host} (${address}:${portText}) open\n`);
  if (args.has('z')) return 0;
  const sent = yield* readAll(call.stdin);
  const get = /^([A-Z]+) (\/\S*) HTTP\//.exec(sent);
  if (get !== null) {
    const url = { host, address, port: Number(portText), path: get[2] ?? '/', secure: false };
    const reply = yield* request(call, url, { method: get[1] ?? 'GET', headers: [], limitMs });
    if (!('error' in reply))
      call.out(`HTTP/1.1 ${reply.status} ${reason(reply.status)}\r\n\r\n${reply.body}`);
  }
  return 0;
}

/** Takes one connection (with -k: any number), answers it with standard input, and ends. */
function* listen(call: Invocation, args: ReturnType<typeof parseArguments>): Task<number> {
  const port = Number(args.value('p') ?? args.operands.at(-1) ?? '');
  if (!Number.isInteger(port) || port < 1) return call.notModelled('nc -l without a port');
  call.process.effects.add(EFFECT.network | EFFECT.input);
  const reply = yield* readAll(call.stdin);
  const { sandbox, host } = call.machine;
  let met: (() => void) | undefined;
  const close = sandbox.listen(port, {
    accept: () => {
      if (!args.has('k')) host.schedule(0, () => met?.(), 'nc');
      return { connected: true, tookMs: 0 };
    },
    answer: () => {
      if (!args.has('k')) host.schedule(0, () => met?.(), 'nc');
      return rawAnswer(reply);
    },
    isSteady: false,
  });
  if (close === undefined) return call.fail('bind: Address already in use');
  yield {
    interruptible: false,
    arm: (resume) => {
      met = resume;
      call.process.onExit(close);
      return () => {
        met = undefined;
      };
    },
  };
  close();
  return 0;
}

function rawAnswer(reply: string): HttpAnswer {
  const status = /^HTTP\/[\d.]+ (\d{3})/.exec(reply)?.[1];
  // What is no HTTP answer looks to an HTTP client like a connection that broke.
  if (status === undefined) return { error: 'refused', tookMs: 0 };
  const at = reply.search(/\r?\n\r?\n/);
  return {
    status: Number(status),
    body: at < 0 ? '' : reply.slice(at).replace(/^\r?\n\r?\n/, ''),
    tookMs: 0,
  };
}

function* ping(call: Invocation): Task<number> {
  const args = parseArguments(call, 'c:W:w:q4i:');
  const host = args.operands[0] ?? '';
  const address = yield* lookUp(call, host);
  if (address === undefined) return call.fail(`bad address '${host}'`);
  if (!args.has('c')) return call.notModelled('endless ping; use -c');
  const count = Number(args.value('c'));
  call.out(`PING ${host} (${address}): 56 data bytes\n`);
  let received = 0;
  for (let i = 0; i < count; i++) {
    if (i > 0) yield sleepFor(call.machine.host, 1000);
    // An open or a refused port both show that the host is there.
    const reply = call.machine.sandbox.connect(address, 7);
    if (!reply.connected && reply.error !== 'refused') continue;
    received++;
    call.out(`64 bytes from ${address}: seq=${i} ttl=64 time=${reply.tookMs}.000 ms\n`);
  }
  const lost = count === 0 ? 0 : Math.round(((count - received) / count) * 100);
  call.out(
    `\n--- ${host} ping statistics ---\n${count} packets transmitted, ${received} packets received, ${lost}% packet loss\n`,
  );
  return received > 0 ? 0 : 1;
}

export const NETWORK_PROGRAMS: Readonly<Record<string, Program>> = {
  nslookup: NSLOOKUP,
  nc: { run: nc, ownProcess: true },
  ncat: { run: nc, ownProcess: true },
  ping: { run: ping },
};
