// Texts broken into lines at blanks; breaks that they have already stay.
//
// Source: github.com/mitchellh/go-wordwrap v1.0.1 wordwrap.go, WrapString: a word that does not fit goes to the next line
// and the blanks before it go; a word longer than a line is left whole. A no-break space is part of a word.

const BLANK = /^(?!\u00a0)\s$/u;

/** @param limit  of characters in a line */
export function wordWrap(text: string, limit: number): string {
  let out = '';
  let column = 0;
  let blanks = '';
  let word = '';
  const flush = (): void => {
    out += blanks + word;
    column += length(blanks) + length(word);
    blanks = '';
    word = '';
  };
  for (const char of text) {
    if (char === '\n') {
      if (word === '' && column + length(blanks) > limit) blanks = '';
      flush();
      out += '\n';
      column = 0;
    } else if (BLANK.test(char)) {
      if (word !== '') flush();
      blanks += char;
    } else {
      word += char;
      if (column + length(blanks) + length(word) > limit && length(word) < limit) {
        out += '\n';
        column = 0;
        blanks = '';
      }
    }
  }
  if (word === '' && column + length(blanks) > limit) return out;
  return out + blanks + word;
}

const length = (text: string): number => [...text].length;

/** Blanks before every line, empty ones too. */
export const indented = (amount: number, text: string): string => {
  const pad = ' '.repeat(amount);
  return pad + text.replaceAll('\n', `\n${pad}`);
};
