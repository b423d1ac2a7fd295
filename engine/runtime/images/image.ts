// What is known of an image: what it starts, which programs it brings, what it lacks.

import type { Behaviour } from '../behaviour/behaviour.ts';
import type { Program } from '../programs/program.ts';

/** Which common programs an image has. `none`: not even a shell. */
export type Userland = 'busybox' | 'alpine' | 'debian' | 'full' | 'none';

/** A server whose command line means something: code around a behaviour that words may change. */
export interface ServerProgram {
  readonly behaviour: Behaviour;
  readonly make: (behaviour: Behaviour) => Program;
}

export interface ImageEntry {
  /** Last parts of repository names, without registry and tag: `nginx`, `nginx-slim`. */
  readonly names: readonly string[];
  readonly userland: Userland;
  /** As in the image's configuration; `command` of a container replaces both, `args` the second. */
  readonly entrypoint?: readonly string[];
  readonly cmd?: readonly string[];
  /** USER of the image's configuration, without group: a name or a number. Default: root. */
  readonly user?: string;
  /** Programs besides the userland's, by name without folder: a behaviour, or code. */
  readonly programs?: Readonly<Record<string, Behaviour | Program | ServerProgram>>;
  /** Path to text. */
  readonly files?: Readonly<Record<string, string>>;
}

/** `docker.io/library/nginx:1.19@sha256:…` without registry, folders, tag and digest. */
export function imageBaseName(image: string): string {
  const path = image.split('@')[0]!;
  const last = path.slice(path.lastIndexOf('/') + 1);
  return last.split(':')[0]!;
}

// Programs that the userland's usual images do not have; scripts that miss them get "not found", as they really do.
const LACKS: Readonly<Record<Userland, ReadonlySet<string>>> = {
  busybox: new Set(['bash', 'dash', 'ksh', 'curl', 'perl', 'bc', 'ncat']),
  alpine: new Set(['bash', 'dash', 'ksh', 'curl', 'perl', 'bc', 'ncat']),
  debian: new Set([
    'ash',
    'ksh',
    'curl',
    'wget',
    'nc',
    'ncat',
    'ping',
    'nslookup',
    'bc',
    'ps',
    'pgrep',
    'pkill',
    'killall',
    'usleep',
  ]),
  full: new Set(),
  none: new Set(),
};

/** Whether images of this userland have one of the common programs. */
export function hasProgram(userland: Userland, name: string): boolean {
  return userland !== 'none' && !LACKS[userland].has(name);
}

/** `36` for `docker.io/library/busybox:1.36.1`. */
export function busyboxMinorOf(image: string): number | undefined {
  const minor = /(?:^|\/)busybox:1\.(\d+)/.exec(image)?.[1];
  return minor === undefined ? undefined : Number(minor);
}
