// What a request carries besides the object, one to one with the REST API's options.

export interface RequestContext {
  /** The component or user that asks: `kubectl`, `deployment-controller`, `kubelet node-1` … */
  readonly actor: string;
  /** Everything is checked and the answer given, but nothing is written. Default false. */
  readonly dryRun?: boolean;
  /** The name under which the write is tracked; default: the actor's program. */
  readonly fieldManager?: string;
  /** The object comes with the managedFields that it is to have. */
  readonly isTracked?: boolean;
  /** The write goes through the scale subresource. */
  readonly isScale?: boolean;
  /** The object is the server's from now on: nobody else holds any part of it, and it need not be copied. */
  readonly isHandedOver?: boolean;
  /** What changes is the stored object with a patch applied; a write of a whole object must mean the one that is there. */
  readonly isPatch?: boolean;
  /** What changes was made from a stored object by a component: it has no nulls and lacks no defaults. */
  readonly isDecoded?: boolean;
  /** The group/version that the client speaks, where it is not the storage form: rules of old versions differ. */
  readonly apiVersion?: string;
}

export type PropagationPolicy = 'Background' | 'Foreground' | 'Orphan';

/** Source: kubernetes apimachinery pkg/apis/meta/v1/types.go, DeleteOptions. */
export interface DeleteOptions {
  /** Whole seconds, at least 0; default: the kind's own. */
  readonly gracePeriodSeconds?: number;
  readonly propagationPolicy?: PropagationPolicy;
  readonly preconditions?: { readonly uid?: string; readonly resourceVersion?: string };
}

export interface ListOptions {
  /** Absent: all namespaces. */
  readonly namespace?: string;
  /** Selector texts, as `kubectl get -l` and `--field-selector` take them. */
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
  /** The group/version that the client speaks, where it is not the storage form's: fields have names of their own. */
  readonly apiVersion?: string;
  /** The state of the store at this revision; default: now. */
  readonly revision?: number;
  /** Page size, and where the page before ended. */
  readonly limit?: number;
  readonly continueToken?: string;
}

export type PatchType = 'strategic' | 'merge' | 'json';

/** The part of an object that a write goes to. `spec` is the object itself. */
export type Subresource = 'spec' | 'status';
