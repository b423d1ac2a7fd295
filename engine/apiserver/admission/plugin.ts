// The admission chain: plugins that change or refuse a request after defaulting and before the kind's own validation.

import type { KindTraits } from '../../api/kind.ts';
import type { AnyObject } from '../../api/objects.ts';
import type { Status } from '../../api/status.ts';
import type { ServerCore } from '../server-core.ts';

export interface AdmissionRequest {
  readonly operation: 'create' | 'update' | 'delete';
  readonly traits: KindTraits;
  readonly namespace: string | undefined;
  /** Empty on create with generateName. */
  readonly name: string;
  readonly subresource: string | undefined;
  /** The new object, which `mutate` may write to; on delete the stored one, which nobody may. */
  readonly object: AnyObject;
  /** The stored object, on update. */
  readonly old: AnyObject | undefined;
  readonly actor: string;
  /** Nothing will be written, so nothing may be reserved. Default false. */
  readonly dryRun?: boolean;
}

export interface AdmissionPlugin {
  readonly name: string;
  /** Changes the new object in place, or refuses. */
  readonly mutate?: (request: AdmissionRequest, server: ServerCore) => Status | undefined;
  readonly validate?: (request: AdmissionRequest, server: ServerCore) => Status | undefined;
  /** Called when a write that `validate` let through was then refused, so that reservations can be given back. */
  readonly undo?: (request: AdmissionRequest, server: ServerCore) => void;
}
