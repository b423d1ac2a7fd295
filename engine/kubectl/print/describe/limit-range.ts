// Source: kubectl v0.32.0 pkg/describe/describe.go, describeLimitRange, describeLimitRangeSpec.
// Order: upstream walks a Go map of the resources of a limit; here they are sorted.

import type { LimitRange } from '../../../api/objects.ts';
import { quantityText } from '../../../api/printing/volume-cells.ts';
import type { Writer } from './writer.ts';

export const LIMIT_COLUMNS =
  'Type\tResource\tMin\tMax\tDefault Request\tDefault Limit\tMax Limit/Request Ratio\n';
export const LIMIT_RULES =
  '----\t--------\t---\t---\t---------------\t-------------\t-----------------------\n';

export function describeLimitRange(w: Writer, range: LimitRange): void {
  w.write(0, `Name:\t${range.metadata.name}\n`);
  w.write(0, `Namespace:\t${range.metadata.namespace}\n`);
  w.write(0, LIMIT_COLUMNS);
  w.write(0, LIMIT_RULES);
  describeLimits(w, range, '');
}

export function describeLimits(w: Writer, { spec }: LimitRange, prefix: string): void {
  for (const item of spec.limits ?? []) {
    const { min, max, defaultRequest, default: defaultLimit, maxLimitRequestRatio } = item;
    const lists = [min, max, defaultRequest, defaultLimit, maxLimitRequestRatio];
    const names = [...new Set(lists.flatMap((list) => Object.keys(list ?? {})))].sort();
    for (const name of names) {
      const values = lists.map((list) => (list?.[name] === undefined ? '-' : quantityText(list[name])));
      w.write(0, `${prefix}${[item.type, name, ...values].join('\t')}\n`);
    }
  }
}
