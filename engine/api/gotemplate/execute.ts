// Runs a parsed Go template over JSON data. Source: Go src/text/template/exec.go.
//
// What is printed before a failure stays printed, as with Go's writer.

import { quoteGo } from '../validation/field-error.ts';
import { CallError, functionNamed, SHORT_CIRCUIT } from './functions.ts';
import type { Command, Node, Operand, Pipe, Template } from './nodes.ts';
import { TemplateError } from './template-error.ts';
import { Int, isMap, isNothing, isTrue, MISSING, typeText, valueText } from './values.ts';

export interface ExecuteOptions {
  readonly out: (text: string) => void;
  /** A key that a map has not prints as `<no value>`; otherwise it is an error. Default true. */
  readonly allowsMissingKeys?: boolean;
}

/** @throws TemplateError with upstream's text: `template: output:1:2: executing "output" at <…>: …` */
export function executeTemplate(template: Template, data: unknown, options: ExecuteOptions): void {
  new Execution(template, data, options).walk(template.body, data);
}

type Jump = 'break' | 'continue' | undefined;
const DEPTH_MAX = 1000;

class Execution {
  private readonly template: Template;
  private readonly options: ExecuteOptions;
  private variables: { name: string; value: unknown }[];
  private node: { readonly at: number; readonly text: string } = { at: 0, text: '' };
  private name: string;
  private depth = 0;

  constructor(template: Template, data: unknown, options: ExecuteOptions) {
    this.template = template;
    this.options = options;
    this.name = template.name;
    this.variables = [{ name: '$', value: data }];
  }

  walk(nodes: readonly Node[], dot: unknown): Jump {
    for (const node of nodes) {
      const jump = this.step(node, dot);
      if (jump !== undefined) return jump;
    }
    return undefined;
  }

  private step(node: Node, dot: unknown): Jump {
    switch (node.kind) {
      case 'text':
        this.options.out(node.text);
        return undefined;
      case 'action': {
        const value = this.pipe(dot, node.pipe);
        if (node.pipe.declares.length === 0)
          this.options.out(isNothing(value) ? '<no value>' : valueText(value));
        return undefined;
      }
      case 'if':
      case 'with':
      case 'range':
        return this.scoped(() => this.control(node, dot));
      case 'template':
        this.callTemplate(node, dot);
        return undefined;
      default:
        return node.kind;
    }
  }

  private scoped<T>(body: () => T): T {
    const mark = this.variables.length;
    const result = body();
    this.variables.length = mark;
    return result;
  }

  private control(node: Extract<Node, { kind: 'if' | 'with' | 'range' }>, dot: unknown): Jump {
    this.node = node.pipe;
    const value = this.pipe(dot, node.pipe);
    if (node.kind === 'range') return this.range(node, dot, value);
    const isMet = isTrue(value);
    return this.walk(isMet ? node.body : node.otherwise, isMet && node.kind === 'with' ? value : dot);
  }

  private range(node: Extract<Node, { kind: 'if' | 'with' | 'range' }>, dot: unknown, value: unknown): Jump {
    const entries = this.entriesOf(value);
    if (entries.length === 0) return this.walk(node.otherwise, dot);
    const { declares } = node.pipe;
    for (const [key, element] of entries) {
      const jump = this.scoped(() => {
        const values = declares.length > 1 ? [key, element] : [element];
        declares.forEach((name, i) => void this.assign(name, values[i]));
        return this.walk(node.body, element);
      });
      if (jump === 'break') break;
    }
    return undefined;
  }

  private entriesOf(value: unknown): (readonly [unknown, unknown])[] {
    if (isNothing(value)) return [];
    if (Array.isArray(value)) return value.map((element, i) => [new Int(i), element] as const);
    if (isMap(value))
      return Object.keys(value)
        .sort()
        .map((key) => [key, value[key]] as const);
    return this.fail(`range can't iterate over ${valueText(value)}`);
  }

  private callTemplate(node: Extract<Node, { kind: 'template' }>, dot: unknown): void {
    const clause = `{{template ${quoteGo(node.name)}${node.pipe === undefined ? '' : ` ${node.pipe.text}`}}}`;
    this.node = { at: node.at, text: clause };
    const body = this.template.defined.get(node.name);
    if (body === undefined) return this.fail(`template ${quoteGo(node.name)} not defined`);
    if (this.depth === DEPTH_MAX) this.fail(`exceeded maximum template depth (${DEPTH_MAX})`);
    const inner = node.pipe === undefined ? MISSING : this.pipe(dot, node.pipe);
    const { variables, name } = this;
    this.variables = [{ name: '$', value: inner }];
    this.name = node.name;
    this.depth += 1;
    this.walk(body, inner);
    this.depth -= 1;
    this.variables = variables;
    this.name = name;
  }

  private pipe(dot: unknown, pipe: Pipe): unknown {
    this.node = pipe;
    let value: unknown;
    let hasFinal = false;
    for (const command of pipe.commands) {
      value = this.command(dot, command, hasFinal ? { value } : undefined);
      hasFinal = true;
    }
    for (const name of pipe.declares) {
      if (pipe.isAssignment) this.assign(name, value);
      else this.variables.push({ name, value });
    }
    return value;
  }

  private assign(name: string, value: unknown): void {
    const found = this.variables.findLast((one) => one.name === name);
    if (found !== undefined) found.value = value;
  }

  private command(dot: unknown, command: Command, final: { value: unknown } | undefined): unknown {
    const [first, ...args] = command.operands as [Operand, ...Operand[]];
    this.node = first;
    if (first.kind === 'function') return this.call(dot, first.name, command, args, final);
    const hasArgs = args.length > 0 || final !== undefined;
    if (
      first.kind === 'field' ||
      first.kind === 'chain' ||
      (first.kind === 'variable' && first.path.length > 0)
    )
      return this.operand(dot, first, hasArgs);
    if (first.kind === 'pipe' && !hasArgs) return this.operand(dot, first);
    if (hasArgs) this.fail(`can't give argument to non-function ${first.text}`);
    if (first.kind === 'nil') this.fail('nil is not a command');
    return this.operand(dot, first);
  }

  private operand(dot: unknown, operand: Operand, hasArgs = false): unknown {
    this.node = operand;
    switch (operand.kind) {
      case 'dot':
        return dot;
      case 'nil':
        return null;
      case 'constant':
        return operand.value;
      case 'function':
        return this.call(dot, operand.name, { ...operand, operands: [operand] }, [], undefined);
      case 'field':
        return this.fields(dot, operand.path, hasArgs);
      case 'variable':
        return this.fields(this.valueOf(operand.name), operand.path, hasArgs);
      case 'chain': {
        const value = this.operand(dot, operand.of);
        this.node = operand;
        return this.fields(value, operand.path, hasArgs);
      }
      default:
        return this.pipe(dot, operand.pipe);
    }
  }

  private valueOf(name: string): unknown {
    return this.variables.findLast((one) => one.name === name)?.value;
  }

  private fields(from: unknown, path: readonly string[], hasArgs: boolean): unknown {
    return path.reduce((value, name, i) => this.field(value, name, hasArgs && i === path.length - 1), from);
  }

  private field(value: unknown, name: string, hasArgs: boolean): unknown {
    const isStrict = this.options.allowsMissingKeys === false;
    if (value === MISSING || value === undefined)
      return isStrict ? this.fail(`nil data; no entry for key ${quoteGo(name)}`) : MISSING;
    if (value === null) return this.fail(`nil pointer evaluating interface {}.${name}`);
    if (!isMap(value))
      return this.fail(
        `can't evaluate field ${name} in type ${value instanceof Int ? value.type : 'interface {}'}`,
      );
    if (hasArgs) this.fail(`${name} is not a method but has arguments`);
    if (Object.hasOwn(value, name)) return value[name];
    return isStrict ? this.fail(`map has no entry for key ${quoteGo(name)}`) : MISSING;
  }

  private call(
    dot: unknown,
    name: string,
    command: Command,
    args: readonly Operand[],
    final: { value: unknown } | undefined,
  ): unknown {
    const { min, max, takesText, call } = functionNamed(name);
    const count = args.length + (final === undefined ? 0 : 1);
    if (count < min || (max !== undefined && count > max)) {
      const want = max === min ? String(min) : `at least ${min}`;
      this.fail(`wrong number of args for ${name}: want ${want} got ${count}`);
    }
    const values: unknown[] = [];
    for (const [i, arg] of args.entries()) {
      values.push(takesText === true && i === 0 ? this.textArgument(dot, arg) : this.operand(dot, arg));
      if (SHORT_CIRCUIT.has(name) && isTrue(values.at(-1)) === (name === 'or')) return values.at(-1);
    }
    if (final !== undefined)
      values.push(takesText === true && args.length === 0 ? this.checkedText(final.value) : final.value);
    try {
      return call(values);
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      this.node = command;
      return this.fail(`error calling ${name}: ${error.message}`);
    }
  }

  private textArgument(dot: unknown, arg: Operand): string {
    this.node = arg;
    if (arg.kind === 'constant' && typeof arg.value !== 'string')
      this.fail(`expected string; found ${arg.text}`);
    return this.checkedText(this.operand(dot, arg));
  }

  private checkedText(value: unknown): string {
    if (typeof value === 'string') return value;
    if (isNothing(value)) return this.fail('invalid value; expected string');
    return this.fail(`wrong type for value; expected string; got ${typeText(value)}`);
  }

  private fail(why: string): never {
    const { at, text } = this.node;
    const before = this.template.source.slice(0, at);
    const line = before.split('\n').length;
    const column = at - (before.lastIndexOf('\n') + 1);
    const context = text.length > 20 ? `${text.slice(0, 20)}...` : text;
    throw new TemplateError(
      `template: ${this.template.name}:${line}:${column}: executing ${quoteGo(this.name)} at <${context}>: ${why}`,
    );
  }
}
