// Go's quoted texts, read; and how Go names a character in an error.
//
// Source: client-go v0.32 util/jsonpath/parser.go, UnquoteExtend; Go src/strconv/quote.go, UnquoteChar; fmt's %#U.

const SHORT: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};

// The escapes in the order they are tried: a short one or a quote, hexadecimal of fixed length, three octal digits.
const ESCAPE = /^\\(?:([abfnrtv\\'"])|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3}))/;

function unescaped(match: RegExpExecArray, quote: string): string | undefined {
  const [, short, ...codes] = match;
  // A quote may be escaped only in quotes of its own sort.
  if (short === "'" || short === '"') return short === quote ? short : undefined;
  if (short !== undefined) return SHORT[short];
  const [hex2, hex4, hex8, octal] = codes;
  const code = octal === undefined ? Number.parseInt((hex2 ?? hex4 ?? hex8)!, 16) : Number.parseInt(octal, 8);
  const isBad = code > 0x10ffff || (code >= 0xd800 && code < 0xe000) || (octal !== undefined && code > 255);
  return isBad ? undefined : String.fromCodePoint(code);
}

/** The text between single or double quotes; undefined where Go says "invalid syntax". */
export function unquote(quoted: string): string | undefined {
  const quote = quoted[0]!;
  if (quoted.length < 2 || !quoted.endsWith(quote)) return undefined;
  let rest = quoted.slice(1, -1);
  let text = '';
  while (rest !== '') {
    const plain = rest.search(/[\\'"]/);
    if (plain < 0) return text + rest;
    text += rest.slice(0, plain);
    rest = rest.slice(plain);
    if (rest[0] === quote) return undefined;
    const match = rest[0] === '\\' ? ESCAPE.exec(rest) : null;
    const char = rest[0] === '\\' ? match && unescaped(match, quote) : rest[0];
    if (char === null || char === undefined) return undefined;
    text += char;
    rest = rest.slice(match === null ? 1 : match[0].length);
  }
  return text;
}

/** `U+0021 '!'`. */
export function describeRune(rune: string): string {
  const code = rune.codePointAt(0)!;
  const number = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  return /^[\p{C}\p{Z}]$/u.test(rune) && rune !== ' ' ? number : `${number} '${rune}'`;
}
