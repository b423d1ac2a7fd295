// Collects the pieces of a word and cuts them into fields: quoted text stays whole, the rest splits at IFS.
//
// Beside each field's text runs its pattern, in which quoted characters are escaped: only what was written or expanded
// outside quotes is a glob. Source: POSIX.1-2017, Shell Command Language 2.6.5 Field Splitting.

import { escapePattern } from './pattern.ts';

export interface Field {
  readonly text: string;
  readonly pattern: string;
  /** Holds an active `*`, `?` or `[`. */
  readonly isGlob: boolean;
}

const WHITE = ' \t\n';

export class Fields {
  readonly list: Field[] = [];
  readonly #ifs: string;
  readonly #splits: boolean;
  #open = false;
  #text = '';
  #pattern = '';
  #isGlob = false;
  /** The last field was closed by white space, which a following other separator joins. */
  #closedByWhite = false;

  /** @param splits false where the word is one field whatever happens: assignments, `case`, here-documents */
  constructor(ifs: string, splits: boolean) {
    this.#ifs = ifs;
    this.#splits = splits;
  }

  /** Text that is taken as it is. An empty text still makes a field. */
  quoted(text: string): void {
    this.#open = true;
    this.#text += text;
    this.#pattern += escapePattern(text);
  }

  /** Written, unquoted glob characters. */
  glob(text: string): void {
    this.#open = true;
    this.#text += text;
    this.#pattern += text;
    this.#isGlob = true;
  }

  /** The value of an unquoted expansion. */
  expansion(text: string): void {
    if (!this.#splits || this.#ifs === '') {
      if (text !== '') this.#unquoted(text);
      return;
    }
    let from = 0;
    for (let i = 0; i < text.length; i++) {
      const ch = text.charAt(i);
      if (!this.#ifs.includes(ch)) continue;
      if (i > from) this.#unquoted(text.slice(from, i));
      from = i + 1;
      this.#separator(WHITE.includes(ch));
    }
    if (from < text.length) this.#unquoted(text.slice(from));
  }

  #unquoted(text: string): void {
    this.#open = true;
    this.#closedByWhite = false;
    this.#text += text;
    this.#pattern += text.replace(/\\/g, '\\\\');
    if (/[*?[]/.test(text)) this.#isGlob = true;
  }

  #separator(white: boolean): void {
    if (this.#open) {
      this.end();
      this.#closedByWhite = white;
    } else if (!white) {
      if (this.#closedByWhite) this.#closedByWhite = false;
      else this.list.push({ text: '', pattern: '', isGlob: false });
    }
  }

  /** Ends the current field, if there is one: between the parameters of `$@`, and at the end of a word. */
  end(): void {
    if (!this.#open) return;
    this.list.push({ text: this.#text, pattern: this.#pattern, isGlob: this.#isGlob });
    this.#open = false;
    this.#text = '';
    this.#pattern = '';
    this.#isGlob = false;
  }
}
