// Rules as iptables-save shows them: the kernel keeps what they mean, and the tool words it in its own order.
//
// Source: iptables 1.8 iptables/iptables.c, print_rule4; extensions/libxt_{comment,statistic,recent,mark,MARK,nfacct}.c and
// libipt_REJECT.c, their save functions; libxtables/xtables.c, xtables_save_string.

import type { Rule, RuleSet, TableName } from './rule-set.ts';

interface Match {
  readonly name: string;
  readonly words: string[];
}

interface Parsed {
  readonly source: string[];
  readonly destination: string[];
  readonly protocol: string[];
  readonly matches: Match[];
  readonly target: readonly string[];
}

/** Options that may stand away from their match. */
const OWNERS: Readonly<Record<string, readonly string[]>> = { '--dport': ['tcp', 'udp', 'sctp'] };

function parse(rule: Rule): Parsed {
  const parsed: Parsed = {
    ...{ source: [], destination: [], protocol: [] },
    ...{ matches: [], target: targetOf(rule) },
  };
  let negation: string[] = [];
  for (let i = 0; i < rule.length - parsed.target.length; i += 1) {
    const word = rule[i]!;
    const value = rule[i + 1] ?? '';
    if (word === '!') {
      negation = ['!'];
      continue;
    }
    if (word === '-m') parsed.matches.push({ name: value, words: [] });
    else if (word === '-s') parsed.source.push(...negation, word, withMask(value));
    else if (word === '-d') parsed.destination.push(...negation, word, withMask(value));
    else if (word === '-p') parsed.protocol.push(...negation, word, value);
    else ownerOf(parsed.matches, word)?.words.push(...negation, word);
    if (['-m', '-s', '-d', '-p'].includes(word)) i += 1;
    negation = [];
  }
  return parsed;
}

function targetOf(rule: Rule): readonly string[] {
  const at = rule.indexOf('-j');
  return at < 0 ? [] : rule.slice(at);
}

function ownerOf(matches: readonly Match[], option: string): Match | undefined {
  const owners = OWNERS[option];
  const found = owners === undefined ? undefined : matches.find(({ name }) => owners.includes(name));
  return found ?? matches.at(-1);
}

const withMask = (address: string): string => (address.includes('/') ? address : `${address}/32`);

/** Safe letters need no quotes. */
const quoted = (text: string): string =>
  /^[\w-]+$/.test(text) ? text : `"${text.replaceAll(/["\\']/g, (letter) => `\\${letter}`)}"`;

function matchWords({ name, words }: Match): string[] {
  const [first = '', second = ''] = words;
  switch (name) {
    case 'comment':
      return ['-m', name, first, quoted(second)];
    case 'statistic':
      return ['-m', name, ...words.slice(0, -1), probability(words.at(-1) ?? '')];
    case 'recent':
      return ['-m', name, ...recentWords(words)];
    case 'nfacct':
      // Its own blank and that of the name.
      return ['-m', name, `${first} `, second];
    default:
      return ['-m', name, ...words];
  }
}

// The kernel counts in 2^31 parts, and the tool prints eleven digits of them.
const probability = (text: string): string => (Math.round(Number(text) * 2 ** 31) / 2 ** 31).toFixed(11);

function recentWords(words: readonly string[]): string[] {
  const name = words[words.indexOf('--name') + 1] ?? '';
  const rest = words.filter((word) => word !== '--name' && word !== name);
  return [...rest, '--name', name, '--mask', '255.255.255.255', '--rsource'];
}

function targetWords(target: readonly string[]): readonly string[] {
  const [, name, option, value] = target;
  if (name === 'REJECT') return [...target, '--reject-with', 'icmp-port-unreachable'];
  if (name !== 'MARK') return target;
  return ['-j', name, '--set-xmark', `${value}/${option === '--xor-mark' ? '0x0' : value}`];
}

/** `-A KUBE-SERVICES -d 10.96.0.1/32 -p tcp …` */
export function saveForm(chain: string, rule: Rule): string {
  const { source, destination, protocol, matches, target } = parse(rule);
  const words = [
    ...source,
    ...destination,
    ...protocol,
    ...matches.flatMap(matchWords),
    ...targetWords(target),
  ];
  return ['-A', chain, ...words].join(' ');
}

/** Chains of the kernel first, as they were made; the others by name. */
export function chainsInOrder(rules: RuleSet, table: TableName): string[] {
  const names = [...rules.chains(table).keys()];
  const isOwn = (name: string): boolean => /^[A-Z]+$/.test(name);
  return [...names.filter(isOwn), ...names.filter((name) => !isOwn(name)).sort()];
}
