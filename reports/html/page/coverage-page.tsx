// What the run covered: tags and their scenarios, the words of Kubernetes that came about, the sentences nobody said.

import type { ComponentChildren } from 'preact';
import { reachedWords, type TagRow, tagRows, unusedSentences, type WordRow } from '../../view/coverage.ts';
import type { RunSummary, ScenarioSummary } from '../page-data.ts';
import type { Navigation } from './route.ts';
import { STATUS_SYMBOL, STATUS_WORD, STATUSES, text } from './text.ts';

interface CoverageProps {
  readonly run: RunSummary;
  readonly navigation: Navigation;
}

export function CoveragePage({ run, navigation }: CoverageProps): ComponentChildren {
  const tags = tagRows(run.scenarios, run.tags);
  const words = reachedWords(run.scenarios);
  const unused = unusedSentences(run);
  return (
    <main class="coverage-page">
      <h1>{text.coverage}</h1>
      <section>
        <h2>{text.tagsTitle}</h2>
        <p class="lead">{text.tagsLead}</p>
        {tags.length === 0 ? <p class="note">{text.noTags}</p> : <Tags rows={tags} navigation={navigation} />}
      </section>
      <section>
        <h2>{text.wordsTitle}</h2>
        <p class="lead">{text.wordsLead}</p>
        <Words title={text.statusWords} rows={words.statuses} />
        <Words title={text.eventReasons} rows={words.reasons} />
        <Words title={text.faultsInjected} rows={words.faults} none={text.noFaults} />
      </section>
      <section>
        <h2>{text.unusedTitle}</h2>
        <p class="lead">{text.unusedLead(unused.length, run.sentences.length)}</p>
        {unused.length > 0 && (
          <details open={unused.length <= 12}>
            <summary>{text.sentences(unused.length)}</summary>
            <ul class="sentences">
              {unused.map((sentence) => (
                <li key={sentence}>
                  <code>{sentence}</code>
                </li>
              ))}
            </ul>
          </details>
        )}
      </section>
    </main>
  );
}

function Tags({
  rows,
  navigation,
}: {
  readonly rows: readonly TagRow<ScenarioSummary>[];
  readonly navigation: Navigation;
}): ComponentChildren {
  return (
    <ul class="tag-rows">
      {rows.map(({ tag, scenarios, counts }) => (
        <li key={tag}>
          <a class="tag mono" href={navigation.link({ q: tag })}>
            {tag}
          </a>
          {scenarios.length === 0 ? (
            <span class="never">{text.neverRun}</span>
          ) : (
            <details>
              <summary>
                <span class="cells" aria-hidden="true">
                  {scenarios.slice(0, CELLS_MAX).map(({ id, status }) => (
                    <i key={id} class={`cell is-${status}`} />
                  ))}
                  {scenarios.length > CELLS_MAX && '…'}
                </span>
                <span>
                  {STATUSES.filter((status) => counts[status] !== undefined).map((status) => (
                    <span key={status} class={`count is-${status}`}>
                      {STATUS_SYMBOL[status]} {counts[status]} {STATUS_WORD[status]}
                    </span>
                  ))}
                </span>
              </summary>
              <ul>
                {scenarios.map(({ id, name, status }) => (
                  <li key={id}>
                    <span class={`step-status is-${status}`} role="img" aria-label={STATUS_WORD[status]}>
                      {STATUS_SYMBOL[status]}
                    </span>{' '}
                    <a href={navigation.link({ view: 'scenario', id })}>{name}</a>
                  </li>
                ))}
              </ul>
            </details>
          )}
        </li>
      ))}
    </ul>
  );
}

/** More small squares than this say nothing more. */
const CELLS_MAX = 60;

function Words({
  title,
  rows,
  none,
}: {
  readonly title: string;
  readonly rows: readonly WordRow[];
  readonly none?: string;
}): ComponentChildren {
  const reached = rows.filter(({ scenarios }) => scenarios > 0).length;
  return (
    <section>
      <h3>
        {title} <small>{text.reachedOf(reached, rows.length)}</small>
      </h3>
      {rows.length === 0 && <p class="note">{none}</p>}
      <ul class="words">
        {rows.map(({ word, scenarios }) => (
          <li
            key={word}
            class={scenarios === 0 ? 'is-unseen' : ''}
            title={scenarios === 0 ? text.notReachedWord : text.inScenarios(scenarios)}
          >
            {word} <small>{scenarios === 0 ? text.never : scenarios}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}
