// A feature to read: what it says, its rules, and each scenario with its steps and what came of it. The examples of an
// outline are rows of one table, with what came of each step.

import type { ComponentChildren } from 'preact';
import type { FeatureResult, OutlineResult, StepResult } from '../../run/run-result.ts';
import { featureDocument, type RuleItem } from '../../view/feature-sections.ts';
import { shortLengthText } from '../../view/time-text.ts';
import type { RunSummary, ScenarioSummary } from '../page-data.ts';
import { Markdown } from './markdown.tsx';
import { MiniLane } from './overview/mini-lane.tsx';
import type { Navigation } from './route.ts';
import { StatusBadge } from './status-badge.tsx';
import { StepTable } from './step-table.tsx';
import { StepText } from './step-text.tsx';
import { STATUS_SYMBOL, STATUS_WORD, text } from './text.ts';

interface FeaturePageProps {
  readonly run: RunSummary;
  readonly feature: FeatureResult;
  readonly navigation: Navigation;
}

export function FeaturePage({ run, feature, navigation }: FeaturePageProps): ComponentChildren {
  const scenarios = run.scenarios.filter(({ uri }) => uri === feature.uri);
  const { background, sections } = featureDocument(feature, scenarios);
  return (
    <main class="feature-page">
      <h1>{feature.name}</h1>
      <p class="facts">
        <span class="mono">{feature.uri}</span>
        <span>{text.totals(scenarios)}</span>
        {feature.tags.map((tag) => (
          <a class="tag" key={tag} href={navigation.link({ q: tag })}>
            {tag}
          </a>
        ))}
      </p>
      {feature.description !== '' && <Markdown text={feature.description} />}
      <Background steps={background} />
      {sections.map(({ rule, description, background: own, items }) => (
        <section key={rule} class="rule">
          {rule !== '' && <h2>{rule}</h2>}
          {description !== '' && <Markdown text={description} />}
          <Background steps={own} />
          {items.map((item) => (
            <Item
              key={'scenario' in item ? item.scenario.id : item.outline.line}
              item={item}
              navigation={navigation}
            />
          ))}
        </section>
      ))}
    </main>
  );
}

function Background({ steps }: { readonly steps: readonly StepResult[] }): ComponentChildren {
  if (steps.length === 0) return null;
  return (
    <section class="background">
      <h3>{text.background}</h3>
      <ol class="plain-steps">
        {steps.map((step, i) => (
          <PlainStep key={i} step={step} hasStatus={false} />
        ))}
      </ol>
    </section>
  );
}

interface ItemProps {
  readonly item: RuleItem<ScenarioSummary>;
  readonly navigation: Navigation;
}

function Item({ item, navigation }: ItemProps): ComponentChildren {
  if ('scenario' in item) return <Scenario scenario={item.scenario} navigation={navigation} />;
  const { outline, headings, examples } = item;
  return (
    <article class="told">
      <h3>{outline.name}</h3>
      <ol class="plain-steps">
        {outline.steps.map(({ keyword, text: value }, i) => (
          <li key={i}>
            <span />
            <span>
              <b>{keyword}</b>
              <StepText value={value} />
            </span>
          </li>
        ))}
      </ol>
      <Examples outline={outline} headings={headings} examples={examples} navigation={navigation} />
    </article>
  );
}

function Scenario({
  scenario,
  navigation,
}: {
  readonly scenario: ScenarioSummary;
  readonly navigation: Navigation;
}): ComponentChildren {
  const { id, name, status, description, digest } = scenario;
  const steps = scenario.steps.filter((step) => step.isBackground !== true || step.message !== undefined);
  return (
    <article class="told">
      <h3>
        <StatusBadge status={status} />
        <a href={navigation.link({ view: 'scenario', id })}>{name}</a>
        <MiniLane digest={digest} isFailed={status === 'failed'} />
        <small>{digest === undefined ? '' : shortLengthText(digest.lengthMs)}</small>
      </h3>
      {description !== '' && <Markdown text={description} />}
      <ol class="plain-steps">
        {steps.map((step, i) => (
          <PlainStep key={i} step={step} hasStatus={true} />
        ))}
      </ol>
    </article>
  );
}

function PlainStep({
  step,
  hasStatus,
}: {
  readonly step: StepResult;
  readonly hasStatus: boolean;
}): ComponentChildren {
  const { status, keyword, docString, table } = step;
  return (
    <li class={`is-${status}`}>
      {hasStatus ? <StatusSign status={status} /> : <span />}
      <span>
        <b>{keyword}</b>
        <StepText value={step.text} />
        {docString !== undefined && (
          <details class="argument" open={docString.split('\n').length <= 6}>
            <summary>{text.lines(docString.split('\n').length)}</summary>
            <pre>{docString}</pre>
          </details>
        )}
        {table !== undefined && <StepTable rows={table} />}
      </span>
    </li>
  );
}

const StatusSign = ({ status }: Pick<StepResult, 'status'>): ComponentChildren => (
  <span
    class={`step-status is-${status}`}
    role="img"
    aria-label={STATUS_WORD[status]}
    title={STATUS_WORD[status]}
  >
    {STATUS_SYMBOL[status]}
  </span>
);

interface ExamplesProps {
  readonly outline: OutlineResult;
  readonly headings: readonly string[];
  readonly examples: readonly ScenarioSummary[];
  readonly navigation: Navigation;
}

function Examples({ outline, headings, examples, navigation }: ExamplesProps): ComponentChildren {
  const own = (scenario: ScenarioSummary): readonly StepResult[] =>
    scenario.steps.filter((step) => step.isBackground !== true && step.isHook !== true);
  return (
    <div class="scrolling">
      <table class="examples">
        <thead>
          <tr>
            <th scope="col">{text.status}</th>
            {headings.map((heading) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
            <th scope="col">{text.steps}</th>
          </tr>
        </thead>
        <tbody>
          {examples.map((scenario) => (
            <tr key={scenario.id} class={`is-${scenario.status}`}>
              <td>
                <a
                  href={navigation.link({ view: 'scenario', id: scenario.id })}
                  title={scenario.name}
                  class="badge-link"
                >
                  <StatusBadge status={scenario.status} />
                </a>
              </td>
              {(scenario.outline?.example ?? []).map(([heading, value]) => (
                <td key={heading} class="mono">
                  {value}
                </td>
              ))}
              <td class="step-signs">
                {own(scenario).map((step, i) => (
                  <span
                    key={i}
                    class={`step-status is-${step.status}`}
                    title={`${outline.steps[i]?.keyword ?? ''}${step.text}: ${STATUS_WORD[step.status]}`}
                  >
                    {STATUS_SYMBOL[step.status]}
                  </span>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
