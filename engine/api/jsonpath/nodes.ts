// The parts of a JSONPath template, as the parser leaves them for the evaluation.
//
// Source: client-go v0.32 util/jsonpath/node.go.

/** One of the three numbers of `[start:end:step]`. */
export interface SliceParam {
  readonly isKnown: boolean;
  readonly value: number;
  /** The end that a single index implies. */
  readonly isDerived: boolean;
}

export type JsonPathNode =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'field'; readonly name: string }
  /** `range` and `end`. */
  | { readonly type: 'identifier'; readonly name: string }
  | { readonly type: 'array'; readonly params: readonly [SliceParam, SliceParam, SliceParam] }
  | {
      readonly type: 'filter';
      readonly left: ListNode;
      readonly right: ListNode;
      readonly operator: string;
    }
  /** An integer, a float or a boolean written in the template. */
  | { readonly type: 'literal'; readonly value: number | boolean }
  | { readonly type: 'wildcard' }
  | { readonly type: 'recursive' }
  | { readonly type: 'union'; readonly nodes: readonly ListNode[] }
  | ListNode;

/** What stands between braces: each node works on what the one before it found. */
export interface ListNode {
  readonly type: 'list';
  readonly nodes: JsonPathNode[];
}

/** What a range over nothing, or over a null, works on: unlike a null it has no type. */
export const NO_VALUE: unique symbol = Symbol('<no value>');

/** Its message is upstream's. */
export class JsonPathError extends Error {
  override readonly name = 'JsonPathError';
}
