// Who made a write, where the actor does not say it all. Kept beside the stored object, for kubectl's writes alone.

import type { AnyObject } from '../../api/objects.ts';
import type { RequestContext } from '../request.ts';

export interface WriteNote {
  readonly manager: string;
  /** Absent: the newest version that the cluster serves. */
  readonly apiVersion?: string;
  readonly subresource?: 'scale';
  /** Of a creation: the object as it was sent, in storage form. */
  readonly sent?: AnyObject;
}

export function noteOf(
  manager: string,
  { apiVersion, isScale }: RequestContext,
  sent: AnyObject | undefined,
): WriteNote {
  return {
    manager,
    ...(apiVersion !== undefined && { apiVersion }),
    ...(isScale === true && { subresource: 'scale' }),
    ...(sent !== undefined && { sent }),
  };
}
