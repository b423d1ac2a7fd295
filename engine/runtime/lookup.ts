// Which program a word names in one container: its files, the common programs its image has, the image's own.

import { type Behaviour, type ListenPort, overlay } from './behaviour/behaviour.ts';
import { serverProgram } from './behaviour/server.ts';
import type { FileSystem } from './filesystem/filesystem.ts';
import { baseName, resolvePath } from './filesystem/paths.ts';
import { WRAPPERS } from './images/catalogue.ts';
import { hasProgram, type ImageEntry } from './images/image.ts';
import { PROGRAMS } from './programs/index.ts';
import { Invocation, type Lookup, type Program } from './programs/program.ts';

const PROGRAM_FOLDERS = /^\/(?:usr\/(?:local\/)?)?s?bin\/[^/]+$/;

/** Runs its arguments: an image's entry point that prepares and then hands over. */
const WRAPPER: Program = {
  ownProcess: true,
  run: (call) => {
    if (call.args.length === 0) return 0;
    call.process.command = call.args.join(' ');
    return call.machine.runWords(new Invocation({ ...call.parts(), process: call.process, argv: call.args }));
  },
};

/** @param word as written; with a slash it is a path */
export function lookUpProgram(
  word: string,
  where: {
    readonly cwd: string;
    readonly files: FileSystem;
    readonly image: ImageEntry | undefined;
    readonly declared: ReadonlyMap<string, Program>;
    readonly ports: readonly ListenPort[];
    /** Said of the container: put over what the image's own servers do. */
    readonly words: Behaviour | undefined;
  },
): Lookup {
  const path = word.includes('/') ? resolvePath(where.cwd, word) : undefined;
  if (path !== undefined) {
    const file = where.files.mayHoldFile(path) ? where.files.stat(path) : undefined;
    if (file?.kind === 'directory') return { kind: 'forbidden' };
    if (file?.kind === 'file') {
      if ((file.mode & 0o111) === 0) return { kind: 'forbidden' };
      return { kind: 'script', path, text: file.text };
    }
  }
  const name = baseName(word);
  const declared = where.declared.get(name) ?? imageProgram(where.image, name, where);
  if (declared !== undefined) return { kind: 'program', program: declared };
  if (path === undefined || PROGRAM_FOLDERS.test(path)) {
    const program = PROGRAMS.get(name);
    if (program !== undefined) {
      const has = where.image === undefined || hasProgram(where.image.userland, name);
      return has ? { kind: 'program', program } : { kind: 'missing' };
    }
    if (where.image !== undefined && WRAPPERS.has(name)) return { kind: 'program', program: WRAPPER };
  }
  if (where.image?.entrypoint?.some((part) => baseName(part) === name && WRAPPERS.has(name)) === true) {
    return { kind: 'program', program: WRAPPER };
  }
  // Folders that start empty or are mounted hold what was put there and nothing else.
  if (path !== undefined && (where.files.isMounted(path) || /^\/(tmp|dev|run)\//.test(path)))
    return { kind: 'missing' };
  return { kind: 'unknown' };
}

function imageProgram(
  image: ImageEntry | undefined,
  name: string,
  where: { readonly ports: readonly ListenPort[]; readonly words: Behaviour | undefined },
): Program | undefined {
  const known = Object.hasOwn(image?.programs ?? {}, name) ? image?.programs?.[name] : undefined;
  if (known === undefined || 'run' in known) return known;
  if ('make' in known) return known.make(overlay(known.behaviour, where.words ?? {}));
  return serverProgram(overlay(known, where.words ?? {}), where.ports);
}
