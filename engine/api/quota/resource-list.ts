// Resource lists as exact quantities, and the arithmetic that quotas and limits do on them.
//
// Source: kubernetes v1.20.2 pkg/quota/v1/resources.go (1.28: staging/src/k8s.io/apiserver/pkg/quota/v1/resources.go).

import { addQuantities, compareQuantities, negateQuantity } from '../quantity/arithmetic.ts';
import { formatQuantity } from '../quantity/format.ts';
import { decodeQuantity, newQuantity, type Quantity } from '../quantity/quantity.ts';
import { quantitySign } from '../quantity/values.ts';

/** Resource name to quantity; unlike in JSON, order never shows. */
export type ResourceList = ReadonlyMap<string, Quantity>;

/** As objects hold it: `{cpu: '100m'}`. */
export type ResourceTexts = Readonly<Record<string, string | number>>;

export const EMPTY: ResourceList = new Map();

/** @throws QuantityError */
export function resourceList(texts: ResourceTexts | undefined): ResourceList {
  return new Map(Object.entries(texts ?? {}).map(([name, text]) => [name, decodeQuantity(text)]));
}

/** In canonical form, sorted by name. */
export function resourceTexts(list: ResourceList): Record<string, string> {
  return Object.fromEntries(names(list).map((name) => [name, formatQuantity(list.get(name)!)]));
}

/** Sorted. */
export const names = (list: ResourceList): string[] => [...list.keys()].sort();

export const count = (n: number): Quantity => newQuantity(n, 'DecimalSI');

export function addLists(a: ResourceList, b: ResourceList): ResourceList {
  const sum = new Map(a);
  for (const [name, value] of b) {
    const other = a.get(name);
    sum.set(name, other === undefined ? value : addQuantities(other, value));
  }
  return sum;
}

/** The larger of each. */
export function maxLists(a: ResourceList, b: ResourceList): ResourceList {
  const most = new Map(a);
  for (const [name, value] of b) {
    const other = a.get(name);
    if (other === undefined || compareQuantities(other, value) <= 0) most.set(name, value);
  }
  return most;
}

/** a - b, where what b alone has counts as negative. */
export function subtractLists(a: ResourceList, b: ResourceList): ResourceList {
  const negative = new Map([...b].map(([name, value]) => [name, negateQuantity(value)] as const));
  return addLists(a, negative);
}

/** a - b, nothing below zero. */
export function subtractToZero(a: ResourceList, b: ResourceList): ResourceList {
  const rest = [...subtractLists(a, b)];
  return new Map(rest.map(([name, value]) => [name, quantitySign(value) > 0 ? value : count(0)]));
}

/** Only the named resources. */
export function maskList(list: ResourceList, wanted: Iterable<string>): ResourceList {
  const set = new Set(wanted);
  return new Map([...list].filter(([name]) => set.has(name)));
}

/** Resources of the bound that the list has more of, sorted. */
export function exceeding(list: ResourceList, bound: ResourceList): string[] {
  return names(bound).filter((name) => {
    const value = list.get(name);
    return value !== undefined && compareQuantities(value, bound.get(name)!) > 0;
  });
}

export function equalLists(a: ResourceList, b: ResourceList): boolean {
  if (a.size !== b.size) return false;
  for (const [name, value] of a) {
    const other = b.get(name);
    if (other === undefined || compareQuantities(value, other) !== 0) return false;
  }
  return true;
}

export const isZeroList = (list: ResourceList): boolean =>
  [...list.values()].every((v) => quantitySign(v) === 0);

/** `cpu=100m,pods=3`, sorted. Source: prettyPrint in the quota admission's controller.go. */
export function listText(list: ResourceList): string {
  return names(list)
    .map((name) => `${name}=${formatQuantity(list.get(name)!)}`)
    .join(',');
}
