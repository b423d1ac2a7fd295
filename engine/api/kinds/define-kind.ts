// Declares a kind with functions typed for its own objects, and hands out the untyped traits that shared code uses.
//
// The cast from any object to the kind's type happens here and nowhere else in `kinds/`. Validators get the list they
// append to (`Problems`) instead of building one each. Defaults never see a null.

import type { ApiContext, KindTraits } from '../kind.ts';
import type { AnyObject, KubeObject } from '../objects.ts';
import { fillNullItems } from '../schema/decode.ts';
import { dropEmptyValues } from '../schema/empty-values.ts';
import { Problems } from '../validation/problems.ts';
import { dropNulls } from './nulls.ts';

type Untyped =
  | 'setDefaults'
  | 'prepareForCreate'
  | 'prepareForUpdate'
  | 'prepareForStatusUpdate'
  | 'validateCreate'
  | 'validateUpdate'
  | 'validateStatusUpdate'
  | 'selectableFields';

/** `KindTraits` with the object type filled in. Upstream names of the members are in `KindTraits`. */
export interface KindDeclaration<T extends KubeObject> extends Omit<KindTraits, Untyped> {
  /** Top-level fields of free JSON, in which null is a value. */
  readonly rawFields?: readonly string[];
  readonly setDefaults?: (object: T, context: ApiContext) => void;
  readonly prepareForCreate?: (object: T, context: ApiContext) => void;
  readonly prepareForUpdate?: (object: T, old: T, context: ApiContext) => void;
  readonly prepareForStatusUpdate?: (object: T, old: T, context: ApiContext) => void;
  readonly validateCreate: (object: T, problems: Problems) => void;
  readonly validateUpdate: (object: T, old: T, problems: Problems) => void;
  readonly validateStatusUpdate?: (object: T, old: T, problems: Problems) => void;
  readonly selectableFields?: (object: T) => Readonly<Record<string, string>>;
}

export function defineKind<T extends KubeObject>(kind: KindDeclaration<T>): KindTraits {
  const typed = (object: AnyObject): T => object as unknown as T;
  const {
    rawFields = [],
    setDefaults,
    prepareForCreate,
    prepareForUpdate,
    prepareForStatusUpdate,
    ...rest
  } = kind;
  const { validateCreate, validateUpdate, validateStatusUpdate, selectableFields, ...names } = rest;
  const update =
    (validate: (object: T, old: T, problems: Problems) => void): KindTraits['validateUpdate'] =>
    (object, old, context) => {
      const problems = new Problems(context);
      validate(typed(object), typed(old), problems);
      return problems.list;
    };
  return {
    ...names,
    setDefaults: (object, context) => {
      if (context.isDecoded !== true) {
        fillNullItems(object);
        dropNulls(object, rawFields);
      }
      setDefaults?.(typed(object), context);
      // Last, as some defaults tell an empty list from none.
      if (context.isDecoded !== true) dropEmptyValues(object);
    },
    ...(prepareForCreate && {
      prepareForCreate: (object, context) => prepareForCreate(typed(object), context),
    }),
    ...(prepareForUpdate && {
      prepareForUpdate: (object, old, context) => prepareForUpdate(typed(object), typed(old), context),
    }),
    ...(prepareForStatusUpdate && {
      prepareForStatusUpdate: (object, old, context) =>
        prepareForStatusUpdate(typed(object), typed(old), context),
    }),
    validateCreate: (object, context) => {
      const problems = new Problems(context);
      validateCreate(typed(object), problems);
      return problems.list;
    },
    validateUpdate: update(validateUpdate),
    ...(validateStatusUpdate && { validateStatusUpdate: update(validateStatusUpdate) }),
    ...(selectableFields && { selectableFields: (object) => selectableFields(typed(object)) }),
  };
}
