// Conditions of workloads. Source: kubectl v0.32.0 pkg/describe/describe.go, describeDeployment and others.

import type { Writer } from './writer.ts';

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
}

export function describeConditions(w: Writer, conditions: readonly Condition[] | null | undefined): void {
  if (!conditions || conditions.length === 0) return;
  w.write(0, 'Conditions:\n  Type\tStatus\tReason\n');
  w.write(1, '----\t------\t------\n');
  for (const { type, status, reason = '' } of conditions) w.write(1, `${type} \t${status}\t${reason}\n`);
}
