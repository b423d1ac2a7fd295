// Declares the table of a kind: its columns, and a row's cells from an object of its own type.
//
// What a cell is made of beyond that (ages, container names) has its own file beside this one.
// Source: kubernetes v1.28.0 pkg/printers/internalversion/printers.go, AddHandlers.

import type { ApiContext, PrintContext, Printer, PrinterColumn } from '../kind.ts';
import type { KubeObject } from '../objects.ts';
import { withParts } from './zero-parts.ts';

/** Numbers and booleans are printed as Go does: `3`, `false`. */
export type Cell = string | number | boolean;

export interface PrinterDeclaration<T extends KubeObject> {
  /** A function where releases have different columns. */
  readonly columns: readonly PrinterColumn[] | ((context: ApiContext) => readonly PrinterColumn[]);
  /** In the order of the columns, wide ones included. */
  readonly cells: (object: T, context: PrintContext) => readonly Cell[];
}

export function definePrinter<T extends KubeObject>({ columns, cells }: PrinterDeclaration<T>): Printer {
  return {
    columns: (context) => (typeof columns === 'function' ? columns(context) : columns),
    cells: (object, context) =>
      cells(withParts(object) as unknown as T, context).map((cell) => String(cell ?? '')),
  };
}

/** Columns that are always shown. */
export const columns = (...names: readonly string[]): PrinterColumn[] => names.map((name) => ({ name }));

/** Columns of `-o wide`. */
export const wide = (...names: readonly string[]): PrinterColumn[] =>
  names.map((name) => ({ name, wide: true }));
