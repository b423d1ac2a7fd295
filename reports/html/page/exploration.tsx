// What exploring this scenario came to: the runs as a map, the smallest disturbances that break it, the command that
// plays them again, and what was disturbed besides and did not matter.

import type { ComponentChildren } from 'preact';
import type { ToldDisturbance } from '../../model/exploration.ts';
import { explorationTotals, runText } from '../../view/exploration.ts';
import { instantText } from '../../view/time-text.ts';
import type { ExplorationSummary } from '../page-data.ts';
import { CopyButton } from './copy-button.tsx';
import { Failure } from './failure.tsx';
import type { ShownRun } from './route.ts';
import { text } from './text.ts';

interface ExplorationProps {
  readonly exploration: ExplorationSummary;
  /** Which run the page shows, and how to show another one at a record. */
  readonly shown: ShownRun;
  readonly show: (run: ShownRun, seq?: number) => void;
}

export function ExplorationPanel({ exploration, shown, show }: ExplorationProps): ComponentChildren {
  const { failure, outdated } = exploration;
  return (
    <details class="exploration" open={failure !== undefined}>
      <summary>
        <b>{text.explored}</b> {text.exploredTotals(explorationTotals(exploration))}
      </summary>
      <div class="exploration-body">
        <div>
          <RunMap exploration={exploration} />
          {failure?.trace !== undefined && (
            <fieldset class="switch">
              <legend class="spoken">{text.shownRun}</legend>
              {(['smallest', 'default'] as const).map((run) => (
                <button key={run} type="button" aria-pressed={shown === run} onClick={() => show(run)}>
                  {text.shownRuns[run]}
                </button>
              ))}
            </fieldset>
          )}
          <p class="lead">{text.decisionsOpen(exploration.decisions)}</p>
          {outdated.map((sentence) => (
            <p key={sentence} class="lead">
              {text.outdated}: {sentence}
            </p>
          ))}
        </div>
        {failure === undefined ? (
          <p class="lead">{text.nothingBreaksIt}</p>
        ) : (
          <div>
            <h3>{text.smallest(failure.smallest.length)}</h3>
            <Disturbances
              told={failure.smallest}
              pin={failure.trace === undefined ? undefined : (seq) => show('smallest', seq)}
            />
            <p class="lead">{text.shrunk(exploration.shrinkRuns, failure.removed.length)}</p>
            {failure.removed.length > 0 && (
              <details>
                <summary>{text.removed}</summary>
                <Disturbances told={failure.removed} pin={undefined} />
              </details>
            )}
            <p class="replay">
              <code>{failure.replay}</code>
              <CopyButton value={failure.replay} label={text.copyCommand} />
            </p>
            <details>
              <summary>{text.failingStep}</summary>
              <Failure text={failure.block} />
            </details>
          </div>
        )}
      </div>
    </details>
  );
}

function RunMap({ exploration: { runs } }: { readonly exploration: ExplorationSummary }): ComponentChildren {
  return (
    <div class={`run-map${runs.length > MANY ? ' is-dense' : ''}`} role="img" aria-label={text.runMap}>
      {runs.map((run, i) => (
        <i key={i} class={`is-${run.verdict}`} title={runText(run, i)} />
      ))}
    </div>
  );
}

/** More runs are drawn smaller. */
const MANY = 400;

function Disturbances({
  told,
  pin,
}: {
  readonly told: readonly ToldDisturbance[];
  readonly pin: ((seq: number) => void) | undefined;
}): ComponentChildren {
  return (
    <ol class="disturbances">
      {told.map(({ text: sentence, t, seq }, i) => (
        <li key={seq + sentence}>
          <span class="disturbance-number" aria-hidden="true">
            {i + 1}
          </span>
          {pin === undefined ? (
            <span class="mono">{instantText(t)}</span>
          ) : (
            <button type="button" class="link mono" onClick={() => pin(seq)}>
              {instantText(t)}
            </button>
          )}
          <span>{sentence}</span>
        </li>
      ))}
    </ol>
  );
}
