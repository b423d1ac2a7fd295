// Rows of `kubectl get resourcequotas`. Source: kubernetes v1.28.0 pkg/printers/internalversion/printers.go,
// printResourceQuota; the age at the end: kubernetes pull request 129419.

import type { ResourceQuota } from '../../objects.ts';
import { age } from '../../printing/age.ts';
import { columns, definePrinter } from '../../printing/define-printer.ts';
import { quantityText } from '../../printing/volume-cells.ts';

export const resourceQuotaPrinter = definePrinter<ResourceQuota>({
  columns: ({ version }) =>
    version.has('resourceQuotaAgeLast')
      ? columns('Name', 'Request', 'Limit', 'Age')
      : columns('Name', 'Age', 'Request', 'Limit'),
  cells: (quota, context) => {
    const hard = quota.status?.hard ?? {};
    const used = quota.status?.used ?? {};
    const names = Object.keys(hard).sort();
    const textOf = (name: string): string =>
      `${name}: ${quantityText(used[name])}/${quantityText(hard[name])}`;
    const limits = names.filter((name) => name.startsWith('limits.'));
    const requests = names.filter((name) => !name.startsWith('limits.'));
    const texts = [requests.map(textOf).join(', '), limits.map(textOf).join(', ')];
    const ageText = age(quota, context);
    const isLast = context.version.has('resourceQuotaAgeLast');
    return [quota.metadata.name, ...(isLast ? [...texts, ageText] : [ageText, ...texts])];
  },
});
