// The keys by which a strategic merge patch says more than values can.
//
// Source: kubernetes apimachinery pkg/util/strategicpatch/patch.go, constants.

/** In a map: what to do with it as a whole. */
export const DIRECTIVE = '$patch';
export const DELETE = 'delete';
export const REPLACE = 'replace';
export const MERGE = 'merge';
/** In a map: the keys to keep; all others are cleared. */
export const RETAIN_KEYS = '$retainKeys';
/** Before `/field`: scalars to take out of that list. */
export const DELETE_FROM_LIST = '$deleteFromPrimitiveList';
/** Before `/field`: the order that list is to have. */
export const SET_ORDER = '$setElementOrder';
