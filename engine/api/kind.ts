// What shared code may know of a kind: its names, where it is served, its strategy and its printed columns.
//
// Each built-in kind is one folder under `kinds/` that exports one `KindTraits`; `kinds/index.ts` lists them all.
// Code outside `kinds/` never branches on `kind`: it asks the traits. The store keeps every object in the kind's
// storage form (the newest version upstream serves); `ServedVersion` says how older versions map to it.

import type { VersionProfile } from '../versions/profile.ts';
import type { AnyObject } from './objects.ts';
import type { FieldError } from './validation/field-error.ts';

/** What defaulting, validation and strategies may depend on besides the object. */
export interface ApiContext {
  readonly version: VersionProfile;
  /** The API server's `--allow-privileged`: whether containers may be privileged. Absent: yes, as installers set it. */
  readonly allowPrivileged?: boolean;
  /** The `apiVersion` a client spoke, where it is not the storage form's: some rules and paths of old versions differ. */
  readonly requestApiVersion?: string;
  /** Only the version's own defaults are wanted, without what conversion to the storage form fills in. */
  readonly isWithoutConversion?: boolean;
  /** The object has no nulls any more, so defaults need not look for them again. */
  readonly isDecoded?: boolean;
}

/** One group/version under which the kind is or was served. */
export interface ServedVersion {
  /** `''` is the core group. */
  readonly group: string;
  readonly version: string;
  /** First and last minor that serves it, both included; absent: since ever, until now. */
  readonly from?: number;
  readonly until?: number;
  /** Served only where the API server's --runtime-config names it, as every alpha. */
  readonly onRequest?: boolean;
  /** First minor that warns of its use, where upstream does (1.19 and later print deprecation warnings). */
  readonly deprecatedFrom?: number;
  /** The `group/version Kind` named in the warning, for example `batch/v1 CronJob`. */
  readonly replacement?: string;
  /** A deletion that names no policy leaves the dependents as orphans. */
  readonly orphansDependents?: true;
  /** Rewrites an object of this version into storage form, and back. Absent: same shape, only apiVersion differs. */
  readonly toStorage?: (object: AnyObject) => AnyObject;
  readonly fromStorage?: (object: AnyObject) => AnyObject;
}

/** A column of `kubectl get`, as the API server's table has it. `wide`: shown with `-o wide` only. */
export interface PrinterColumn {
  readonly name: string;
  readonly wide?: boolean;
}

/** The moment of printing: ages are counted from it. */
export interface PrintContext extends ApiContext {
  /** Milliseconds since the Unix epoch. */
  readonly nowEpochMs: number;
  /** `-o wide`: cells that are cut short otherwise are not. Default false. */
  readonly wide?: boolean;
}

export interface Printer {
  columns(context: ApiContext): readonly PrinterColumn[];
  /** The cells of one row, in the order of `columns`, wide ones included. */
  cells(object: AnyObject, context: PrintContext): readonly string[];
}

/** Where a kind keeps what the scale subresource shows. */
export interface ScaleTraits {
  readonly specReplicas: (object: AnyObject) => number;
  readonly statusReplicas: (object: AnyObject) => number;
  /** Label selector in text form. */
  readonly selector: (object: AnyObject) => string;
}

/**
 * How the engine honours a field, by path pattern (`spec.template.spec.hostPID`, `spec.containers[*].tty`; a pattern
 * covers all below it). The longest matching pattern decides; a field that no pattern covers is acted on.
 * - `acts`: the engine does what the field says
 * - `describes`: stored and shown; changes no behaviour that a simulation could show
 * - `unmodelled`: would change behaviour that the engine does not model; stops the scenario unless it accepts that
 */
export type FieldSupport = Readonly<Record<string, 'acts' | 'describes' | 'unmodelled'>>;

export interface KindTraits {
  readonly kind: string;
  readonly plural: string;
  readonly singular: string;
  readonly shortNames: readonly string[];
  /** `all` puts the kind into `kubectl get all`. */
  readonly categories: readonly string[];
  readonly namespaced: boolean;
  /** Newest first. The first one is the storage form. */
  readonly versions: readonly ServedVersion[];
  /** The group that a refusal names, where upstream registers the type in another group first; default: the storage form's. */
  readonly refusalGroup?: string;
  readonly statusSubresource: boolean;
  /** What a client may do with it; absent: all that the resources know that are stored. */
  readonly verbs?: readonly string[];
  readonly scale?: ScaleTraits;
  /** Pod-like kinds that are deleted gracefully; returns the grace period in seconds, 0 for at once. */
  readonly gracePeriodSeconds?: (object: AnyObject, requested: number | undefined) => number;
  /** Fills in defaults, in place, on an object in storage form that nobody else holds. */
  readonly setDefaults?: (object: AnyObject, context: ApiContext) => void;
  /** The strategy's PrepareForCreate: drops status, sets generation and the like; in place. */
  readonly prepareForCreate?: (object: AnyObject, context: ApiContext) => void;
  /** The strategy's PrepareForUpdate: keeps status, raises metadata.generation when the spec changed; in place. */
  readonly prepareForUpdate?: (object: AnyObject, old: AnyObject, context: ApiContext) => void;
  /** The status strategy's PrepareForUpdate: keeps everything but status; in place. */
  readonly prepareForStatusUpdate?: (object: AnyObject, old: AnyObject, context: ApiContext) => void;
  /** Problems with a new object, metadata's included, in upstream's order. */
  readonly validateCreate: (object: AnyObject, context: ApiContext) => FieldError[];
  readonly validateUpdate: (object: AnyObject, old: AnyObject, context: ApiContext) => FieldError[];
  readonly validateStatusUpdate?: (object: AnyObject, old: AnyObject, context: ApiContext) => FieldError[];
  /** Field-selector values by label (`status.phase`), metadata.name and metadata.namespace excepted. */
  readonly selectableFields?: (object: AnyObject) => Readonly<Record<string, string>>;
  /** The API server keeps no watch cache of it: what a watch may go back to is what etcd has. */
  readonly isUncached?: true;
  readonly fieldSupport?: FieldSupport;
  /** Finalizers that admission puts on a new object, for example `kubernetes.io/pvc-protection`. */
  readonly printer?: Printer;
}

/** Whether the store keeps its objects: others are made for each request, and cannot be watched. */
export const isStored = ({ verbs }: KindTraits): boolean => verbs === undefined || verbs.includes('watch');
