// A command of the command table: its words, flags and what it runs; and the finding of a command in a line.
//
// Source: spf13/cobra v1.8.1 command.go, Find, legacyArgs, SuggestionsFor, stripFlags; kubectl v0.32.0
// pkg/util/templates/templater.go, FlagErrorFunc; pkg/cmd/util/helpers.go, DefaultSubCommandRun.
// Left out: help texts, plugins, shell completion.

import type { Routine } from '../../kernel/routine.ts';
import { textFailure, usageFailure } from '../failure.ts';
import { notSimulated } from '../refusal.ts';
import type { Call } from './call.ts';
import { FlagError, type FlagSpec, Flags, parseFlags } from './flags.ts';
import { GLOBAL_FLAGS } from './global-flags.ts';

export interface Command {
  readonly name: string;
  readonly aliases?: readonly string[];
  /** Words for which this command is offered. */
  readonly suggestFor?: readonly string[];
  readonly flags?: readonly FlagSpec[];
  readonly subcommands?: readonly Command[];
  /** Absent: the command only groups others. A routine where it waits in simulation time. */
  readonly run?: (call: Call) => Routine<void> | void;
}

export interface ParsedCommand {
  readonly command: Command;
  /** `kubectl rollout status` */
  readonly path: string;
  readonly flags: Flags;
  readonly args: readonly string[];
  /** How many arguments stood before `--`; -1 without one. */
  readonly dashAt: number;
}

/**
 * Finds the command of a line and reads its flags.
 *
 * @param words  without the leading `kubectl`
 * @throws CommandFailure with kubectl's text for unknown commands and flags
 */
export function parseCommand(root: Command, words: readonly string[]): ParsedCommand {
  let command = root;
  let path = root.name;
  let rest = words;
  for (;;) {
    const at = firstArgument(command, rest);
    const next = at < 0 ? undefined : findCommand(command, rest[at]!);
    if (next === undefined) break;
    command = next;
    path = `${path} ${next.name}`;
    rest = rest.filter((_, i) => i !== at);
  }
  if (command === root) refuseUnknown(root, rest);
  const specs = flagsOf(command);
  const flags = new Flags(specs);
  try {
    const { args, dashAt } = parseFlags(flags, specs, rest);
    if (flags.bool('help'))
      notSimulated(`the help of "${path}"`, 'look it up on https://kubernetes.io/docs/reference/kubectl');
    return { command, path, flags, args, dashAt };
  } catch (error) {
    if (!(error instanceof FlagError)) throw error;
    throw textFailure(`${error.message}\nSee '${path} --help' for usage.`);
  }
}

const HELP: FlagSpec = { name: 'help', short: 'h', type: 'bool' };

// A command's own flag stands in the place of a global one of its name, as `--user` of `create rolebinding`.
function flagsOf({ flags = [] }: Command): FlagSpec[] {
  const own = new Set(flags.map(({ name }) => name));
  return [...flags, ...[...GLOBAL_FLAGS, HELP].filter(({ name }) => !own.has(name))];
}

function findCommand(parent: Command, word: string): Command | undefined {
  return parent.subcommands?.find(({ name, aliases }) => name === word || aliases?.includes(word) === true);
}

// Flags may stand before the command word, so a flag's value must not be taken for it.
function firstArgument(command: Command, words: readonly string[]): number {
  if (command.subcommands === undefined) return -1;
  const specs = flagsOf(command);
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i]!;
    if (word === '--') return -1;
    if (!word.startsWith('-') || word === '-') return i;
    if (!word.includes('=') && takesNext(specs, word)) i += 1;
  }
  return -1;
}

function takesNext(specs: readonly FlagSpec[], word: string): boolean {
  const spec = word.startsWith('--')
    ? specs.find(({ name }) => name === word.slice(2))
    : word.length === 2
      ? specs.find(({ short }) => short === word[1])
      : undefined;
  return spec !== undefined && spec.type !== 'bool' && spec.noValue === undefined;
}

function refuseUnknown(root: Command, words: readonly string[]): void {
  const at = firstArgument(root, words);
  if (at < 0) return;
  const word = words[at]!;
  const offers = suggestions(root, word);
  const text =
    offers.length === 0 ? '' : `\n\nDid you mean this?\n${offers.map((offer) => `\t${offer}\n`).join('')}`;
  throw textFailure(`unknown command ${JSON.stringify(word)} for "${root.name}"${text}`);
}

/** Commands named nearly so, and those that declare themselves for the word. */
function suggestions(root: Command, word: string): string[] {
  const lower = word.toLowerCase();
  return (root.subcommands ?? []).flatMap(({ name, suggestFor = [] }) => {
    const isNear = distance(lower, name) <= 2 || name.startsWith(lower);
    const isDeclared = suggestFor.some((one) => one.toLowerCase() === lower);
    return [...(isNear ? [name] : []), ...(isDeclared ? [name] : [])];
  });
}

// Levenshtein's distance. Source: cobra.go, ld.
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, change);
    }
    row = next;
  }
  return row[b.length]!;
}

/** What a command that only groups others does with what is left. */
export function runGroup(path: string, args: readonly string[]): never {
  if (args.length > 0) throw usageFailure(path, `unknown command ${JSON.stringify(args.join(' '))}`);
  return notSimulated(`the help of "${path}"`, 'name one of its subcommands');
}
