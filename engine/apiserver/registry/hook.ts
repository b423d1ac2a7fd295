// What a kind's registry does beyond the common strategy: allocating addresses and ports, for instance.

import type { AnyObject } from '../../api/objects.ts';
import type { Status } from '../../api/status.ts';
import type { ServerCore } from '../server-core.ts';

export interface RegistryHook {
  readonly kind: string;
  /** After validation, before the write; may change the object in place or refuse. */
  readonly beforeCreate?: (object: AnyObject, server: ServerCore) => Status | undefined;
  readonly beforeUpdate?: (object: AnyObject, old: AnyObject, server: ServerCore) => Status | undefined;
  /** For kinds that something else than metadata.finalizers can hold. */
  readonly deletion?: {
    /** Whether the object stays, marked as going. */
    readonly isHeld: (object: AnyObject) => boolean;
    /** What more changes when the deletion begins. */
    readonly begin: (object: AnyObject) => AnyObject;
  };
  readonly afterDelete?: (object: AnyObject, server: ServerCore) => void;
}
