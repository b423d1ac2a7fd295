// What a YAML error means to the writer: in plain words, with what to try, and as kubectl words it.
//
// The parser's reasons are js-yaml's; kubectl's are go-yaml's. They are matched where both can be told from reason and
// place; any other is shown as the parser gives it, and kubectl's text then has the parser's words.
// Source of kubectl's texts: sigs.k8s.io/yaml v1.4.0 goyaml.v2/{scannerc,parserc,decode}.go, observed with kubectl v1.32.

export interface YamlFailure {
  /** js-yaml's reason. */
  readonly reason: string;
  /** The document's text. */
  readonly text: string;
  /** Where the parser stopped. */
  readonly offset: number;
}

export interface YamlExplanation {
  readonly message: string;
  readonly hint: string;
  /** Where the mistake is, which may be before the place where the parser stopped. */
  readonly offset: number;
  /** After `error converting YAML to JSON: `. */
  readonly goYaml: string;
}

/** Go's scanner counts the line it is on, its parser the line before; the first line is not named. */
const lineNumber = (failure: YamlFailure): number => failure.text.slice(0, failure.offset).split('\n').length;
const scanner = (failure: YamlFailure, text: string): string => withLine(lineNumber(failure), text);
const parser = (failure: YamlFailure, text: string): string => withLine(lineNumber(failure) - 1, text);
const withLine = (line: number, text: string): string =>
  `yaml: ${line > (text.startsWith('did not') ? 0 : 1) ? `line ${line}: ` : ''}${text}`;

interface Rule {
  readonly when: (failure: YamlFailure, char: string) => boolean;
  readonly message: string;
  readonly hint: string;
  readonly goYaml: (failure: YamlFailure) => string;
  /** Default: where the parser stopped. */
  readonly offset?: (failure: YamlFailure) => number;
}

const CANNOT_START = 'found character that cannot start any token';
const NO_KEY = 'did not find expected key';
const reasonHas =
  (part: string) =>
  ({ reason }: YamlFailure): boolean =>
    reason.includes(part);

const TEMPLATE = /\{\{/;

// The last line with text before the failure: where a key without colon stands.
function previousLine({ text, offset }: YamlFailure): number {
  const before = text.slice(0, text.lastIndexOf('\n', offset - 1)).trimEnd();
  const start = before.lastIndexOf('\n') + 1;
  return start + (/^ */.exec(before.slice(start))?.[0].length ?? 0);
}

const RULES: readonly Rule[] = [
  {
    when: ({ reason, text }) => reason.includes('complex keys') && TEMPLATE.test(text),
    message: 'this is a template, not a manifest: "{{" is left in it',
    hint: 'render it first (helm template, for instance) and read the result',
    goYaml: ({ text }) =>
      `yaml: invalid map key: map[interface {}]interface {}{"${/\{\{\s*(.*?)\s*\}\}/.exec(text)?.[1] ?? ''}":interface {}(nil)}`,
    offset: ({ text }) => text.search(TEMPLATE),
  },
  {
    when: reasonHas('complex keys'),
    message: 'a mapping or a list stands where a key should be',
    hint: 'use text as the key; quote it if it begins with { or [',
    goYaml: () => 'yaml: invalid map key',
  },
  {
    when: reasonHas('tab characters'),
    message: 'a tab is used for indentation',
    hint: 'indent with spaces',
    goYaml: (failure) => scanner(failure, CANNOT_START),
  },
  {
    when: ({ reason }, char) => reason.includes('bad indentation of a mapping entry') && char === ':',
    message: 'a second ": " on one line begins a mapping inside a value',
    hint: 'put the value in quotes if the colon belongs to it',
    goYaml: (failure) => scanner(failure, 'mapping values are not allowed in this context'),
  },
  {
    when: ({ reason }, char) =>
      reason.includes('bad indentation of a mapping entry') && '@`%'.includes(char) && char !== '',
    message: 'a value cannot begin with this character',
    hint: 'put the value in quotes',
    goYaml: (failure) => scanner(failure, CANNOT_START),
  },
  {
    when: ({ reason }, char) => reason.includes('bad indentation') && char === '-',
    message: 'a list item stands among the keys of a mapping',
    hint: 'give the list a key of its own, or indent the item below the key it belongs to',
    goYaml: (failure) => parser(failure, NO_KEY),
  },
  {
    when: reasonHas('bad indentation'),
    message: 'this line is not indented like the lines it belongs to',
    hint: 'start it in the same column as its siblings',
    goYaml: (failure) => parser(failure, NO_KEY),
  },
  {
    when: ({ text, offset, reason }) =>
      reason.includes('quoted scalar') || (reason.includes('deficient indentation') && offset >= text.length),
    message: 'a quote is opened and never closed',
    hint: 'close the quote',
    goYaml: (failure) => scanner(failure, 'found unexpected end of stream'),
    offset: lastOpenQuote,
  },
  {
    when: ({ reason }) => reason.includes('deficient indentation') || reason.includes('flow collection'),
    message: 'a bracket or a brace is not closed, or a comma is missing inside it',
    hint: 'close it, or put a comma between the entries',
    goYaml: (failure) => parser(failure, "did not find expected ',' or '}'"),
  },
  {
    when: ({ reason }) => reason.includes('multiline key') || reason.includes("expected ':'"),
    message: 'this line has no ": " after the key',
    hint: 'write it as `key: value`, with a blank after the colon',
    goYaml: (failure) => scanner(failure, "could not find expected ':'"),
    offset: previousLine,
  },
  {
    when: reasonHas('unknown escape'),
    message: 'the backslash begins an escape that YAML does not have',
    hint: 'use single quotes, or write two backslashes',
    goYaml: (failure) => scanner(failure, 'found unknown escape character'),
  },
  {
    when: reasonHas('unidentified alias'),
    message: 'the alias names an anchor that is not defined before it',
    hint: 'define it with & first, or quote the value if the star belongs to it',
    goYaml: ({ reason }) => `yaml: unknown anchor '${/"(.*)"/.exec(reason)?.[1]}' referenced`,
  },
  {
    when: reasonHas('cannot merge'),
    message: '"<<" takes a mapping or a list of mappings',
    hint: 'give it an alias of a mapping, such as `<<: *defaults`',
    goYaml: () => 'yaml: map merge requires map or sequence of maps as the value',
  },
];

// The quote before the end that no other of its kind closes on its line.
function lastOpenQuote({ text }: YamlFailure): number {
  const lines = text.split('\n');
  for (let i = lines.length - 1, end = text.length; i >= 0; end -= lines[i]!.length + 1, i--) {
    const line = lines[i]!;
    const match = /(?:^|[\s:[{,-])(["'])(?!.*\1)/.exec(line);
    if (match !== null) return end - line.length + match.index + match[0].length - 1;
  }
  return text.length;
}

export function explainYaml(failure: YamlFailure): YamlExplanation {
  const char = failure.text.charAt(failure.offset);
  const rule = RULES.find(({ when }) => when(failure, char));
  if (rule === undefined) {
    const hint = 'compare the line with its neighbours: indentation, quotes, colons';
    return {
      message: failure.reason,
      hint,
      offset: failure.offset,
      goYaml: scanner(failure, failure.reason),
    };
  }
  const { message, hint, goYaml, offset } = rule;
  return { message, hint, offset: offset?.(failure) ?? failure.offset, goYaml: goYaml(failure) };
}
