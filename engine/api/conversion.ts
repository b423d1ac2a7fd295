// From the version a client speaks to the form the store keeps, and back.
//
// Rewrites by the kind's `versions` alone. Source: the idea of kubernetes apimachinery pkg/runtime, with the newest
// version in the place of upstream's internal one.

import type { KindTraits, ServedVersion } from './kind.ts';
import type { AnyObject } from './objects.ts';

/** `apps/v1`, or `v1` for the core group. */
export const apiVersionOf = ({ group, version }: { group: string; version: string }): string =>
  group === '' ? version : `${group}/${version}`;

/**
 * Whether a cluster of this minor serves the version.
 * @param switchedOn  the API versions that its --runtime-config asks for; default none
 */
export function isServed(served: ServedVersion, minor: number, switchedOn?: ReadonlySet<string>): boolean {
  const { from, until, onRequest } = served;
  if ((from !== undefined && minor < from) || (until !== undefined && minor > until)) return false;
  return onRequest !== true || switchedOn?.has(apiVersionOf(served)) === true;
}

/** The entry of the kind's versions that this apiVersion names, served by the release at hand or not. */
export function servedVersion(traits: KindTraits, apiVersion: string): ServedVersion | undefined {
  return traits.versions.find((served) => apiVersionOf(served) === apiVersion);
}

/**
 * The object in storage form; the one handed in is not changed.
 *
 * @throws RangeError for an apiVersion that the kind never had
 */
export function toStorageForm(traits: KindTraits, object: AnyObject): AnyObject {
  const apiVersion = apiVersionOf(traits.versions[0]!);
  if (object.apiVersion === apiVersion) return object;
  return { ...(versionOrThrow(traits, object.apiVersion).toStorage?.(object) ?? object), apiVersion };
}

/** The stored object as the given version shows it; the one handed in is not changed. */
export function fromStorageForm(traits: KindTraits, object: AnyObject, apiVersion: string): AnyObject {
  if (object.apiVersion === apiVersion) return object;
  return { ...(versionOrThrow(traits, apiVersion).fromStorage?.(object) ?? object), apiVersion };
}

function versionOrThrow(traits: KindTraits, apiVersion: string): ServedVersion {
  const served = servedVersion(traits, apiVersion);
  if (served === undefined) throw new RangeError(`${traits.kind} has no version ${apiVersion}`);
  return served;
}
