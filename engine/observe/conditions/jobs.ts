// The jobs of a cron job: how many completed, failed, were active at once. Jobs that were cleaned up count as well.

import type { AnyObject, Job } from '../../api/objects.ts';
import type { ClusterView } from '../cluster-view.ts';
import type { Condition } from '../condition.ts';
import { type Amount, foundOf, marginOf } from './amount.ts';
import { absent, either, find, isControlledBy, lastOf, suggestName, writes, writesKind } from './lookup.ts';
import { conditionOf } from './state.ts';
import { refOf, type Target, targetText, type Vocabulary } from './vocabulary.ts';

export type JobsState = 'completed' | 'failed' | 'active' | 'created';

const is = (job: Job, type: string): boolean =>
  conditionOf(job as unknown as AnyObject, type)?.status === 'True';

const TESTS: Readonly<Record<JobsState, (job: Job) => boolean>> = {
  completed: (job) => is(job, 'Complete'),
  failed: (job) => is(job, 'Failed'),
  active: (job) => !is(job, 'Complete') && !is(job, 'Failed'),
  created: () => true,
};

const PHRASE: Readonly<Record<JobsState, string>> = {
  completed: 'have completed',
  failed: 'have failed',
  active: 'are active',
  created: 'were created',
};

/** `at most 2 jobs of cronjob "report" are active`. */
export function cronRunsCondition(
  vocabulary: Vocabulary,
  target: Target,
  amount: Amount,
  state: JobsState,
): Condition {
  return {
    text: `${amount.text} jobs of ${targetText(vocabulary, target)} ${PHRASE[state]}`,
    concerns: either(writes(target), writesKind('Job')),
    look: (view) => {
      const owner = find(view, target) ?? lastOf(view, target);
      if (owner === undefined) return absent(view, target);
      const jobs = jobsOf(view, owner, state !== 'active');
      const counted = jobs.filter(TESTS[state]);
      const margin = marginOf(amount, counted.length);
      return {
        holds: margin >= 0,
        found: foundOf(amount, counted.length, state),
        value: counted.length,
        margin,
        isMet: true,
      };
    },
    blame: (view) => {
      const owner = find(view, target) ?? lastOf(view, target);
      if (owner === undefined) return [];
      return [...jobsOf(view, owner, true).slice(-3).reverse(), owner].map((each) =>
        refOf(each as AnyObject),
      );
    },
    suggest: (view) => suggestName(vocabulary, view, target),
  };
}

function jobsOf(view: ClusterView, owner: AnyObject, withGone: boolean): Job[] {
  const jobs = withGone ? [...view.listGone('Job'), ...view.list('Job')] : view.list('Job');
  return jobs.filter((job) => isControlledBy(job, owner.metadata.uid));
}
