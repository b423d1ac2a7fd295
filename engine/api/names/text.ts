// The wordings that upstream's syntax checks share.
//
// Source: kubernetes apimachinery v0.36.0 pkg/util/validation/validation.go, RegexError, MaxLenError, EmptyError,
// InclusiveRangeError (unchanged since v0.13.0).

/** What is said of a text that does not match; two spaces before each further example, as upstream prints them. */
export function regexError(message: string, regex: string, ...examples: readonly string[]): string {
  if (examples.length === 0) return `${message} (regex used for validation is '${regex}')`;
  const shown = examples.map((example) => `'${example}', `).join(' or ');
  return `${message} (e.g. ${shown}regex used for validation is '${regex}')`;
}

export function maxLengthError(maxLength: number): string {
  return `must be no more than ${maxLength} characters`;
}

export const EMPTY_ERROR = 'must be non-empty';

export function inclusiveRangeError(low: number, high: number): string {
  return `must be between ${low} and ${high}, inclusive`;
}

/** The length that Go's `len` gives: bytes of UTF-8. A lone surrogate counts as the three bytes of U+FFFD. */
export function byteLength(text: string): number {
  let bytes = 0;
  for (const rune of text) {
    const code = rune.codePointAt(0)!;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
