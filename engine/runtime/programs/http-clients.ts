// `wget` (texts and codes of busybox 1.28) and `curl`.

import type { NetworkError } from '../host.ts';
import type { Task } from '../process/task.ts';
import { parseArguments } from './arguments.ts';
import { type Failure, lookUp, parseUrl, reason, request, type Url } from './http-request.ts';
import type { Invocation, Program } from './program.ts';
import { parseSleep } from './time.ts';

function* wget(call: Invocation): Task<number> {
  const args = parseArguments(call, 'qO:T:t:Ssc', {
    spider: 'spider',
    timeout: 'T',
    quiet: 'q',
    tries: 't',
    'output-document': 'O',
    'no-check-certificate': 'k',
    header: 'header:',
    'post-data': 'post:',
    'server-response': 'S',
  });
  const text = args.operands[0] ?? '';
  const parsed = parseUrl(text);
  if (parsed === undefined) return call.fail(`not an http or ftp url: ${text}`);
  const address = yield* lookUp(call, parsed.host);
  if (address === undefined) return call.fail(`bad address '${authority(parsed)}'`);
  const url = { ...parsed, address };
  if (!args.has('q')) call.err(`Connecting to ${authority(url)} (${address}:${url.port})\n`);
  const limitMs = parseSleep(args.value('T') ?? '900') ?? 900_000;
  const body = args.value('post');
  const method = args.has('spider') ? 'HEAD' : body === undefined ? 'GET' : 'POST';
  const answer = yield* request(call, url, {
    method,
    headers: args.values('header'),
    limitMs,
    ...(body === undefined ? {} : { body }),
  });
  if ('error' in answer) return call.fail(wgetError(answer.error, url, answer.tookMs < limitMs));
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
  return call.onPath(target, "can't open '{}'", (path) => call.filesToWrite.writeFile(path, body));
}

/** @param hasGivenUp  the connection itself came to nothing, before wget lost patience */
function wgetError(error: NetworkError, url: Url, hasGivenUp: boolean): string {
  const place = `can't connect to remote host (${url.address ?? url.host}): `;
  const texts: Readonly<Record<NetworkError, string>> = {
    'unknown-host': `bad address '${authority(url)}'`,
    refused: `${place}Connection refused`,
    unreachable: `${place}No route to host`,
    timeout: hasGivenUp ? `${place}Connection timed out` : 'download timed out',
  };
  return texts[error];
}

/** As it stands in the URL: the port only where it is not the usual one. */
const authority = ({ host, port, secure }: Url): string =>
  port === (secure ? 443 : 80) ? host : `${host}:${port}`;

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
    'connect-timeout': 'connect:',
    request: 'X',
    header: 'H',
    data: 'd',
    head: 'I',
    include: 'i',
    retry: 'retry:',
    verbose: 'v',
  });
  if (args.has('retry')) return call.notModelled('option --retry');
  const text = args.operands[0] ?? '';
  const url = parseUrl(text);
  if (url === undefined) return curlFail(call, args, 3, `URL using bad/illegal format or missing URL`);
  const body = args.value('d');
  const limitOf = (option: string): number => {
    const seconds = args.value(option);
    return seconds === undefined ? Number.POSITIVE_INFINITY : Math.ceil(Number(seconds) * 1000);
  };
  const connectLimitMs = limitOf('connect');
  const answer = yield* request(call, url, {
    method: args.value('X') ?? (args.has('I') ? 'HEAD' : body === undefined ? 'GET' : 'POST'),
    headers: args.values('H'),
    limitMs: limitOf('m'),
    connectLimitMs,
    ...(body === undefined ? {} : { body }),
  });
  if ('error' in answer) {
    writeOut(call, args.value('w'), 0, answer.tookMs);
    return curlFail(call, args, CURL_EXIT[answer.error], curlError(answer, url));
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

/** Source: curl 7.64 lib/connect.c, Curl_is_connected; lib/multi.c, multi_runsingle. */
function curlError({ error, tookMs, gaveUp }: Failure, url: Url): string {
  const failed = `Failed to connect to ${url.host} port ${url.port}: `;
  const ms = Math.ceil(tookMs);
  switch (error) {
    case 'unknown-host':
      return `Could not resolve host: ${url.host}`;
    case 'refused':
      return `${failed}Connection refused`;
    case 'unreachable':
      return `${failed}No route to host`;
    case 'timeout':
      if (gaveUp === 'connecting') return `Connection timed out after ${ms} milliseconds`;
      if (gaveUp === 'waiting') return `Operation timed out after ${ms} milliseconds with 0 bytes received`;
      return `${failed}Connection timed out`;
    default:
      return error satisfies never;
  }
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

export const HTTP_PROGRAMS: Readonly<Record<string, Program>> = { wget: { run: wget }, curl: { run: curl } };
