// The text form of label selectors: `app in (web, db), tier!=cache, !legacy`.
//
// Source: kubernetes apimachinery v0.20.2 and v0.36.0 pkg/labels/selector.go, Lexer, Parser, Parse.

import { type VersionProfile, versionProfile } from '../../versions/profile.ts';
import {
  BINARY_OPERATORS,
  byText,
  checkLabelKey,
  type Operator,
  type Requirement,
  requirement,
  SelectorError,
} from './requirement.ts';
import { type Selector, selectorOf } from './selector.ts';

// Two-character operators first; white space is only what upstream skips. A NUL ends the text, as in upstream's lexer.
const TOKEN = /==|!=|[=!(),<>]|[^ \t\r\n=!(),<>]+/g;
const SYMBOLS: ReadonlySet<string> = new Set(['==', '!=', '=', '!', '(', ')', ',', '<', '>']);
const OPERATOR_OF: Readonly<Record<string, Operator>> = {
  in: 'in',
  notin: 'notin',
  '=': '=',
  '==': '==',
  '!=': '!=',
  '>': 'gt',
  '<': 'lt',
};

const isIdentifier = (token: string): boolean => token !== '' && !SYMBOLS.has(token);

class Parser {
  private readonly tokens: readonly string[];
  private readonly version: VersionProfile;
  private position = 0;

  constructor(text: string, version: VersionProfile) {
    this.tokens = text.split('\0', 1)[0]!.match(TOKEN) ?? [];
    this.version = version;
  }

  /** Empty at the end of the text. */
  private get next(): string {
    return this.tokens[this.position] ?? '';
  }

  private take(): string {
    const token = this.next;
    this.position += 1;
    return token;
  }

  requirements(): Requirement[] {
    const found: Requirement[] = [];
    while (this.next !== '') {
      if (!isIdentifier(this.next) && this.next !== '!') {
        throw new SelectorError(`found '${this.next}', expected: !, identifier, or 'end of string'`);
      }
      found.push(this.requirementInContext());
      const separator = this.take();
      if (separator === '') break;
      if (separator !== ',')
        throw new SelectorError(`found '${separator}', expected: ',' or 'end of string'`);
      if (!isIdentifier(this.next) && this.next !== '!') {
        throw new SelectorError(`found '${this.next}', expected: identifier after ','`);
      }
    }
    return found;
  }

  private requirementInContext(): Requirement {
    try {
      return this.requirement();
    } catch (error) {
      if (!(error instanceof SelectorError)) throw error;
      throw new SelectorError(`unable to parse requirement: ${error.message}`, { cause: error });
    }
  }

  private requirement(): Requirement {
    const isNegated = this.next === '!';
    if (isNegated) this.take();
    const key = this.take();
    if (!isIdentifier(key)) throw new SelectorError(`found '${key}', expected: identifier`);
    checkLabelKey(key, this.version);
    if (isNegated) return requirement(key, '!', [], this.version);
    if (this.next === '' || this.next === ',') return requirement(key, 'exists', [], this.version);
    const operator = this.operator();
    const values = operator === 'in' || operator === 'notin' ? this.values() : [this.exactValue()];
    return requirement(key, operator, values, this.version);
  }

  private operator(): Operator {
    const token = this.take();
    if (Object.hasOwn(OPERATOR_OF, token)) return OPERATOR_OF[token]!;
    const expected = this.version.has('labelSelectorTextListsOperators')
      ? BINARY_OPERATORS.join(', ')
      : "'=', '!=', '==', 'in', notin'";
    throw new SelectorError(`found '${token}', expected: ${expected}`);
  }

  private exactValue(): string {
    if (this.next === '' || this.next === ',') return '';
    const token = this.take();
    if (!isIdentifier(token)) throw new SelectorError(`found '${token}', expected: identifier`);
    return token;
  }

  /** The values in parentheses, sorted, each once. */
  private values(): string[] {
    const open = this.take();
    if (open !== '(') throw new SelectorError(`found '${open}' expected: '('`);
    if (this.next === ')') {
      this.take();
      return [''];
    }
    if (this.next !== ',' && !isIdentifier(this.next)) {
      throw new SelectorError(`found '${this.next}', expected: ',', ')' or identifier`);
    }
    const values = this.valueList();
    this.take();
    return [...values].sort(byText);
  }

  // Leaves the closing parenthesis to be taken.
  private valueList(): Set<string> {
    const values = new Set<string>();
    while (true) {
      const token = this.take();
      if (isIdentifier(token)) {
        values.add(token);
        if (this.next === ')') return values;
        if (this.next !== ',') throw new SelectorError(`found '${this.next}', expected: ',' or ')'`);
      } else if (token === ',') {
        if (values.size === 0) values.add('');
        if (this.next === ')') return values.add('');
        if (this.next === ',') {
          values.add('');
          if (!this.version.has('labelSelectorTakesTwoCommas')) this.take();
        }
      } else {
        throw new SelectorError(`found '${token}', expected: ',', or identifier`);
      }
    }
  }
}

const NEWEST = versionProfile();

// Past this many texts the memory starts afresh: it saves time, never changes an answer.
const REMEMBERED_MAX = 1024;
const parsed = new Map<string, Selector>();

/**
 * Compiles the text of `kubectl -l` and of the API's labelSelector parameter.
 *
 * @param version decides the words of an error, and little else; default the newest
 * @throws SelectorError  with upstream's message
 */
export function parseLabelSelector(text: string, version: VersionProfile = NEWEST): Selector {
  const known = parsed.get(`${version.minor} ${text}`);
  if (known !== undefined) return known;
  const selector = selectorOf(new Parser(text, version).requirements());
  if (parsed.size >= REMEMBERED_MAX) parsed.clear();
  parsed.set(`${version.minor} ${text}`, selector);
  return selector;
}
