// Things that kubectl has no description for: all of their fields, indented, with words for names.
//
// Source: kubectl v0.32.0 pkg/describe/describe.go, genericDescriber, printUnstructuredContent, smartLabelFor;
// github.com/fatih/camelcase, Split.

import { valueText } from '../../../api/jsonpath/go-text.ts';
import type { AnyObject } from '../../../api/objects.ts';
import { describeEventsOf } from './events.ts';
import { describeMeta } from './texts.ts';
import type { DescribeWorld } from './world.ts';
import type { Writer } from './writer.ts';

const SKIPPED = new Set([
  ...['.metadata.managedFields', '.metadata.name', '.metadata.namespace'],
  ...['.metadata.labels', '.metadata.annotations'],
]);

export function describeGeneric(w: Writer, object: AnyObject, world: DescribeWorld): void {
  describeMeta(w, object);
  describeFields(w, 0, object, '');
  describeEventsOf(w, world, object);
}

type Fields = Readonly<Record<string, unknown>>;

const isMap = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function describeFields(w: Writer, level: number, fields: Fields, path: string): void {
  for (const name of Object.keys(fields).sort()) {
    const value = fields[name];
    const at = `${path}.${name}`;
    if (value === undefined || SKIPPED.has(at)) continue;
    const label = labelFor(name);
    if (isMap(value)) {
      w.write(level, `${label}:\n`);
      describeFields(w, level + 1, value, at);
    } else if (Array.isArray(value)) {
      w.write(level, `${label}:\n`);
      for (const child of value) {
        if (isMap(child)) describeFields(w, level + 1, child, at);
        else w.write(level + 1, `${valueText(child)}\n`);
      }
    } else w.write(level, `${label}:\t${valueText(value)}\n`);
  }
}

const ACRONYMS = new Set(['API', 'URL', 'UID', 'OSB', 'GUID']);

/** `resourceVersion` as `Resource Version`; names with more than letters and dashes stay as they are. */
export function labelFor(name: string): string {
  if (/[^\p{L}-]/u.test(name)) return name;
  return camelCaseWords(name)
    .map((word) =>
      ACRONYMS.has(word.toUpperCase()) ? word.toUpperCase() : word[0]!.toUpperCase() + word.slice(1),
    )
    .join(' ');
}

// Runs of small letters, of capitals and of others; the last capital before small letters belongs to these.
function camelCaseWords(name: string): string[] {
  return name.match(/\p{Lu}+(?=\p{Lu}\p{Ll})|\p{Lu}?\p{Ll}+|\p{Lu}+|[^\p{Lu}\p{Ll}]+/gu) ?? [];
}
