// A Kubernetes release as the engine sees it: its number and the behaviours that moved between releases.
//
// Code never compares minors in place: it asks `version.has('nodeGracePeriod50s')`, and the row in
// `behaviours/` says from and until which minor that holds, and where upstream says so.

import type { BehaviourRows } from './behaviours/rows.ts';
import { BEHAVIOUR_TOPICS, type Behaviour } from './behaviours.ts';

/** The oldest and the newest minor with a profile, both included. */
export const OLDEST_MINOR = 13;
export const NEWEST_MINOR = 36;

export interface VersionProfile {
  /** `1.20` */
  readonly name: string;
  /** 20 for Kubernetes 1.20 */
  readonly minor: number;
  /** What `kubectl get nodes` shows in VERSION, for example `v1.20.2`. */
  readonly gitVersion: string;
  /** Whether this release behaves so; see `behaviours/` for each name. */
  has(behaviour: Behaviour): boolean;
}

// The patch release whose behaviour was recorded or read, where it is not `.0`.
const PATCH: Readonly<Record<number, number>> = { 20: 2 };

/**
 * The profile of one minor release.
 *
 * @param minor `OLDEST_MINOR` to `NEWEST_MINOR`, both included; default the newest
 * @throws RangeError for a minor without a profile
 */
export function versionProfile(minor: number = NEWEST_MINOR): VersionProfile {
  if (!Number.isInteger(minor) || minor < OLDEST_MINOR || minor > NEWEST_MINOR) {
    throw new RangeError(
      `no profile for Kubernetes 1.${minor}; there is one for 1.${OLDEST_MINOR} to 1.${NEWEST_MINOR}`,
    );
  }
  const known = profiles.get(minor);
  if (known !== undefined) return known;
  const held = behavioursOf(minor);
  const profile: VersionProfile = {
    name: `1.${minor}`,
    minor,
    gitVersion: `v1.${minor}.${PATCH[minor] ?? 0}`,
    has: (behaviour) => held.has(behaviour),
  };
  profiles.set(minor, profile);
  return profile;
}

// Asked dozens of times a write, so the answers are worked out once.
const profiles = new Map<number, VersionProfile>();

function behavioursOf(minor: number): ReadonlySet<Behaviour> {
  const held = new Set<Behaviour>();
  const topics: readonly BehaviourRows[] = Object.values(BEHAVIOUR_TOPICS);
  for (const rows of topics) {
    for (const [name, { from = minor, until = minor }] of Object.entries(rows)) {
      if (from <= minor && minor <= until) held.add(name as Behaviour);
    }
  }
  return held;
}
