// `--append-hash`: a name that changes with what a ConfigMap or Secret holds.
// Source: kubectl v0.32.0 pkg/util/hash/hash.go.

import { sha256 } from '../../api/hash/sha256.ts';
import { jsonText } from '../../api/jsonpath/go-text.ts';
import type { AnyObject } from '../../api/objects.ts';
import type { Call } from '../command/call.ts';

// Vowels and what looks like them become consonants, so that no words come up.
const LETTERS: Readonly<Record<string, string>> = { '0': 'g', '1': 'h', '3': 'k', a: 'm', e: 't' };
const LENGTH = 10;

/** The object under its hashed name, where that was asked for. */
export function withHash(call: Call, object: AnyObject): AnyObject {
  if (!call.flags.bool('append-hash')) return object;
  const { name } = object.metadata;
  return { ...object, metadata: { ...object.metadata, name: `${name}-${hashOf(object)}` } };
}

function hashOf(object: AnyObject): string {
  const { kind, metadata, data = {}, type } = object as AnyObject & { data?: unknown; type?: string };
  const hashed = { data, kind, name: metadata.name, ...(kind === 'Secret' ? { type: type ?? '' } : {}) };
  const hex = [...sha256(jsonText(hashed))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.slice(0, LENGTH).replace(/[013ae]/g, (letter) => LETTERS[letter]!);
}
