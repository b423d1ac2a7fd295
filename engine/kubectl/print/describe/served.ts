// Whether the release at hand serves a kind in a version: kubectl speaks one version of each kind, and some two.

import { apiVersionOf, servedVersion } from '../../../api/conversion.ts';
import { kindByName } from '../../../api/kinds/index.ts';
import type { VersionProfile } from '../../../versions/profile.ts';

export function isServed(kind: string, apiVersion: string, { minor }: VersionProfile): boolean {
  const traits = kindByName(kind);
  const served = traits === undefined ? undefined : servedVersion(traits, apiVersion);
  if (served === undefined || apiVersionOf(served) !== apiVersion) return false;
  const { from, until } = served;
  return (from === undefined || minor >= from) && (until === undefined || minor <= until);
}
