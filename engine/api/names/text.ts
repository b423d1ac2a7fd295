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
  let bytes = text.length;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code < 0x80) continue;
    if (code < 0x800) bytes += 1;
    else bytes += 2;
    // A pair is two units of text and four bytes.
    if (isHighSurrogate(code) && isLowSurrogate(text.charCodeAt(i + 1))) i += 1;
  }
  return bytes;
}

const isHighSurrogate = (code: number): boolean => code >= 0xd800 && code < 0xdc00;
const isLowSurrogate = (code: number): boolean => code >= 0xdc00 && code < 0xe000;
