// The API server whose functions computed the tables: Kubernetes 1.20.2, no flags, feature gates at their defaults.

import type { ApiContext } from '../engine/api/kind.ts';
import { versionProfile } from '../engine/versions/profile.ts';

const release = versionProfile(20);

/** The traces were recorded with the gate TTLAfterFinished on, as the engine has it for 1.20; the tables were not. */
export const RECORDED_SERVER: ApiContext = {
  version: { ...release, has: (behaviour) => behaviour !== 'ttlAfterFinished' && release.has(behaviour) },
  // The flag's own default.
  allowPrivileged: false,
};

// The facts write <uid> for what the server gave the object.
export const SERVER_UID = '6cb9c66a-6e3c-4f5e-8b8e-1e0f5d0c7a11';

/** A plain JSON copy in which the uid is written as the facts write it. */
export const withoutUid = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value).replaceAll(SERVER_UID, '<uid>'));
