// The API versions that a cluster serves only where its API server is told to: `--runtime-config=batch/v2alpha1=true`.
//
// Source: kubernetes v1.20.2 pkg/controlplane/instance.go, DefaultAPIResourceConfigSource (alphas are off).

import { UserError } from '../../errors.ts';
import { apiVersionOf } from '../conversion.ts';
import { KINDS } from '../kinds/index.ts';
import { nearest } from '../schema/nearest.ts';

/** All that a release has, sorted. */
export function switchableApis(minor: number): string[] {
  const versions = KINDS.flatMap((kind) => kind.versions).filter(
    ({ from = minor, until = minor, onRequest }) => onRequest === true && minor >= from && minor <= until,
  );
  return [...new Set(versions.map(apiVersionOf))].sort();
}

/** @throws UserError  for an API version that the release cannot be told to serve */
export function checkSwitchedOn(apis: readonly string[], minor: number): void {
  if (apis.length === 0) return;
  const known = switchableApis(minor);
  const unknown = apis.find((api) => !known.includes(api));
  if (unknown === undefined) return;
  const near = nearest(unknown, known);
  const listed = known.length === 0 ? `Kubernetes 1.${minor} has none` : `there are ${known.join(', ')}`;
  throw new UserError({
    message: `"${unknown}" is no API version that can be switched on in Kubernetes 1.${minor}`,
    hint: near === undefined ? listed : `did you mean "${near}"?`,
  });
}
