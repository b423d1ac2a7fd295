// Plays `defaulting`: a manifest after its defaults, and as first stored by a create request.

import { fromStorageForm, toStorageForm } from '../../engine/api/conversion.ts';
import type { KindTraits } from '../../engine/api/kind.ts';
import { KINDS } from '../../engine/api/kinds/index.ts';
import type { AnyObject } from '../../engine/api/objects.ts';
import { withoutNulls } from '../../engine/api/plain.ts';
import { admitCreate } from '../../engine/api/strategy.ts';
import { versionProfile } from '../../engine/versions/profile.ts';
import type { TableAdapter } from '../adapter.ts';

// The facts write <uid> for what the server gave the object.
const UID = '6cb9c66a-6e3c-4f5e-8b8e-1e0f5d0c7a11';
const context = { version: versionProfile(20) };

function defaultObject(traits: KindTraits, object: AnyObject): AnyObject {
  traits.setDefaults?.(object, context);
  return object;
}

function storedOnCreate(traits: KindTraits, object: AnyObject): AnyObject {
  if (traits.namespaced) object.metadata.namespace ??= 'default';
  object.metadata.uid = UID;
  const result = admitCreate(traits, object, context);
  if ('errors' in result) throw new Error(result.errors.map((e) => `${e.field}: ${e.message}`).join('; '));
  const { uid: _, ...metadata } = result.object.metadata;
  return JSON.parse(JSON.stringify({ ...result.object, metadata }).replaceAll(UID, '<uid>'));
}

export const adapter: TableAdapter = {
  topics: ['defaulting'],
  run: ({ fn = '', input }) => {
    const [call, kind] = fn.split('/');
    const traits = KINDS.find((k) => k.kind === kind);
    if (traits === undefined) throw new Error(`no kind ${kind}`);
    const object = toStorageForm(traits, withoutNulls(structuredClone(input.object)));
    const result = (call === 'defaultObject' ? defaultObject : storedOnCreate)(traits, object);
    return fromStorageForm(traits, result, input.object.apiVersion);
  },
};
