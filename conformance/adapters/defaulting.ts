// Plays `defaulting`: a manifest after its defaults, and as first stored by a create request.

import { fromStorageForm, toStorageForm } from '../../engine/api/conversion.ts';
import type { KindTraits } from '../../engine/api/kind.ts';
import { KINDS } from '../../engine/api/kinds/index.ts';
import type { AnyObject } from '../../engine/api/objects.ts';
import { decoded } from '../../engine/api/schema/decode.ts';
import { admitCreate } from '../../engine/api/strategy.ts';
import type { TableAdapter } from '../adapter.ts';
import { RECORDED_SERVER, SERVER_UID, withoutUid } from '../recorded-server.ts';

function defaultObject(traits: KindTraits, object: AnyObject, requestApiVersion: string): AnyObject {
  traits.setDefaults?.(object, { ...RECORDED_SERVER, requestApiVersion, isWithoutConversion: true });
  return object;
}

function storedOnCreate(traits: KindTraits, object: AnyObject): AnyObject {
  if (traits.namespaced) object.metadata.namespace ||= 'default';
  object.metadata.uid = SERVER_UID;
  const result = admitCreate(traits, object, RECORDED_SERVER);
  if ('errors' in result) throw new Error(result.errors.map((e) => `${e.field}: ${e.message}`).join('; '));
  const { uid: _, creationTimestamp: __, ...metadata } = result.object.metadata;
  return withoutUid({ ...result.object, metadata }) as AnyObject;
}

export const adapter: TableAdapter = {
  topics: ['defaulting'],
  run: ({ fn = '', input }) => {
    const [call, kind] = fn.split('/');
    const traits = KINDS.find((k) => k.kind === kind);
    if (traits === undefined) throw new Error(`no kind ${kind}`);
    const object = toStorageForm(traits, decoded(structuredClone(input.object)));
    const { apiVersion } = input.object;
    const result =
      call === 'defaultObject' ? defaultObject(traits, object, apiVersion) : storedOnCreate(traits, object);
    return fromStorageForm(traits, result, apiVersion);
  },
};
