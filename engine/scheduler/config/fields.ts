// Reads the fields of a configuration one by one and collects what is wrong with them: of the wrong type, out of
// bounds, or asked for by nobody.

import type { UserProblem } from '../../errors.ts';

type Values = Readonly<Record<string, unknown>>;

interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

export class Fields {
  /** Whether the object was there at all. */
  readonly isThere: boolean;
  private readonly values: Values;
  private readonly path: string;
  private readonly problems: UserProblem[];
  private readonly asked = new Set<string>();

  constructor(value: unknown, path: string, problems: UserProblem[]) {
    this.isThere = value !== undefined && value !== null;
    this.path = path;
    this.problems = problems;
    const isObject = typeof value === 'object' && !Array.isArray(value);
    if (this.isThere && !isObject)
      problems.push({ message: `${path || 'the configuration'}: must be an object` });
    this.values = this.isThere && isObject ? (value as Values) : {};
  }

  text(name: string, fallback: string): string {
    const value = this.ask(name);
    if (value === undefined || typeof value === 'string') return value ?? fallback;
    this.problem(name, 'must be text');
    return fallback;
  }

  /** A whole number. */
  number(
    name: string,
    fallback: number,
    { min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER }: Bounds,
  ): number {
    const value = this.ask(name);
    if (value === undefined) return fallback;
    if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
    const upTo = max === Number.MAX_SAFE_INTEGER ? 'or more' : `to ${max}`;
    this.problem(name, `must be a whole number of ${min} ${upTo}`);
    return fallback;
  }

  /** One of the words; the first where none is given. */
  word<W extends string>(name: string, words: readonly [W, ...W[]]): W {
    const value = this.ask(name) ?? words[0];
    const known = words.find((word) => word === value);
    if (known === undefined) this.problem(name, `must be one of ${words.join(', ')}`);
    return known ?? words[0];
  }

  object(name: string): Fields {
    return new Fields(this.ask(name), this.pathOf(name), this.problems);
  }

  list(name: string): Fields[] {
    return this.items(name).map((item, i) => new Fields(item, `${this.pathOf(name)}[${i}]`, this.problems));
  }

  texts(name: string): string[] {
    const items = this.items(name);
    const texts = items.filter((item) => typeof item === 'string');
    if (texts.length < items.length) this.problem(name, 'must be a list of texts');
    return texts;
  }

  /** Fields that may be there and change nothing. */
  ignore(...names: readonly string[]): void {
    for (const name of names) this.asked.add(name);
  }

  problem(name: string, message: string): void {
    this.problems.push({ message: `${this.pathOf(name)}: ${message}` });
  }

  /** To be called last: what is left over is not understood here. */
  done(): void {
    for (const name of Object.keys(this.values))
      if (!this.asked.has(name)) this.problem(name, 'is not simulated, or no field of this kind');
  }

  private items(name: string): readonly unknown[] {
    const value = this.ask(name) ?? [];
    if (Array.isArray(value)) return value;
    this.problem(name, 'must be a list');
    return [];
  }

  private ask(name: string): unknown {
    this.asked.add(name);
    return this.values[name] ?? undefined;
  }

  private pathOf(name: string): string {
    return this.path === '' ? name : `${this.path}.${name}`;
  }
}
