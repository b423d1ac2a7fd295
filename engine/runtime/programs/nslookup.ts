// `nslookup` in the words of three tools: busybox up to 1.28, busybox since, and BIND.
//
// Source: busybox 1.28 networking/nslookup.c; busybox 1.31 and 1.36 of the same with FEATURE_NSLOOKUP_BIG; BIND 9
// bin/dig/nslookup.c. Differs: an image `busybox` without a version is taken for 1.28. Order: busybox since 1.31 prints
// answers as they come in, here search domain by search domain.

import type { RecordType, Resolution } from '../host.ts';
import type { Task } from '../process/task.ts';
import { spend } from './http-request.ts';
import type { Invocation, Program } from './program.ts';

/** From here on names are looked up in the search domains as well, and failures have an exit code. */
const SEARCHES_SINCE = 31;
const BIG_SINCE = 29;
const RECORD_TYPES: readonly RecordType[] = ['SRV', 'PTR', 'CNAME'];

function* nslookup(call: Invocation): Task<number> {
  const { userland, busyboxMinor = 28 } = call.machine;
  const options = call.args.filter((arg) => arg.startsWith('-'));
  const [name = '', server] = call.args.filter((arg) => !arg.startsWith('-'));
  if (userland !== 'gnu' && busyboxMinor < BIG_SINCE) return yield* plain(call, options, name, server);
  const type = typeOf(options);
  if (type === 'unknown') return call.notModelled(`options ${options.join(' ')}`);
  const printer = userland === 'gnu' ? BIND : BUSYBOX;
  return yield* big(call, printer, { name, server, type });
}

/** Source: busybox 1.28, print_host: each address with the name that it has. */
function* plain(
  call: Invocation,
  options: readonly string[],
  name: string,
  server: string | undefined,
): Task<number> {
  if (options.length > 0 || name === '') {
    call.err(
      'Usage: nslookup [HOST] [SERVER]\n\nQuery the nameserver for the IP address of the given HOST\n',
    );
    call.err('optionally using a specified DNS server\n');
    return 1;
  }
  const { sandbox } = call.machine;
  const answer = sandbox.resolve(name, server);
  yield* spend(call, answer.tookMs, Number.POSITIVE_INFINITY);
  const line = (address: string, number: number): string =>
    `Address ${number}: ${[address, sandbox.nameOf(address) ?? ''].join(' ').trim()}\n`;
  const asked = server ?? answer.server;
  call.out(`Server:    ${asked}\n${line(asked, 1)}\n`);
  if ('error' in answer) return call.fail(`can't resolve '${name}'`);
  call.out(`Name:      ${name}\n`);
  for (const [i, address] of answer.addresses.entries()) call.out(line(address, i + 1));
  return 0;
}

interface Question {
  readonly name: string;
  readonly server: string | undefined;
  /** Undefined: addresses, or the name of an address. */
  readonly type: RecordType | undefined;
}

/** `-type=srv`, `-q=SRV`, `-query=ptr`; `unknown` for anything else. */
function typeOf(options: readonly string[]): RecordType | undefined | 'unknown' {
  let type: RecordType | undefined;
  for (const option of options) {
    const wanted = /^-(?:t|ty|type|q|query|querytype)=(\w+)$/i.exec(option)?.[1]?.toUpperCase();
    const found = RECORD_TYPES.find((one) => one === wanted);
    if (found === undefined && wanted !== 'A') return 'unknown';
    type = found;
  }
  return type;
}

interface Printer {
  /** Behind the address of the server. */
  readonly port: string;
  /** An empty line behind each answer. */
  readonly isBind: boolean;
}
const BIND: Printer = { port: '#53', isBind: true };
const BUSYBOX: Printer = { port: ':53', isBind: false };

function* big(call: Invocation, printer: Printer, question: Question): Task<number> {
  const { name, server } = question;
  const isAddress = /^\d+\.\d+\.\d+\.\d+$/.test(name);
  const type = question.type ?? (isAddress ? 'PTR' : undefined);
  const asked = isAddress ? `${name.split('.').reverse().join('.')}.in-addr.arpa` : name;
  let isHeaded = false;
  let failures = 0;
  for (const one of namesToAsk(call, printer, asked)) {
    const answer = answerTo(call, printer.isBind ? one : rooted(one), type, server);
    if (!isHeaded || answer.tookMs > 0) yield* spend(call, answer.tookMs, Number.POSITIVE_INFINITY);
    if ('error' in answer && answer.error === 'timeout') {
      call.out(';; connection timed out; no servers could be reached\n\n');
      return 1;
    }
    const from = server ?? answer.server;
    if (!isHeaded) call.out(`Server:\t\t${from}\nAddress:\t${from}${printer.port}\n\n`);
    isHeaded = true;
    if (!('error' in answer)) call.out(`${answer.text}\n`);
    else {
      failures += 1;
      call.out(`** server can't find ${one}: NXDOMAIN\n\n`);
    }
    // It asks for the address of IPv6 as well, of which there is none.
    if (!printer.isBind && type === undefined)
      call.out('error' in answer ? `** server can't find ${one}: NXDOMAIN\n\n` : '\n');
  }
  const { busyboxMinor = 28 } = call.machine;
  return failures > 0 && (printer.isBind || busyboxMinor >= SEARCHES_SINCE) ? 1 : 0;
}

/** With a dot at its end, so that no resolver tries search domains. */
const rooted = (name: string): string => (name.endsWith('.') ? name : `${name}.`);

/** BIND's resolver goes through the search domains by itself; busybox asks for each name that it makes of a bare one. */
function namesToAsk(call: Invocation, { isBind }: Printer, name: string): string[] {
  const { sandbox, busyboxMinor = 28 } = call.machine;
  if (isBind) return [name];
  if (name.includes('.') || busyboxMinor < SEARCHES_SINCE || sandbox.searches.length === 0) return [name];
  return sandbox.searches.map((domain) => `${name}.${domain}`);
}

type Answer =
  | { readonly text: string; readonly server: string; readonly tookMs: number }
  | Extract<Resolution, { readonly error: unknown }>;

function answerTo(
  call: Invocation,
  name: string,
  type: RecordType | undefined,
  server: string | undefined,
): Answer {
  const { sandbox } = call.machine;
  if (type === undefined) {
    const answer = sandbox.resolve(name, server);
    if ('error' in answer) return answer;
    const { aliases = [], addresses, name: full, tookMs } = answer;
    const chain = [...aliases, full].map((one) => one.replace(/\.$/, ''));
    const renamed = chain.slice(1).map((to, i) => `${chain[i]}\tcanonical name = ${to}.\n`);
    const found = addresses.map((address) => `Name:\t${chain.at(-1)}\nAddress: ${address}\n`);
    return { text: [...renamed, ...found].join(''), server: answer.server, tookMs };
  }
  const answer = sandbox.records(type, name, server);
  if ('error' in answer) return answer;
  const { records, name: full, tookMs } = answer;
  const words = { SRV: 'service', PTR: 'name', CNAME: 'canonical name' }[type];
  const text = records.map((record) => `${full}\t${words} = ${record}\n`).join('');
  const none = `*** Can't find ${name}: No answer\n`;
  return { text: text === '' ? none : text, server: answer.server, tookMs };
}

export const NSLOOKUP: Program = { run: nslookup };
