// One scenario of the overview: status, name, its pods in a small drawing, length, tags, failure.

import type { ComponentChildren } from 'preact';
import { explorationTotals } from '../../../view/exploration.ts';
import { exampleText } from '../../../view/feature-sections.ts';
import { shortLengthText } from '../../../view/time-text.ts';
import type { ScenarioSummary } from '../../page-data.ts';
import { Failure } from '../failure.tsx';
import { StatusBadge } from '../status-badge.tsx';
import { text } from '../text.ts';
import { MiniLane } from './mini-lane.tsx';

// The line that says what was found, for a failure that is folded.
function firstTelling(failure: string): string {
  const lines = failure.split('\n');
  const place = Math.max(
    0,
    lines.findIndex((line) => /^ {2}(because|found)/.test(line)),
  );
  return lines
    .slice(place, place + 2)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}

interface RowProps {
  readonly scenario: ScenarioSummary;
  readonly withFailure: boolean;
  /** The failure is open. */
  readonly isFirst: boolean;
  /** Others have the same name: the example tells them apart. */
  readonly hasExample: boolean;
  readonly href: string;
  readonly onTag: (tag: string) => void;
}

export function ScenarioRow({
  scenario,
  withFailure,
  isFirst,
  hasExample,
  href,
  onTag,
}: RowProps): ComponentChildren {
  const { status, name, tags, digest, failure, feature, attempts, exploration } = scenario;
  const explored = exploration === undefined ? undefined : explorationTotals(exploration);
  return (
    <article class={`scenario is-${status}`}>
      <div class="row">
        <StatusBadge status={status} />
        <a class="name" href={href}>
          {name}
          {hasExample && <small class="example">{exampleText(scenario)}</small>}
          {withFailure && <small>{feature}</small>}
          {explored !== undefined && <small>{text.exploredRuns(explored.runs, explored.failed)}</small>}
          {attempts !== undefined && <small>{text.attempts(attempts)}</small>}
        </a>
        <span class="tags">
          {tags.map((tag) => (
            <button type="button" key={tag} onClick={() => onTag(tag)}>
              {tag}
            </button>
          ))}
        </span>
        <MiniLane digest={digest} isFailed={status === 'failed'} />
        <span class="length">{digest === undefined ? '' : shortLengthText(digest.lengthMs)}</span>
      </div>
      {withFailure && failure !== undefined && (
        <details class="why-failed" open={isFirst}>
          <summary>{firstTelling(failure)}</summary>
          <Failure text={failure} />
        </details>
      )}
    </article>
  );
}
