// The data, hash and name of a ControllerRevision, as StatefulSets and DaemonSets keep their history.
//
// The hash covers the bytes of the JSON text that Go would write: keys sorted, `<`, `>` and `&` escaped.
// Source: kubernetes v1.20.2 pkg/controller/history/controller_history.go, HashControllerRevision and
// ControllerRevisionName; pkg/controller/statefulset/stateful_set_utils.go, getPatch.

import type { VersionProfile } from '../../versions/profile.ts';
import type { PodTemplateSpec } from '../objects.ts';
import { Fnv32Hash } from './fnv.ts';
import { safeEncodeString } from './safe-encode.ts';

/** Label that carries the hash. Source: controller_history.go, ControllerRevisionHashLabel. */
export const CONTROLLER_REVISION_HASH_LABEL = 'controller.kubernetes.io/hash';

// Room for a hyphen and a hash within the 253 characters of a name.
const PREFIX_LENGTH_MAX = 223;

/** What a revision stores of its owner: a patch that puts the template back. */
export function templatePatch(
  template: PodTemplateSpec,
  version: Pick<VersionProfile, 'has'>,
): Record<string, unknown> {
  const { metadata, spec } = template;
  return {
    spec: {
      template: {
        $patch: 'replace',
        metadata: version.has('templatesHaveNullCreationTimestamp')
          ? { creationTimestamp: null, ...metadata }
          : { ...metadata },
        spec,
      },
    },
  };
}

/**
 * @param data as `templatePatch` gives it
 * @param collisionCount the owner's `status.collisionCount`; absent hashes differently from 0
 */
export function controllerRevisionHash(data: unknown, collisionCount: number | undefined): string {
  const hash = new Fnv32Hash();
  hash.writeText(goJson(data));
  if (collisionCount !== undefined) hash.writeText(String(collisionCount));
  return safeEncodeString(String(hash.sum32()));
}

export function controllerRevisionName(ownerName: string, hash: string): string {
  return `${ownerName.slice(0, PREFIX_LENGTH_MAX)}-${hash}`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '<': '\\u003c',
  '>': '\\u003e',
  '&': '\\u0026',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
  '\\b': '\\u0008',
  '\\f': '\\u000c',
};

/** The text of Go's `json.Marshal` for a value decoded from JSON. */
export function goJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(goJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, item]) => `${goJson(key)}:${goJson(item)}`).join(',')}}`;
  }
  if (typeof value !== 'string') return JSON.stringify(value);
  return JSON.stringify(value).replace(/\\\\|\\[bf]|[<>&\u2028\u2029]/g, (found) => ESCAPES[found] ?? found);
}
