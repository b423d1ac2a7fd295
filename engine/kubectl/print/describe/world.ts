// What descriptions look around in: a narrow view of the cluster. Types and nothing that runs.

import type { AnyObject } from '../../../api/objects.ts';
import type { VersionProfile } from '../../../versions/profile.ts';

export interface DescribeWorld {
  readonly version: VersionProfile;
  /** Milliseconds since the Unix epoch. */
  readonly nowEpochMs: number;
  /** `--show-events`. */
  readonly showEvents: boolean;
  /** In storage form, ordered by namespace and name. @param namespace  undefined: all */
  list(kind: string, namespace?: string): readonly AnyObject[];
  /** In storage form. */
  get(kind: string, namespace: string | undefined, name: string): AnyObject | undefined;
}
