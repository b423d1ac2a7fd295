// Plays `validation-*`: is an object accepted on create or update, and with which causes if not.

import { fromStorageForm, toStorageForm } from '../../engine/api/conversion.ts';
import type { KindTraits } from '../../engine/api/kind.ts';
import { KINDS } from '../../engine/api/kinds/index.ts';
import type { AnyObject } from '../../engine/api/objects.ts';
import { checkSchema, decodeErrorOf } from '../../engine/api/schema/check-schema.ts';
import { decoded } from '../../engine/api/schema/decode.ts';
import { badRequest, type Status } from '../../engine/api/status.ts';
import { admitCreate, admitUpdate, invalidStatus } from '../../engine/api/strategy.ts';
import type { TableAdapter, TableCase } from '../adapter.ts';
import { RECORDED_SERVER, SERVER_UID, withoutUid } from '../recorded-server.ts';

function traitsOf(fn: string): KindTraits {
  const kind = fn.split('/')[1];
  const traits = KINDS.find((k) => k.kind === kind);
  if (traits === undefined) throw new Error(`no kind ${kind}`);
  return traits;
}

// What a server does before validation: the request's namespace, a generated name.
function received(traits: KindTraits, object: AnyObject): AnyObject {
  const copy = toStorageForm(
    traits,
    decoded({ ...structuredClone(object), metadata: { ...object.metadata } }),
  );
  if (traits.namespaced) copy.metadata.namespace ||= 'default';
  if (copy.metadata.generateName) copy.metadata.name ||= `${copy.metadata.generateName}xxxxx`;
  return copy;
}

const refused = ({ code, message, reason, details }: Status): unknown =>
  withoutUid({
    valid: false,
    code,
    message,
    reason,
    causes: details?.causes,
  });

function create(traits: KindTraits, input: TableCase['input']): unknown {
  const context = { ...RECORDED_SERVER, requestApiVersion: input.object.apiVersion };
  const decodeError = decodeErrorOf(checkSchema(input.object), false);
  if (decodeError !== undefined) return refused(badRequest(decodeError));
  const object = received(traits, input.object);
  object.metadata.uid = SERVER_UID;
  const result = admitCreate(traits, object, context);
  if ('errors' in result)
    return refused(invalidStatus(traits, object.metadata.name ?? '', result.errors, context));
  return { valid: true };
}

function update(traits: KindTraits, input: TableCase['input']): unknown {
  const context = { ...RECORDED_SERVER, requestApiVersion: input.new.apiVersion };
  const decodeError = decodeErrorOf(checkSchema(input.new), false);
  if (decodeError !== undefined) return refused(badRequest(decodeError));
  const old = received(traits, input.old);
  const object = received(traits, input.new);
  old.metadata.generation ??= 1;
  if (traits.namespaced && object.metadata.namespace !== old.metadata.namespace) {
    return refused(
      badRequest('the namespace of the provided object does not match the namespace sent on the request'),
    );
  }
  traits.setDefaults?.(old, context);
  const result = admitUpdate(traits, object, old, context);
  if ('errors' in result)
    return refused(invalidStatus(traits, object.metadata.name ?? '', result.errors, context));
  return {
    valid: true,
    generation: fromStorageForm(traits, result.object, input.new.apiVersion).metadata.generation,
  };
}

interface Outcome {
  readonly valid: boolean;
  readonly generation?: number;
  readonly message?: string;
  readonly code?: number;
  readonly causes?: readonly { readonly field: string; readonly reason: string; readonly message: string }[];
  readonly compareMessages?: boolean;
  readonly causesUnordered?: boolean;
}

const inOrder = (lines: string[], unordered: boolean | undefined): string =>
  (unordered ? lines.sort() : lines).join('\n');

function matches(actual: Outcome, expected: Outcome): boolean {
  if (actual.valid !== expected.valid || actual.code !== expected.code) return false;
  if (expected.valid) return (actual.generation ?? 0) === (expected.generation ?? 0);
  const summary = (o: Outcome): string =>
    (o.causes ?? [])
      .map((c) => `${c.field} ${c.reason}`)
      .sort()
      .join('\n');
  if (summary(actual) !== summary(expected)) return false;
  if (expected.compareMessages === false) return true;
  const texts = (o: Outcome): string =>
    inOrder(
      (o.causes ?? []).map((c) => `${c.field}: ${c.message}`),
      expected.causesUnordered,
    );
  return (
    texts(actual) === texts(expected) && (expected.causesUnordered || actual.message === expected.message)
  );
}

export const adapter: TableAdapter = {
  topics: [
    'validation-pod',
    'validation-network',
    'validation-other',
    'validation-updates',
    'validation-workloads',
  ],
  run: ({ fn = '', input }) => (fn.startsWith('create/') ? create : update)(traitsOf(fn), input),
  matches: (actual, expected) => matches(actual as Outcome, expected as Outcome),
};
