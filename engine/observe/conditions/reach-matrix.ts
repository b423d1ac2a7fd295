// Who reaches whom, as a table: rows are clients, columns what they connect to. Looks at the network as it is.

import type { ClusterView } from '../cluster-view.ts';
import type { Condition, Finding } from '../condition.ts';

/** `some`: of several pods, not all. */
export type Reaches = 'yes' | 'no' | 'some';

export interface MatrixCell {
  /** As the table has them. */
  readonly client: string;
  readonly target: string;
  readonly wanted: Reaches;
  /** Undefined: one of the two is not there. */
  readonly look: () => Reaches | undefined;
}

/** `the reachability is:`; every cell as wanted. */
export function reachMatrixCondition(
  cells: readonly MatrixCell[],
  nextTurnMs: () => number | undefined,
): Condition {
  return {
    text: 'the reachability is as in the table',
    concerns: () => false,
    isLive: true,
    look: (_: ClusterView): Finding => {
      const wrong = cells.flatMap(({ client, target, wanted, look }) => {
        const found = look();
        if (found === wanted) return [];
        return [`${client} → ${target}: ${found ?? 'not there'}, not ${wanted}`];
      });
      const value = cells.length - wrong.length;
      const found = wrong.length === 0 ? `all ${value} cells are so` : wrong.join('; ');
      return { holds: wrong.length === 0, found, value, margin: -wrong.length, isMet: cells.length > 0 };
    },
    nextTurnMs,
    blame: () => [],
  };
}
