// JSON data as YAML, the way kubectl writes it: sorted keys, two blanks, list items at the level of their key.
//
// Source: sigs.k8s.io/yaml v1.4.0 goyaml.v2 encode.go (stringv), resolve.go, sorter.go, emitterc.go (plain, single and
// double quoted, literal style, folding beyond 80 columns), as used by cli-runtime v0.32 pkg/printers/yaml.go.

type Json = Readonly<Record<string, unknown>>;

/** The whole document; ends in a newline. */
export function toYaml(value: unknown): string {
  if (isEmptyOrScalar(value)) return `${inline(value, 0, 0)}\n`;
  return block(value, 0);
}

const isMap = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isEmptyOrScalar = (value: unknown): boolean => {
  if (Array.isArray(value)) return value.length === 0;
  return !isMap(value) || keysOf(value).length === 0;
};
const keysOf = (map: Json): string[] =>
  Object.keys(map)
    .filter((key) => map[key] !== undefined)
    .sort(compareKeys);

function block(value: unknown, indent: number): string {
  const pad = ' '.repeat(indent);
  if (Array.isArray(value)) return value.map((item) => listItem(item, indent)).join('');
  const map = value as Json;
  return keysOf(map)
    .map((key) => pad + entry(key, map[key], indent))
    .join('');
}

// A list stands at its key's own indentation.
function entry(key: string, value: unknown, indent: number): string {
  const name = scalarText(key, { indent, column: indent, isKey: true });
  if (isEmptyOrScalar(value)) return `${name}: ${inline(value, indent, indent + name.length + 2)}\n`;
  return `${name}:\n${block(value, Array.isArray(value) ? indent : indent + 2)}`;
}

function listItem(item: unknown, indent: number): string {
  const pad = ' '.repeat(indent);
  if (isEmptyOrScalar(item)) return `${pad}- ${inline(item, indent, indent + 2)}\n`;
  return `${pad}- ${block(item, indent + 2).slice(indent + 2)}`;
}

function inline(value: unknown, indent: number, column: number): string {
  if (Array.isArray(value)) return '[]';
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'object') return '{}';
  if (typeof value === 'string') return scalarText(value, { indent, column, isKey: false });
  return typeof value === 'number' ? numberText(value) : String(value);
}

// Source: encode.go, floatv: shortest form, exponents as Go writes them.
function numberText(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return String(value);
  return String(value).replace(/e([+-])(\d)$/, 'e$10$2');
}

interface Where {
  readonly indent: number;
  readonly column: number;
  readonly isKey: boolean;
}

function scalarText(text: string, where: Where): string {
  if (looksOtherwise(text)) return doubleQuoted(text, where);
  if (text.includes('\n') && !where.isKey && isLiteralAllowed(text)) return literal(text, where.indent);
  if (isPlainAllowed(text)) return folded(text, where, (part) => part);
  if (isSingleAllowed(text))
    return `'${folded(text, { ...where, column: where.column + 1 }, (part) => part.replace(/'/g, "''"))}'`;
  return doubleQuoted(text, where);
}

// Texts that would be read back as something else than text.
const OTHERWISE: readonly RegExp[] = [
  /^(?:y|Y|yes|Yes|YES|on|On|ON|true|True|TRUE|n|N|no|No|NO|off|Off|OFF|false|False|FALSE)$/,
  /^(?:|~|null|Null|NULL|<<)$/,
  /^[-+]?(?:0b[01_]+|0o?[0-7_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*)$/,
  /^[-+]?(?:\.[0-9]+|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9]+)?$/,
  /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/,
  /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(?:\.[0-9]*)?(?:Z|[-+][0-9]{1,2}(?::?[0-9]{2})?)?)?$/,
  /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/,
];

const looksOtherwise = (text: string): boolean => OTHERWISE.some((pattern) => pattern.test(text));

// Tabs and what lies beyond 16 bits count as unprintable. Source: yamlprivateh.go, is_printable.
const UNPRINTABLE = /[^\n\x20-\x7e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/u;
const isLiteralAllowed = (text: string): boolean => !UNPRINTABLE.test(text) && !/ (?:\n|$)/.test(text);

function isPlainAllowed(text: string): boolean {
  if (text === '' || UNPRINTABLE.test(text) || /[\n\u2028\u2029]/.test(text)) return false;
  if (/^[ ]|[ ]$/.test(text) || text.startsWith('---') || text.startsWith('...')) return false;
  if (/^[#,[\]{}&*!|>'"%@`]/.test(text) || /^[-?:](?:[ \t]|$)/.test(text)) return false;
  return !/:(?:[ \t]|$)/.test(text) && !/[ \t]#/.test(text);
}

const isSingleAllowed = (text: string): boolean =>
  !UNPRINTABLE.test(text) && !/[\n\u2028\u2029]/.test(text) && !/^ | $/.test(text);

const WIDTH_BEST = 80;

// A long text goes on in the next line at a single blank beyond the best width. Source: emitterc.go,
// yaml_emitter_write_plain_scalar, yaml_emitter_write_single_quoted.
function folded(text: string, { indent, column, isKey }: Where, quote: (part: string) => string): string {
  if (isKey) return quote(text);
  let out = '';
  let at = column;
  const chars = [...text];
  for (let i = 0; i < chars.length; i += 1) {
    const char = chars[i]!;
    const isLoneBlank =
      char === ' ' && chars[i - 1] !== ' ' && chars[i + 1] !== ' ' && i > 0 && i < chars.length - 1;
    if (isLoneBlank && at > WIDTH_BEST) {
      out += `\n${' '.repeat(indent + 2)}`;
      at = indent + 2;
      continue;
    }
    const written = quote(char);
    out += written;
    at += written.length;
  }
  return out;
}

function literal(text: string, indent: number): string {
  const trailing = /\n*$/.exec(text)![0].length;
  const chomp = trailing === 0 ? '-' : trailing > 1 || text === '\n' ? '+' : '';
  const hint = /^[ \n]/.test(text) ? '2' : '';
  const pad = ' '.repeat(indent + 2);
  const body = trailing === 0 ? text : text.slice(0, -1);
  return `|${hint}${chomp}\n${body
    .split('\n')
    .map((line) => (line === '' ? '' : pad + line))
    .join('\n')}`;
}

const SHORT: Readonly<Record<string, string>> = {
  '\0': '\\0',
  '\u0007': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '\u001b': '\\e',
  '"': '\\"',
  '\\': '\\\\',
  '\u0085': '\\N',
  '\u00a0': '\\_',
  '\u2028': '\\L',
  '\u2029': '\\P',
};

// Goes on in the next line as the other styles do; a blank there would be lost, so it is escaped.
function doubleQuoted(text: string, { indent, column, isKey }: Where): string {
  const chars = [...text];
  let out = '"';
  let at = column + 1;
  for (let i = 0; i < chars.length; i += 1) {
    const isFold =
      !isKey && chars[i] === ' ' && chars[i - 1] !== ' ' && i > 0 && i < chars.length - 1 && at > WIDTH_BEST;
    const written = isFold ? (chars[i + 1] === ' ' ? '\\' : '') : escaped(chars[i]!);
    out += isFold ? `\n${' '.repeat(indent + 2)}${written}` : written;
    at = isFold ? indent + 2 + written.length : at + written.length;
  }
  return `${out}"`;
}

function escaped(char: string): string {
  const short = SHORT[char];
  if (short !== undefined) return short;
  if (!UNPRINTABLE.test(char)) return char;
  const code = char.codePointAt(0)!;
  if (code <= 0xff) return `\\x${hex(code, 2)}`;
  return code <= 0xffff ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
}

const hex = (code: number, digits: number): string => code.toString(16).toUpperCase().padStart(digits, '0');

// Letters come after other signs, numbers by value. Source: sorter.go, keyList.Less.
function compareKeys(a: string, b: string): number {
  const left = [...a];
  const right = [...b];
  for (let i = 0; i < left.length && i < right.length; i += 1) {
    const x = left[i]!;
    const y = right[i]!;
    if (x === y) continue;
    if (isLetter(x) && isLetter(y)) return x < y ? -1 : 1;
    if (isLetter(x) || isLetter(y)) return compareAroundLetter(left, right, i);
    const byNumber = numberAt(left, i) - numberAt(right, i);
    if (isDigit(x) && isDigit(y) && byNumber !== 0) return byNumber;
    return x < y ? -1 : 1;
  }
  return left.length - right.length;
}

function compareAroundLetter(left: readonly string[], right: readonly string[], i: number): number {
  const isAfterDigits = i > 0 && isDigit(left[i - 1]!);
  if (isAfterDigits && isDigit(left[i]!) !== isDigit(right[i]!)) return isDigit(left[i]!) ? 1 : -1;
  return isLetter(right[i]!) ? -1 : 1;
}

const isLetter = (char: string): boolean => /\p{L}/u.test(char);
const isDigit = (char: string): boolean => /\p{Nd}/u.test(char);

function numberAt(chars: readonly string[], at: number): number {
  let number = 0;
  for (let i = at; i < chars.length && isDigit(chars[i]!); i += 1) number = number * 10 + Number(chars[i]);
  return number;
}
