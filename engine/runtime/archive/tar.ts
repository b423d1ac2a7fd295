// Files as one text and back: the ustar format, in blocks of 512.
//
// It knows no file system: `tar` in containers and `kubectl cp` bring the files. Differs: a text is measured in characters,
// as everything here is text. Source: POSIX.1-1988, pax, ustar Interchange Format. Left out: names of more than 100
// characters are cut between prefix and name as ustar has it, and longer ones than that refused.

export interface TarEntry {
  /** Relative: `etc/hosts`; a directory's without slash at the end. */
  readonly name: string;
  readonly kind: 'file' | 'directory' | 'symlink';
  /** What a file holds, or where a symlink leads. */
  readonly text: string;
  readonly mode: number;
  /** Milliseconds since the Unix epoch. */
  readonly mtimeMs: number;
}

const BLOCK = 512;
const NAME_MAX = 100;
const PREFIX_MAX = 155;
const TYPES = { file: '0', symlink: '2', directory: '5' } as const;
const KINDS: Readonly<Record<string, TarEntry['kind']>> = {
  '0': 'file',
  '\0': 'file',
  '2': 'symlink',
  '5': 'directory',
};

/** @throws RangeError  for a name that no header holds */
export function packTar(entries: readonly TarEntry[]): string {
  const blocks = entries.map((entry) => `${header(entry)}${entry.kind === 'file' ? padded(entry.text) : ''}`);
  return `${blocks.join('')}${'\0'.repeat(2 * BLOCK)}`;
}

/** Undefined for a text that is no archive; what is cut off is left out. */
export function unpackTar(text: string): TarEntry[] | undefined {
  const entries: TarEntry[] = [];
  for (let at = 0; at + BLOCK <= text.length; ) {
    const block = text.slice(at, at + BLOCK);
    if (/^\0*$/.test(block)) return entries;
    const kind = KINDS[block[156]!];
    if (kind === undefined || octal(block, 148, 8) !== checksum(block)) return undefined;
    const size = kind === 'file' ? octal(block, 124, 12) : 0;
    const start = at + BLOCK;
    const prefix = field(block, 345, PREFIX_MAX);
    const name = `${prefix === '' ? '' : `${prefix}/`}${field(block, 0, NAME_MAX)}`;
    entries.push({
      name: kind === 'directory' ? name.replace(/\/$/, '') : name,
      kind,
      text: kind === 'symlink' ? field(block, 157, NAME_MAX) : text.slice(start, start + size),
      mode: octal(block, 100, 8),
      mtimeMs: octal(block, 136, 12) * 1000,
    });
    at = start + Math.ceil(size / BLOCK) * BLOCK;
  }
  return entries.length === 0 && text !== '' ? undefined : entries;
}

function header({ name: given, kind, text, mode, mtimeMs }: TarEntry): string {
  const [prefix, name] = split(kind === 'directory' ? `${given}/` : given);
  const size = kind === 'file' ? text.length : 0;
  const target = kind === 'symlink' ? text : '';
  const fields = (sum: string): string =>
    fixed(name, NAME_MAX) +
    `${number(mode, 7)}\0${number(0, 7)}\0${number(0, 7)}\0` +
    `${number(size, 11)}\0${number(Math.floor(mtimeMs / 1000), 11)}\0` +
    `${sum}${TYPES[kind]}${fixed(target, NAME_MAX)}ustar\0` +
    `00${fixed('root', 32)}${fixed('root', 32)}${number(0, 7)}\0${number(0, 7)}\0${fixed(prefix, PREFIX_MAX)}`;
  const unsigned = fixed(fields(' '.repeat(8)), BLOCK);
  return fixed(fields(`${number(checksum(unsigned), 6)}\0 `), BLOCK);
}

function split(name: string): readonly [prefix: string, name: string] {
  if (name.length <= NAME_MAX) return ['', name];
  const at = name.lastIndexOf('/', PREFIX_MAX);
  if (at <= 0 || name.length - at - 1 > NAME_MAX) throw new RangeError(`${name}: file name is too long`);
  return [name.slice(0, at), name.slice(at + 1)];
}

// The sum of all characters, those of the sum itself taken for blanks.
function checksum(block: string): number {
  let sum = 0;
  for (let i = 0; i < BLOCK; i++) sum += i >= 148 && i < 156 ? 32 : block.charCodeAt(i);
  return sum % 0o1000000;
}

const number = (value: number, digits: number): string => value.toString(8).padStart(digits, '0');
const fixed = (text: string, length: number): string => text.slice(0, length).padEnd(length, '\0');
const padded = (text: string): string => fixed(text, Math.ceil(text.length / BLOCK) * BLOCK);
const field = (block: string, at: number, length: number): string =>
  block.slice(at, at + length).split('\0')[0]!;
const octal = (block: string, at: number, length: number): number =>
  Number.parseInt(field(block, at, length).trim() || '0', 8);
