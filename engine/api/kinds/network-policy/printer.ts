// Rows of `kubectl get networkpolicies`. Source: kubernetes v1.28.0 pkg/printers/internalversion/printers.go,
// printNetworkPolicy.

import type { NetworkPolicy } from '../../objects.ts';
import { age } from '../../printing/age.ts';
import { columns, definePrinter } from '../../printing/define-printer.ts';
import { formatLabelSelector } from '../../selectors/label-selector.ts';

export const networkPolicyPrinter = definePrinter<NetworkPolicy>({
  columns: columns('Name', 'Pod-Selector', 'Age'),
  cells: (policy, context) => [
    policy.metadata.name,
    formatLabelSelector(policy.spec.podSelector ?? {}),
    age(policy, context),
  ],
});
