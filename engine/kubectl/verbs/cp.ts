// `kubectl cp`: files to and from a container, through the `tar` that the container has to have.
//
// Source: kubectl v0.32.0 pkg/cmd/cp/{cp,filespec}.go. Local files are those of the virtual working directory, where a
// folder is there as long as a file is in it. Left out: wildcards, and modes of local files, which have none.

import type { Pod } from '../../api/objects.ts';
import type { Routine } from '../../kernel/routine.ts';
import { packTar, type TarEntry, unpackTar } from '../../runtime/archive/tar.ts';
import type { Call } from '../command/call.ts';
import type { Command } from '../command/command.ts';
import { CommandFailure, textFailure } from '../failure.ts';
import { notSimulated } from '../refusal.ts';
import type { CommandResult } from '../session.ts';
import {
  baseOf,
  cleanPath,
  type FileSpec,
  folderOf,
  joinPath,
  parseFileSpec,
  type RemoteSpec,
  withoutShortcuts,
} from './file-spec.ts';
import { containerToEnter, execInPod, exitFailure } from './pod-exec.ts';

export const cp: Command = {
  name: 'cp',
  flags: [
    { name: 'container', short: 'c', type: 'string' },
    { name: 'no-preserve', type: 'bool' },
    { name: 'retries', type: 'int', value: '0' },
  ],
  run,
};

function* run(call: Call): Routine<void> {
  const { args } = call;
  if (args.length !== 2) throw textFailure('source and destination are required');
  const [from, to] = args.map(parseFileSpec) as [FileSpec, FileSpec];
  if ('pod' in from && 'pod' in to)
    throw textFailure('one of src or dest must be a local file specification');
  if (from.path === '' || to.path === '') throw textFailure('filepath can not be empty');
  if ('pod' in from) return yield* copyFromPod(call, from, to.path);
  if ('pod' in to) return yield* copyToPod(call, from.path, to);
  throw textFailure('one of src or dest must be a remote file specification');
}

const silent = (): void => {};

function* execute(
  call: Call,
  { namespace, pod: name }: RemoteSpec,
  command: readonly string[],
  { stdin, warn }: { readonly stdin?: string; readonly warn: (text: string) => void },
): Routine<CommandResult> {
  const where = namespace ?? call.namespace;
  const pod = call.client.get(call.mapper.forArgument('pods'), where, name) as unknown as Pod;
  const container = containerToEnter(pod, call.flags.string('container'), warn);
  return yield* execInPod(call, pod, container, command, stdin);
}

function* copyToPod(call: Call, from: string, to: RemoteSpec): Routine<void> {
  const { files } = call.session;
  if (!hasFile(files, from) && !isFolder(files, from))
    throw textFailure(`${from} doesn't exist in local filesystem`);
  const path = (yield* isFolderThere(call, to)) ? joinPath(to.path, baseOf(from)) : to.path;
  const entries = localEntries(files, cleanPath(from), baseOf(path), call.session.kernel.nowEpochMs);
  const preserve = call.flags.bool('no-preserve') ? ['--no-same-permissions', '--no-same-owner'] : [];
  const command = ['tar', ...preserve, '-xmf', '-', '-C', folderOf(path)];
  const result = yield* execute(call, to, command, { stdin: packed(entries), warn: call.err });
  call.out(result.stdout);
  call.err(result.stderr);
  if (result.code !== 0) throw exitFailure(result.code);
}

function packed(entries: readonly TarEntry[]): string {
  try {
    return packTar(entries);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return notSimulated(`kubectl cp: ${error.message}`, 'use shorter names');
  }
}

// Whatever keeps the question from being asked is found again with the copy itself.
function* isFolderThere(call: Call, to: RemoteSpec): Routine<boolean> {
  try {
    return (yield* execute(call, to, ['test', '-d', to.path], { warn: silent })).code === 0;
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    return false;
  }
}

function* copyFromPod(call: Call, from: RemoteSpec, to: string): Routine<void> {
  const hasRetries = call.flags.int('retries') !== 0;
  const command = hasRetries
    ? ['sh', '-c', `tar cf - ${from.path} | tail -c+0`]
    : ['tar', 'cf', '-', from.path];
  const result = yield* execute(call, from, command, { warn: call.out });
  // What the container has to say stands where the answer would.
  call.out(result.stderr);
  if (result.code !== 0) throw exitFailure(result.code);
  const entries = unpackTar(result.stdout);
  if (entries === undefined) throw textFailure('unexpected EOF');
  const prefix = withoutShortcuts(cleanPath(from.path.replace(/^[/\\]+/, '')));
  for (const entry of entries) unpackOne(call, from, cleanPath(to), prefix, entry);
}

function unpackOne(call: Call, from: RemoteSpec, to: string, prefix: string, entry: TarEntry): void {
  const { files } = call.session;
  if (!entry.name.startsWith(prefix)) throw textFailure('tar contents corrupted');
  const path = joinPath(to, entry.name.slice(prefix.length));
  if (entry.kind === 'symlink') {
    const [source, target] = [path, entry.text].map((text) => JSON.stringify(text));
    const { namespace = '', pod } = from;
    const hint = ` (consider using "kubectl exec -n ${JSON.stringify(namespace)} ${JSON.stringify(pod)} -- tar cf - ${JSON.stringify(from.path)} | tar xf -")`;
    call.err(`warning: skipping symlink: ${source} -> ${target}${hint}\n`);
    return;
  }
  if (entry.kind === 'directory') return;
  if (isFolder(files, path)) throw textFailure(`open ${path}: is a directory`);
  files.set(path, entry.text);
}

const hasFile = (files: ReadonlyMap<string, string>, path: string): boolean => files.has(cleanPath(path));

function isFolder(files: ReadonlyMap<string, string>, path: string): boolean {
  const clean = cleanPath(path);
  return clean === '.' || [...files.keys()].some((name) => name.startsWith(`${clean}/`));
}

// A folder's own name is none of the entries: those of its files make it.
function localEntries(
  files: ReadonlyMap<string, string>,
  from: string,
  name: string,
  nowEpochMs: number,
): TarEntry[] {
  const entry = (path: string, text: string): TarEntry => ({
    ...{ name: path, kind: 'file', text, mode: 0o644, mtimeMs: nowEpochMs },
  });
  const text = files.get(from);
  if (text !== undefined) return [entry(name, text)];
  const folder = from === '.' ? '' : `${from}/`;
  return [...files]
    .filter(([path]) => path.startsWith(folder))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, content]) => entry(`${name}/${path.slice(folder.length)}`, content));
}
