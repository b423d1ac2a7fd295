// Port numbers, port names, and user and group ids. A check returns upstream's messages, empty when valid.
//
// Source: kubernetes apimachinery v0.36.0 pkg/util/validation/validation.go, IsValidPortNum, IsInRange,
// IsValidPortName, IsValidUserID, IsValidGroupID.

import type { VersionProfile } from '../../versions/profile.ts';
import { byteLength, inclusiveRangeError, maxLengthError } from './text.ts';

/** Both bounds included. */
export function isInRange(value: number, low: number, high: number): string[] {
  return value >= low && value <= high ? [] : [inclusiveRangeError(low, high)];
}

export function isPortNum(port: number): string[] {
  return isInRange(port, 1, 65_535);
}

// libcontainer's limit. Source: minUserID, maxUserID, minGroupID, maxGroupID.
const ID_MAX = 2_147_483_647;

export function isUserId(uid: number): string[] {
  return isInRange(uid, 0, ID_MAX);
}

export function isGroupId(gid: number): string[] {
  return isInRange(gid, 0, ID_MAX);
}

const PORT_NAME_MAX_LENGTH = 15;

/** An IANA service name: at most 15 of `-a-z0-9`, with a letter, no dash at an end or next to another. */
export function isPortName(port: string, version: VersionProfile): string[] {
  const errors: string[] = [];
  if (byteLength(port) > PORT_NAME_MAX_LENGTH) errors.push(maxLengthError(PORT_NAME_MAX_LENGTH));
  if (!/^[-a-z0-9]+$/.test(port)) {
    errors.push('must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)');
  }
  if (!/[a-z]/.test(port)) {
    errors.push(
      version.has('portNameTextSaysLetterOnly')
        ? 'must contain at least one letter (a-z)'
        : 'must contain at least one letter or number (a-z, 0-9)',
    );
  }
  if (port.includes('--')) errors.push('must not contain consecutive hyphens');
  if (port.startsWith('-') || port.endsWith('-')) errors.push('must not begin or end with a hyphen');
  return errors;
}
