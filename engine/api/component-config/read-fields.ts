// The configuration of a component of the cluster (KubeletConfiguration, KubeProxyConfiguration) as a document has it,
// held against the table of the fields that it may have here.
//
// Other fields are refused by name: a setting that changes nothing would mislead. Knows no component; which values go
// together, and what the rest is by default, is the component's own. The scheduler's is read by scheduler/config.

import { UserError, type UserProblem } from '../../errors.ts';
import { nearest } from '../schema/nearest.ts';
import type { Check } from './checks.ts';

/** A field's check, or the fields within it. */
export interface FieldTable {
  readonly [name: string]: Check | FieldTable;
}

export interface ConfigForm<T> {
  /** `KubeletConfiguration` */
  readonly kind: string;
  /** `kubelet.config.k8s.io/v1beta1` */
  readonly apiVersion: string;
  /** `a kubelet` */
  readonly component: string;
  readonly fields: Readonly<Record<keyof T & string, Check | FieldTable>>;
}

/**
 * @param given  the document; without kind and apiVersion, as with them. Null is a field not written
 * @returns the fields, without kind and apiVersion
 * @throws UserError  for fields that are not known here and values that are none; all at once
 */
export function readFields<T>(given: unknown, { kind, apiVersion, component, fields }: ConfigForm<T>): T {
  const problems: UserProblem[] = [];
  const whose = `the configuration of ${component}`;
  const only = (word: string): Check => {
    return (value) => (value === word ? undefined : `must be ${word} in ${whose}`);
  };
  const table = { kind: only(kind), apiVersion: only(apiVersion), ...fields };
  const { kind: _, apiVersion: __, ...read } = readTable(given ?? {}, table, '', { whose, problems });
  if (problems.length > 0) throw new UserError(...problems);
  return read as T;
}

interface Reading {
  /** `the configuration of a kubelet` */
  readonly whose: string;
  readonly problems: UserProblem[];
}

/** `at`: the path of the table with a dot behind it; empty at the top. */
function readTable(given: unknown, table: FieldTable, at: string, reading: Reading): Record<string, unknown> {
  const { whose, problems } = reading;
  const read: Record<string, unknown> = {};
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    problems.push({
      message: `${at === '' ? whose : at.slice(0, -1)}: ${JSON.stringify(given)} has no fields`,
    });
    return read;
  }
  for (const [name, value] of Object.entries(given)) {
    const form = Object.hasOwn(table, name) ? table[name] : undefined;
    if (form === undefined) problems.push(unknownField(at, name, table, whose));
    else if (value === null) continue;
    else if (typeof form === 'object') read[name] = readTable(value, form, `${at}${name}.`, reading);
    else {
      const wrong = form(value);
      if (wrong !== undefined) problems.push({ message: `${at}${name}: ${JSON.stringify(value)} ${wrong}` });
      read[name] = value;
    }
  }
  return read;
}

function unknownField(at: string, name: string, table: FieldTable, whose: string): UserProblem {
  const known = Object.keys(table);
  const near = nearest(name, known);
  return {
    message: `${whose} has no ${at}${name} here`,
    hint:
      near === undefined
        ? `it may say ${known.map((one) => at + one).join(', ')}`
        : `did you mean ${at}${near}?`,
  };
}
