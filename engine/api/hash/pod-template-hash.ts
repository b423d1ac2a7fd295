// The hash that names a Deployment's ReplicaSets and a DaemonSet's revisions, `pod-template-hash`.
//
// Source: kubernetes v1.20.2 pkg/controller/controller_utils.go, ComputeHash; unchanged since 1.12.

import type { VersionProfile } from '../../versions/profile.ts';
import type { PodTemplateSpec } from '../objects.ts';
import { Fnv32aHash } from './fnv.ts';
import { safeEncodeString } from './safe-encode.ts';
import { SpewPrinter } from './spew.ts';

const printers = new Map<number, SpewPrinter>();

// A printer keeps nothing but field lists read from constants, so that sharing it cannot be seen.
function printerOf(minor: number): SpewPrinter {
  let printer = printers.get(minor);
  if (printer === undefined) {
    printer = new SpewPrinter(minor);
    printers.set(minor, printer);
  }
  return printer;
}

/**
 * @param template with defaults filled in; every field of the release counts, absent ones too
 * @param collisionCount the owner's `status.collisionCount`; absent hashes differently from 0
 * @returns 1 to 10 letters and digits
 */
export function podTemplateHash(
  template: PodTemplateSpec,
  collisionCount: number | undefined,
  version: Pick<VersionProfile, 'minor'>,
): string {
  const hash = new Fnv32aHash();
  hash.writeText(printerOf(version.minor).typed('v1.PodTemplateSpec', template));
  if (collisionCount !== undefined) writeCollisionCount(hash, collisionCount);
  return safeEncodeString(String(hash.sum32()));
}

// Eight bytes, of which upstream fills the first four.
function writeCollisionCount(hash: Fnv32aHash, collisionCount: number): void {
  for (let shift = 0; shift < 32; shift += 8) hash.writeByte((collisionCount >> shift) & 0xff);
  for (let i = 0; i < 4; i++) hash.writeByte(0);
}
