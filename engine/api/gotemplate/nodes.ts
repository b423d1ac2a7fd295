// The parse tree of a Go template. Source: Go src/text/template/parse/node.go.

import type { Float, Int } from './values.ts';

interface Placed {
  /** Index into the template's text. */
  readonly at: number;
  /** As upstream prints the node in errors. */
  readonly text: string;
}

export type Operand =
  | (Placed & { readonly kind: 'dot' | 'nil' })
  | (Placed & { readonly kind: 'constant'; readonly value: string | boolean | Float | Int })
  | (Placed & { readonly kind: 'function'; readonly name: string })
  | (Placed & { readonly kind: 'field'; readonly path: readonly string[] })
  | (Placed & { readonly kind: 'variable'; readonly name: string; readonly path: readonly string[] })
  | (Placed & { readonly kind: 'chain'; readonly of: Operand; readonly path: readonly string[] })
  | (Placed & { readonly kind: 'pipe'; readonly pipe: Pipe });

export interface Command extends Placed {
  readonly operands: readonly Operand[];
}

export interface Pipe extends Placed {
  readonly declares: readonly string[];
  readonly isAssignment: boolean;
  readonly commands: readonly Command[];
}

export type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'action'; readonly pipe: Pipe }
  | {
      readonly kind: 'if' | 'range' | 'with';
      readonly pipe: Pipe;
      readonly body: readonly Node[];
      readonly otherwise: readonly Node[];
    }
  | { readonly kind: 'template'; readonly at: number; readonly name: string; readonly pipe?: Pipe }
  | { readonly kind: 'break' | 'continue' };

export interface Template {
  readonly name: string;
  readonly source: string;
  readonly body: readonly Node[];
  readonly defined: ReadonlyMap<string, readonly Node[]>;
}
