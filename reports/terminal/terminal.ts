// What a run looks like on a terminal. Never moves the cursor where output is no terminal.

import type { ExplorationProgress } from '../model/exploration.ts';
import type { ScenarioResult, Status } from '../run/run-result.ts';
import { STATUS_SYMBOL } from '../run/status-symbol.ts';
import { shortLengthText } from '../view/time-text.ts';

export interface TerminalOptions {
  readonly write: (text: string) => void;
  /** Whether the newest line may be written over. */
  readonly isLive: boolean;
  readonly hasColor: boolean;
  readonly columns: number;
}

interface Timestamp {
  readonly seconds: number;
  readonly nanos: number;
}

const CODES = { red: 31, green: 32, yellow: 33, dim: 2, bold: 1 } as const;
const BAR_COLUMNS = 20;
const CLEAR_LINE = '\r\u001b[K';

export class Terminal {
  private readonly options: TerminalOptions;
  private readonly counts = new Map<Status, number>();
  private readonly snippets = new Set<string>();
  private readonly failures: string[] = [];
  private expected = 0;
  private done = 0;
  private lengthMs = 0;
  private startedMs = 0;

  constructor(options: TerminalOptions) {
    this.options = options;
  }

  begin(timestamp: Timestamp): void {
    this.startedMs = toMs(timestamp);
  }

  /** So many more scenarios will come. */
  expect(count: number): void {
    this.expected += count;
  }

  /** Something outside scenarios went wrong. */
  problem(message: string): void {
    this.options.write(`${this.paint('red', '✖')} ${message}\n`);
  }

  scenario(scenario: ScenarioResult): void {
    const { status, lengthMs = 0 } = scenario;
    this.done += 1;
    this.lengthMs += lengthMs;
    this.counts.set(status, (this.counts.get(status) ?? 0) + 1);
    const block = `${this.block(scenario)}${this.notes(scenario)}`;
    const { isLive, write, columns } = this.options;
    if (isLive) {
      write(`${CLEAR_LINE}${block}${this.bar(scenario)}`);
      return;
    }
    if (block !== '') this.failures.push(block);
    write(this.glyph(status));
    if (this.done % Math.min(columns, 80) === 0) write('\n');
  }

  /** A scenario that takes long says how far it is; only where the newest line may be written over. */
  progress({ name, done, of }: ExplorationProgress): void {
    const { isLive, write, columns } = this.options;
    if (!isLive) return;
    write(`${CLEAR_LINE}${`${barOf(done, of)} ${done}/${of} orders of  ${name}`.slice(0, columns - 1)}`);
  }

  private bar({ name }: ScenarioResult): string {
    const failed = this.counts.get('failed') ?? 0;
    const bar = barOf(this.done, this.expected);
    const left = `${bar} ${this.done}/${this.expected}${failed > 0 ? ` ✖ ${failed}` : ''}  ${shortLengthText(this.lengthMs)} simulated  `;
    return `${left}${name}`.slice(0, this.options.columns - 1);
  }

  // What its steps said; where it failed and why: the failure's own text, or the steps that nobody defined.
  private block(scenario: ScenarioResult): string {
    const { status, name, uri, line, failure, steps, said = [] } = scenario;
    const isSilent = said.length === 0 && (status === 'passed' || status === 'skipped');
    if (isSilent) return '';
    const head = `${this.glyph(status)} ${this.paint('bold', name)}  ${this.paint('dim', `${uri}:${line}`)}\n`;
    for (const step of steps) if (step.snippet !== undefined) this.snippets.add(step.snippet);
    const unknown = steps
      .filter((step) => step.status === 'undefined' || step.status === 'pending')
      .map((step) => `${uri}:${step.line}  ${step.keyword}${step.text}\n  ${step.status}`);
    const text = [...said, failure ?? unknown.join('\n')].filter((part) => part !== '').join('\n');
    return `\n${head}${indented(text)}\n`;
  }

  private notes({ name, exploration }: ScenarioResult): string {
    return (exploration?.outdated ?? [])
      .map((text) => `\n${this.paint('yellow', '!')} ${name}: ${text}\n`)
      .join('');
  }

  end({ timestamp, message }: { readonly timestamp: Timestamp; readonly message?: string }): void {
    const { write, isLive } = this.options;
    write(isLive ? CLEAR_LINE : '\n');
    for (const block of this.failures) write(block);
    if (this.snippets.size > 0) write(`\nSteps to begin with:\n\n${[...this.snippets].join('\n')}\n`);
    if (message !== undefined) this.problem(message);
    write(`\n${this.summary(toMs(timestamp) - this.startedMs)}\n`);
  }

  private summary(wallMs: number): string {
    const parts = (Object.keys(STATUS_SYMBOL) as Status[])
      .filter((status) => this.counts.has(status))
      .map((status) =>
        this.paint(colorOf(status), `${STATUS_SYMBOL[status]} ${this.counts.get(status)} ${status}`),
      );
    const word = this.done === 1 ? 'scenario' : 'scenarios';
    const time = `${shortLengthText(Math.round(this.lengthMs))} simulated in ${(wallMs / 1000).toFixed(2)}s`;
    return [`${this.done} ${word}`, ...parts, time].join('  ');
  }

  private glyph(status: Status): string {
    return this.paint(colorOf(status), STATUS_SYMBOL[status]);
  }

  private paint(style: keyof typeof CODES, text: string): string {
    return this.options.hasColor ? `\u001b[${CODES[style]}m${text}\u001b[0m` : text;
  }
}

function barOf(done: number, of: number): string {
  const filled = Math.floor((done / Math.max(1, of)) * BAR_COLUMNS);
  return `${'█'.repeat(filled)}${'░'.repeat(BAR_COLUMNS - filled)}`;
}

function colorOf(status: Status): keyof typeof CODES {
  if (status === 'passed') return 'green';
  return status === 'failed' ? 'red' : 'yellow';
}

const indented = (text: string): string =>
  text
    .split('\n')
    .map((line) => (line === '' ? '' : `  ${line}`))
    .join('\n');

const toMs = ({ seconds, nanos }: Timestamp): number => seconds * 1000 + nanos / 1e6;
