// Quantity text and arithmetic. The table prints int64 values as strings.

import {
  addQuantities,
  compareQuantities,
  negateQuantity,
  roundUpQuantity,
  subtractQuantities,
} from '../../engine/api/quantity/arithmetic.ts';
import { formatQuantity } from '../../engine/api/quantity/format.ts';
import {
  newMilliQuantity,
  newQuantity,
  parseQuantity,
  QuantityError,
} from '../../engine/api/quantity/quantity.ts';
import { asInt64, quantitySign, scaledValue } from '../../engine/api/quantity/values.ts';
import type { TableAdapter, TableCase } from '../adapter.ts';

function parsed(text: string): unknown {
  try {
    const quantity = parseQuantity(text);
    return {
      asInt64: asInt64(quantity)?.toString() ?? null,
      canonical: formatQuantity(quantity),
      format: quantity.format,
      isZero: quantitySign(quantity) === 0,
      milliValue: scaledValue(quantity, -3).toString(),
      sign: quantitySign(quantity),
      valid: true,
      value: scaledValue(quantity, 0).toString(),
    };
  } catch (error) {
    if (error instanceof QuantityError) return { error: error.message, valid: false };
    throw error;
  }
}

function rounded({ text, scale }: { text: string; scale: number }): unknown {
  const quantity = parseQuantity(text);
  const { quantity: result, isExact } = roundUpQuantity(quantity, scale);
  return {
    exact: isExact,
    result: formatQuantity(result),
    scaledValue: scaledValue(quantity, scale).toString(),
  };
}

const RUN: Readonly<Record<string, (input: TableCase['input']) => unknown>> = {
  parseQuantity: ({ text }) => parsed(text),
  compareQuantities: ({ a, b }) => {
    const cmp = compareQuantities(parseQuantity(a), parseQuantity(b));
    return { cmp, equal: cmp === 0 };
  },
  addQuantities: ({ a, b }) => {
    const [left, right] = [parseQuantity(a), parseQuantity(b)];
    return {
      difference: formatQuantity(subtractQuantities(left, right)),
      negatedA: formatQuantity(negateQuantity(left)),
      sum: formatQuantity(addQuantities(left, right)),
    };
  },
  roundUpQuantity: rounded,
  newQuantity: ({ value, format }) => ({
    milliText: formatQuantity(newMilliQuantity(value, format)),
    text: formatQuantity(newQuantity(value, format)),
  }),
};

export const adapter: TableAdapter = {
  topics: ['quantity'],
  run: ({ fn, input }) => RUN[fn!]!(input),
};
