// For tests: tables of manifests that break a rule, and what the API server of a release says of them.
//
// A row is a name (with the release in brackets where it is not the newest), the fields of the object in YAML, and one
// line `> field: problem` for each problem, in the server's order; rows are set apart by a blank line. An update has
// `old` and `new`; `subresource: status` sends it there.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import { load } from 'js-yaml';
import { NEWEST_MINOR, versionProfile } from '../../versions/profile.ts';
import { toStorageForm } from '../conversion.ts';
import type { ApiContext } from '../kind.ts';
import type { AnyObject } from '../objects.ts';
import { clonePlain } from '../plain.ts';
import { type Admitted, admitCreate, admitStatusUpdate, admitUpdate } from '../strategy.ts';
import { fieldErrorBody } from '../validation/field-error.ts';
import { kindByName } from './index.ts';

type Json = Record<string, unknown>;

/** What is written of an object of this kind in a table; `complete` adds what every row would repeat. */
export interface RefusedKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly complete?: (fields: Json) => Json;
}

/** One test for each row of the table. */
export function describeRefusals(title: string, kind: RefusedKind, table: string): void {
  describe(title, () => {
    for (const row of table.trim().split(/\n\s*\n/)) {
      const [name = '', ...lines] = row.split('\n');
      const isProblem = (line: string): boolean => line.startsWith('  > ');
      const yaml = lines.filter((line) => !isProblem(line)).join('\n');
      const fields = (yaml === '' ? {} : load(yaml)) as Json;
      const expected = lines.filter(isProblem).map((line) => line.slice(4));
      it(name, () => {
        expect(refusals(kind, fields, minorOf(name))).to.deep.equal(expected);
      });
    }
  });
}

const minorOf = (name: string): number => Number(/\(1\.(\d+)\)$/.exec(name)?.[1] ?? NEWEST_MINOR);

/** What the server answers to creating (or updating) the object of a row; empty where it takes it. */
export function refusals({ apiVersion, kind, complete }: RefusedKind, row: Json, minor: number): string[] {
  const traits = kindByName(kind)!;
  const context: ApiContext = { version: versionProfile(minor), requestApiVersion: apiVersion };
  const object = (fields: Json, meta: Json = {}): AnyObject => {
    const whole = complete?.(fields) ?? fields;
    const namespace = traits.namespaced ? { namespace: 'default' } : {};
    const metadata = { name: 'a', uid: 'u', ...namespace, ...meta, ...(whole.metadata as Json | undefined) };
    return toStorageForm(
      traits,
      clonePlain({ apiVersion, kind, ...whole, metadata }) as unknown as AnyObject,
    );
  };
  if (!('old' in row)) return problems(admitCreate(traits, object(row), context), context);
  const stored = { resourceVersion: '1', creationTimestamp: '2025-01-01T00:00:00Z' };
  const old = object(row.old as Json, stored);
  traits.setDefaults?.(old, context);
  const admit = row.subresource === 'status' ? admitStatusUpdate : admitUpdate;
  return problems(admit(traits, object(row.new as Json, stored), old, context), context);
}

const problems = (admitted: Admitted, { version }: ApiContext): string[] =>
  'errors' in admitted
    ? admitted.errors.map((error) => `${error.field}: ${fieldErrorBody(error, version)}`.trim())
    : [];
