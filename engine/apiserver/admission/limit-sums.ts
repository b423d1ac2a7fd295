// How LimitRanger added up a pod before it used quantities: int64 in plain units, millicores for CPU, and only for
// resources that every container names.
//
// Which is why its messages say `2147483648` where the manifest says `2Gi`.
// Source: kubernetes v1.20.2 plugin/pkg/admission/limitranger/admission.go, sum and PodValidateLimitFunc.

import type { Container, PodSpec } from '../../api/objects.ts';
import { compareQuantities } from '../../api/quantity/arithmetic.ts';
import { newMilliQuantity, newQuantity, type Quantity } from '../../api/quantity/quantity.ts';
import { scaledValue } from '../../api/quantity/values.ts';
import { type ResourceList, type ResourceTexts, resourceList } from '../../api/quota/resource-list.ts';

type Side = 'requests' | 'limits';

const of = (container: Container, side: Side): ResourceList =>
  resourceList(container.resources?.[side] as ResourceTexts | undefined);

function total(name: string, values: readonly Quantity[]): Quantity {
  if (name !== 'cpu') return newQuantity(add(values, 0), 'DecimalSI');
  return newMilliQuantity(add(values, -3), 'DecimalSI');
}

const add = (values: readonly Quantity[], exponent: number): bigint =>
  BigInt.asIntN(
    64,
    values.reduce((sum, value) => sum + scaledValue(value, exponent), 0n),
  );

export function summedInPlainUnits({ containers, initContainers = [] }: PodSpec, side: Side): ResourceList {
  const lists = containers.map((container) => of(container, side));
  const sum = new Map<string, Quantity>();
  for (const name of new Set(lists.flatMap((list) => [...list.keys()]))) {
    const values = lists.map((list) => list.get(name)).filter((value) => value !== undefined);
    if (values.length === lists.length) sum.set(name, total(name, values));
  }
  for (const container of initContainers) {
    for (const [name, value] of of(container, side)) {
      const other = sum.get(name);
      if (other === undefined || compareQuantities(value, other) > 0) sum.set(name, value);
    }
  }
  return sum;
}
