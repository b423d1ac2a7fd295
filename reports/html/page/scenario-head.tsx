// The head of a scenario: what came of it, its name, where it stands, and the command that plays it again.

import type { ComponentChildren } from 'preact';
import { replayCommand } from '../../run/replay.ts';
import { exampleText } from '../../view/feature-sections.ts';
import { lengthText } from '../../view/time-text.ts';
import type { ScenarioSummary } from '../page-data.ts';
import { useCopy } from './copy-button.tsx';
import { useKeys } from './keys.ts';
import { StatusBadge } from './status-badge.tsx';
import { text } from './text.ts';

export function ScenarioHead({ scenario }: { readonly scenario: ScenarioSummary }): ComponentChildren {
  const { status, name, tags, digest, uri, line, rule, wallMs, exploration } = scenario;
  const command = exploration?.failure?.replay ?? replayCommand(scenario);
  const [isCopied, copy] = useCopy(command);
  useKeys({ c: copy });
  return (
    <div class="scenario-head">
      <h1>
        <StatusBadge status={status} />
        <span>{name}</span>
        <button
          type="button"
          class="quiet"
          title={`${text.copyReplay}\n${command}`}
          onClick={copy}
          aria-live="polite"
        >
          {isCopied ? text.copied : text.replay}
        </button>
      </h1>
      <p class="facts">
        <span class="mono">
          {uri}:{line}
        </span>
        {rule !== undefined && <span>{rule}</span>}
        {exampleText(scenario) !== '' && <span class="example">{exampleText(scenario)}</span>}
        {digest !== undefined && <span>{lengthText(digest.lengthMs)}</span>}
        {wallMs !== undefined && <span>{Math.round(wallMs)} ms wall</span>}
        {digest?.version !== undefined && <span>{text.kubernetes(digest.version)}</span>}
        {digest?.seed !== undefined && <span>{text.seed(digest.seed)}</span>}
        {tags.map((tag) => (
          <span class="tag" key={tag}>
            {tag}
          </span>
        ))}
      </p>
    </div>
  );
}
