// Objects that no store keeps: the API server makes them when somebody asks for them.

import type { AnyObject } from '../../api/objects.ts';
import type { Status } from '../../api/status.ts';

export interface ComputedSource {
  /** In the order in which a list has them. */
  readonly list: () => readonly AnyObject[];
  /** The refusal for a name that none of them has. */
  readonly missing: (name: string) => Status;
}
