// Words to text: tilde, parameters, command substitution, arithmetic, field splitting, globbing, quote removal.
// Source of the order: POSIX.1-2017, Shell Command Language 2.6 Word Expansions.

import type { CommandExpansionPart, DoubleQuotedChild, Word, WordPart } from 'unbash';
import { EFFECT } from '../process/effects.ts';
import type { Task } from '../process/task.ts';
import { evaluate } from './arithmetic.ts';
import { braceWords } from './braces.ts';
import { Fields } from './fields.ts';
import { addParameter, addSpecial } from './parameter.ts';
import { globPaths } from './pattern.ts';
import { captureOutput } from './run.ts';
import type { Shell } from './shell.ts';

const DEFAULT_IFS = ' \t\n';

/** The fields of a list of words, globs replaced by the paths they match. */
export function* expandWords(shell: Shell, words: readonly Word[]): Task<string[]> {
  const texts: string[] = [];
  for (const word of words) {
    if (word.parts === undefined) {
      texts.push(plainText(shell, word));
      continue;
    }
    for (const one of shell.isBash ? braceWords(shell, word) : [word]) {
      const fields = newFields(shell, true);
      yield* addWord(shell, fields, one, false);
      fields.end();
      for (const field of fields.list) {
        const paths = field.isGlob && !shell.options.has('f') ? glob(shell, field.pattern) : [];
        if (paths.length > 0) texts.push(...paths);
        else texts.push(field.text);
      }
    }
  }
  return texts;
}

/** One text, never split and never a glob: assignments, redirections, `case` words. */
export function* expandText(shell: Shell, word: Word): Task<string> {
  if (word.parts === undefined) return plainText(shell, word);
  const fields = newFields(shell, false);
  yield* addWord(shell, fields, word, false);
  fields.end();
  return fields.list.map((field) => field.text).join(' ');
}

/** A pattern in which quoted characters are plain. */
export function* expandPattern(shell: Shell, word: Word): Task<string> {
  const fields = newFields(shell, false);
  if (word.parts === undefined) fields.quoted(plainText(shell, word));
  else yield* addWord(shell, fields, word, false);
  fields.end();
  return fields.list.map((field) => field.pattern).join(' ');
}

/** A here-document's body: expansions as inside double quotes. */
export function* expandBody(shell: Shell, parts: readonly WordPart[]): Task<string> {
  const fields = newFields(shell, false);
  yield* addParts(shell, fields, parts, true);
  fields.end();
  return fields.list.map((field) => field.text).join(' ');
}

/** Adds a word to fields; `quoted` where it stands inside double quotes. */
export function* addWord(shell: Shell, fields: Fields, word: Word, quoted: boolean): Task<void> {
  if (word.parts === undefined) {
    if (word.value !== '' || word.text !== '' || quoted) fields.quoted(plainText(shell, word));
    return;
  }
  yield* addParts(shell, fields, word.parts, quoted);
}

function* addParts(shell: Shell, fields: Fields, parts: readonly WordPart[], quoted: boolean): Task<void> {
  for (const [i, part] of parts.entries()) {
    switch (part.type) {
      case 'Literal':
        fields.quoted(
          i === 0 && !quoted && part.text.startsWith('~') ? tilde(shell, part.value) : part.value,
        );
        break;
      case 'SingleQuoted':
      case 'AnsiCQuoted':
        fields.quoted(part.value);
        break;
      case 'DoubleQuoted':
      case 'LocaleString':
        // Quotes make a field even if it stays empty, save for "$@" without parameters.
        if (!isAllParameters(part.parts) || shell.positional.length > 0) fields.quoted('');
        yield* addParts(shell, fields, part.parts, true);
        break;
      case 'Glob':
        if (quoted) fields.quoted(part.text);
        else if (part.kind === 'bracket') {
          // What stands between the brackets may hold quotes and expansions.
          fields.glob('[');
          for (const inner of part.parts) {
            // `[:upper:]` among them keeps its meaning; what a backslash or quotes protect does not.
            if (inner.type === 'Literal' && inner.text === inner.value) fields.glob(inner.value);
            else yield* addParts(shell, fields, [inner], false);
          }
          fields.glob(']');
        } else fields.glob(part.text);
        break;
      case 'SimpleExpansion':
        addSpecial(shell, fields, part.text.slice(1), quoted);
        break;
      case 'ParameterExpansion':
        yield* addParameter(shell, fields, part, quoted);
        break;
      case 'CommandExpansion':
        addValue(fields, yield* commandOutput(shell, part), quoted);
        break;
      case 'ArithmeticExpansion': {
        if (part.expression === undefined) {
          if (/^\$\(\(\s*\)\)$/.test(part.text)) {
            addValue(fields, '0', quoted);
            break;
          }
          shell.problem(part.text, 'this arithmetic expression is not understood');
        }
        addValue(fields, String(yield* evaluate(shell, part.expression)), quoted);
        break;
      }
      case 'BraceExpansion':
        // A POSIX shell has none; bash has taken them apart before.
        fields.quoted(part.text);
        break;
      case 'ProcessSubstitution':
      case 'ExtendedGlob':
        shell.problem(part.text, `${part.type} is not modelled`);
    }
  }
}

function isAllParameters(parts: readonly DoubleQuotedChild[]): boolean {
  const only = parts.length === 1 ? parts[0] : undefined;
  return only !== undefined && (only.text === '$@' || only.text === '${@}');
}

function addValue(fields: Fields, value: string, quoted: boolean): void {
  if (quoted) fields.quoted(value);
  else fields.expansion(value);
}

function* commandOutput(shell: Shell, part: CommandExpansionPart): Task<string> {
  if (part.script === undefined) shell.problem(part.text, 'this command substitution is not understood');
  return (yield* captureOutput(shell, part.script)).replace(/\n+$/, '');
}

function plainText(shell: Shell, word: Word): string {
  return word.text.charCodeAt(0) === 126 ? tilde(shell, word.value) : word.value; // ~
}

function tilde(shell: Shell, text: string): string {
  if (text !== '~' && !text.startsWith('~/')) return text;
  // bash asks for the user's entry; others leave it as it is.
  const home = shell.get('HOME') ?? (shell.isBash ? '/root' : undefined);
  return home === undefined ? text : home + text.slice(1);
}

function newFields(shell: Shell, splits: boolean): Fields {
  return new Fields(shell.get('IFS') ?? DEFAULT_IFS, splits);
}

function glob(shell: Shell, pattern: string): string[] {
  shell.process.effects.add(EFFECT.readFiles);
  return globPaths(shell.machine.files, shell.cwd, pattern);
}
