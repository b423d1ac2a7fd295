// Resource lists in the form the API writes them: canonical quantities, no finer than a thousandth.
//
// Source: kubernetes v1.20.2 pkg/apis/core/v1/defaults.go, SetDefaults_ResourceList; quantity.go, MarshalJSON.

import { roundUpQuantity } from '../../quantity/arithmetic.ts';
import { formatQuantity } from '../../quantity/format.ts';
import { quantityOf } from '../../validation/resources.ts';

type QuantityText = string | number;

// Few texts occur in many objects. Past the bound the memory starts afresh.
const REMEMBERED_MAX = 4096;
const remembered = new Map<QuantityText, string>();

/** `0.5` as `500m`; rounded up to thousandths. */
export function canonicalQuantity(text: QuantityText): string {
  const known = remembered.get(text);
  if (known !== undefined) return known;
  const canonical = formatQuantity(roundUpQuantity(quantityOf(text), -3).quantity);
  if (remembered.size >= REMEMBERED_MAX) remembered.clear();
  remembered.set(text, canonical);
  return canonical;
}

/** In place. */
export function setResourceListDefaults(list: Record<string, QuantityText> | undefined): void {
  if (list === undefined) return;
  for (const name in list) list[name] = canonicalQuantity(list[name]!);
}
