// Programs that use the network: `nslookup`, `wget`, `curl`, `nc`, `ping`. Texts are busybox 1.28's where it has one.

import type { HttpAnswer, NetworkError } from '../host.ts';
import { EFFECT } from '../process/effects.ts';
import { readAll } from '../process/streams.ts';
import type { Task } from '../process/task.ts';
import { sleepFor } from '../process/waits.ts';
import { parseArguments } from './arguments.ts';
import type { Invocation, Program } from './program.ts';
import { parseSleep } from './time.ts';

// Linux gives up connecting after six unanswered SYNs, about 127 s: man 7 tcp, tcp_syn_retries.
const CONNECT_GIVE_UP_MS = 127_000;

/** Lets the answer take its time, at least a millisecond, so that a loop of requests moves the clock. */
function* spend(call: Invocation, tookMs: number, limitMs: number): Task<boolean> {
  call.process.effects.add(EFFECT.network);
  yield sleepFor(call.machine.host, Math.max(1, Math.min(tookMs, limitMs)));
  return tookMs <= limitMs;
}

function* nslookup(call: Invocation): Task<number> {
  const name = call.args.filter((arg) => !arg.startsWith('-'))[0] ?? '';
  const answer = call.machine.sandbox.resolve(name);
  yield* spend(call, answer.tookMs, Number.POSITIVE_INFINITY);
  call.out(`Server:    ${answer.server}\nAddress 1: ${answer.server}\n\n`);
  if ('error' in answer) return call.fail(`can't resolve '${name}'`);
  call.out(`Name:      ${name}\n`);
  for (const [i, address] of answer.addresses.entries())
    call.out(`Address ${i + 1}: ${address} ${answer.name}\n`);
  return 0;
}

interface Url {
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly secure: boolean;
}

function parseUrl(text: string): Url | undefined {
  const match = /^(?:(https?):\/\/)?(?:[^@/]*@)?(\[[^\]]+\]|[^:/?#]+)(?::(\d+))?([/?][^#]*)?(?:#.*)?$/.exec(
    text,
  );
  if (match === null) return undefined;
  const secure = match[1] === 'https';
  const path = match[4] ?? '/';
  return {
    host: (match[2] ?? '').replace(/^\[|\]$/g, ''),
    port: match[3] === undefined ? (secure ? 443 : 80) : Number(match[3]),
    path: path.startsWith('/') ? path : `/${path}`,
    secure,
  };
}

function* request(
  call: Invocation,
  url: Url,
  options: { method: string; headers: readonly string[]; body?: string; limitMs: number },
): Task<HttpAnswer> {
  const headers = options.headers.map((header) => {
    const at = header.indexOf(':');
    return { name: header.slice(0, at), value: header.slice(at + 1).trim() };
  });
  const { host, port, path } = url;
  const answer = call.machine.sandbox.http({
    method: options.method,
    host,
    port,
    path,
    headers,
    ...(options.body === undefined ? {} : { body: options.body }),
  });
  const inTime = yield* spend(call, answer.tookMs, options.limitMs);
  return inTime ? answer : { error: 'timeout', tookMs: options.limitMs };
}

function* wget(call: Invocation): Task<number> {
  const args = parseArguments(call, 'qO:T:t:Ssc', {
    spider: 'spider',
    timeout: 'T',
    quiet: 'q',
    tries: 't',
    'output-document': 'O',
    'no-check-certificate': 'k',
    header: 'header',
    'post-data': 'post',
    'server-response': 'S',
  });
  const text = args.operands[0] ?? '';
  const url = parseUrl(text);
  if (url === undefined) return call.fail(`not an http or ftp url: ${text}`);
  const limitMs = parseSleep(args.value('T') ?? '900') ?? 900_000;
  const body = args.value('post');
  const method = args.has('spider') ? 'HEAD' : body === undefined ? 'GET' : 'POST';
  const answer = yield* request(call, url, {
    method,
    headers: args.values('header'),
    limitMs,
    ...(body === undefined ? {} : { body }),
  });
  if (!args.has('q')) call.err(`Connecting to ${url.host} (${url.host}:${url.port})\n`);
  if ('error' in answer) return call.fail(wgetError(answer.error, url));
  if (answer.status >= 400)
    return call.fail(`server returned error: HTTP/1.1 ${answer.status} ${reason(answer.status)}`);
  if (args.has('spider')) return 0;
  return save(call, args.value('O') ?? (url.path.split('/').at(-1) || 'index.html'), answer.body);
}

function save(call: Invocation, target: string, body: string): number {
  if (target === '-') {
    call.out(body);
    return 0;
  }
  if (call.path(target) === '/dev/null') return 0;
  return call.onPath(target, "can't open ", (path) => call.filesToWrite.writeFile(path, body));
}

function wgetError(error: NetworkError, url: Url): string {
  const place = `can't connect to remote host (${url.host}): `;
  const texts: Readonly<Record<NetworkError, string>> = {
    'unknown-host': `bad address '${url.host}${url.port === 80 ? '' : `:${url.port}`}'`,
    refused: `${place}Connection refused`,
    unreachable: `${place}No route to host`,
    timeout: 'download timed out',
  };
  return texts[error];
}

const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

function reason(status: number): string {
  return REASONS[status] ?? '';
}

/** Exit codes of curl, by what went wrong. Source: man curl, EXIT CODES. */
const CURL_EXIT: Readonly<Record<NetworkError, number>> = {
  'unknown-host': 6,
  refused: 7,
  unreachable: 7,
  timeout: 28,
};
const CURL_HTTP_ERROR = 22;

function* curl(call: Invocation): Task<number> {
  const args = parseArguments(call, 'sSfLkvio:w:m:X:H:d:Iu:A:4', {
    silent: 's',
    'show-error': 'S',
    fail: 'f',
    location: 'L',
    insecure: 'k',
    output: 'o',
    'write-out': 'w',
    'max-time': 'm',
    'connect-timeout': 'm',
    request: 'X',
    header: 'H',
    data: 'd',
    head: 'I',
    include: 'i',
    retry: 'retry',
    verbose: 'v',
  });
  if (args.has('retry')) return call.notModelled('option --retry');
  const text = args.operands[0] ?? '';
  const url = parseUrl(text);
  if (url === undefined) return curlFail(call, args, 3, `URL using bad/illegal format or missing URL`);
  const body = args.value('d');
  const limit = args.value('m');
  const answer = yield* request(call, url, {
    method: args.value('X') ?? (args.has('I') ? 'HEAD' : body === undefined ? 'GET' : 'POST'),
    headers: args.values('H'),
    limitMs: limit === undefined ? Number.POSITIVE_INFINITY : Math.ceil(Number(limit) * 1000),
    ...(body === undefined ? {} : { body }),
  });
  if ('error' in answer) {
    writeOut(call, args.value('w'), 0, answer.tookMs);
    return curlFail(call, args, CURL_EXIT[answer.error], curlError(answer.error, url, answer.tookMs));
  }
  const failed = args.has('f') && answer.status >= 400;
  if (!failed) {
    const head =
      args.has('i') || args.has('I') ? `HTTP/1.1 ${answer.status} ${reason(answer.status)}\r\n\r\n` : '';
    const code = save(call, args.value('o') ?? '-', head + (args.has('I') ? '' : answer.body));
    if (code !== 0) return 23;
  }
  writeOut(call, args.value('w'), answer.status, answer.tookMs);
  if (!failed) return 0;
  return curlFail(call, args, CURL_HTTP_ERROR, `The requested URL returned error: ${answer.status}`);
}

function curlError(error: NetworkError, url: Url, tookMs: number): string {
  if (error === 'unknown-host') return `Could not resolve host: ${url.host}`;
  if (error === 'timeout')
    return `Operation timed out after ${Math.ceil(tookMs)} milliseconds with 0 bytes received`;
  const why = error === 'refused' ? 'Connection refused' : 'No route to host';
  return `Failed to connect to ${url.host} port ${url.port}: ${why}`;
}

function curlFail(
  call: Invocation,
  args: ReturnType<typeof parseArguments>,
  code: number,
  text: string,
): number {
  if (!args.has('s') || args.has('S')) call.err(`curl: (${code}) ${text}\n`);
  return code;
}

function writeOut(call: Invocation, format: string | undefined, status: number, tookMs: number): void {
  if (format === undefined) return;
  const text = format
    .replace(/%\{http_code\}|%\{response_code\}/g, String(status).padStart(3, '0'))
    .replace(/%\{time_total\}/g, (tookMs / 1000).toFixed(6))
    .replace(/\\n/g, '\n')
    .replace(/\\t/g, '\t');
  if (/%\{/.test(text)) call.notModelled(`write-out format ${format}`);
  call.out(text);
}

function* nc(call: Invocation): Task<number> {
  const args = parseArguments(call, 'zlvukw:p:nq:e:4');
  if (args.has('u') || args.has('e')) return call.notModelled('nc -u and nc -e');
  if (args.has('l')) return yield* listen(call, args);
  const [host = '', portText = ''] = args.operands;
  const limitMs = parseSleep(args.value('w') ?? String(CONNECT_GIVE_UP_MS / 1000)) ?? CONNECT_GIVE_UP_MS;
  const answer = call.machine.sandbox.connect(host, Number(portText));
  const inTime = yield* spend(call, answer.tookMs, limitMs);
  if (!answer.connected || !inTime) {
    const error = answer.connected ? 'timeout' : answer.error;
    if (error === 'unknown-host') return call.fail(`bad address '${host}'`);
    const why = {
      refused: 'Connection refused',
      timeout: 'Connection timed out',
      unreachable: 'No route to host',
    };
    return call.fail(`${host} (${host}:${portText}): ${why[error]}`);
  }
  if (args.has('v')) call.err(`${host} (${host}:${portText}) open\n`);
  if (args.has('z')) return 0;
  const sent = yield* readAll(call.stdin);
  const get = /^([A-Z]+) (\/\S*) HTTP\//.exec(sent);
  if (get !== null) {
    const url = { host, port: Number(portText), path: get[2] ?? '/', secure: false };
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
  const answer = call.machine.sandbox.resolve(host);
  yield* spend(call, answer.tookMs, Number.POSITIVE_INFINITY);
  const address = 'error' in answer ? undefined : answer.addresses[0];
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
  nslookup: { run: nslookup },
  wget: { run: wget },
  curl: { run: curl },
  nc: { run: nc, ownProcess: true },
  ncat: { run: nc, ownProcess: true },
  ping: { run: ping },
};
