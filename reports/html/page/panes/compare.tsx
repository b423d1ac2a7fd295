// This run beside another one: of another scenario, of the same one in another report, or the undisturbed run beside the
// one that fails. Where they part, which checks came out differently, what differs in the end.

import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { TraceRecord } from '../../../../engine/trace/records.ts';
import {
  type Comparison,
  compareTraces,
  type DifferingRow,
  isSameThroughout,
} from '../../../view/compare-traces.ts';
import { exampleText } from '../../../view/feature-sections.ts';
import { actorOf, recordText } from '../../../view/record-text.ts';
import { instantText } from '../../../view/time-text.ts';
import type { TraceIndex } from '../../../view/trace-index.ts';
import type { Placed, RunSummary, ScenarioSummary } from '../../page-data.ts';
import { ownReport, type ReportData, reportOfFile } from '../data.ts';
import { RecordSymbol } from '../record-symbol.tsx';
import { STATUS_SYMBOL, STATUS_WORD, text } from '../text.ts';
import type { PaneProps } from './panes.tsx';

interface Other {
  readonly key: string;
  readonly name: string;
  readonly placed: Placed;
  readonly report: ReportData;
}

export function ComparePane(props: PaneProps): ComponentChildren {
  const { index, cursor, navigation, run, scenario, placed } = props;
  const { route, change } = navigation;
  const [file, setFile] = useState<{ readonly report: ReportData; readonly run: RunSummary }>();
  const [problem, setProblem] = useState('');
  const others = useMemo(
    () => [...othersIn(file?.run, file?.report, scenario), ...othersHere(run, scenario, placed)],
    [file, run, scenario, placed],
  );
  const chosen = others.find(({ key }) => key === route.with) ?? (file === undefined ? undefined : others[0]);
  const openFile = async (chosenFile: File | undefined): Promise<void> => {
    if (chosenFile === undefined) return;
    try {
      const report = await reportOfFile(chosenFile);
      setFile({ report, run: await report.readRun() });
      setProblem('');
      change({ with: '' }, cursor.t);
    } catch (error) {
      setProblem(`${text.noReport(chosenFile.name)} ${String(error)}`);
    }
  };
  return (
    <div class="compare">
      <div class="object-bar">
        <label>
          {text.compareWith}
          <select
            value={chosen?.key ?? ''}
            onChange={(event) => change({ with: event.currentTarget.value }, cursor.t)}
          >
            <option value="">{text.choose}</option>
            {others.map(({ key, name }) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label class="file-button">
          {text.otherReport}
          <input
            type="file"
            accept=".html,text/html"
            onChange={(event) => void openFile(event.currentTarget.files?.[0])}
          />
        </label>
      </div>
      {problem !== '' && <p class="note broken">{problem}</p>}
      {chosen === undefined ? (
        <p class="note">{text.compareLead}</p>
      ) : (
        <Compared key={chosen.key} index={index} other={chosen} pin={cursor.pin} />
      )}
    </div>
  );
}

const nameOf = (scenario: ScenarioSummary): string => {
  const example = exampleText(scenario);
  return `${scenario.name}${example === '' ? '' : ` (${example})`}`;
};

// The other run of an explored scenario, then what stands in the same feature.
function othersHere(run: RunSummary, scenario: ScenarioSummary, placed: Placed): Other[] {
  const runs: Omit<Other, 'report'>[] = [
    { key: 'run:default', name: text.undisturbedRun, placed: scenario },
    { key: 'run:smallest', name: text.failingRun, placed: scenario.exploration?.failure ?? {} },
  ];
  const own = runs.filter((one) => one.placed.trace !== undefined && one.placed.trace !== placed.trace);
  const near = run.scenarios.filter(
    ({ uri, id, trace }) => uri === scenario.uri && id !== scenario.id && trace !== undefined,
  );
  return [
    ...own.map((one) => ({ ...one, report: ownReport })),
    ...near.map((one) => ({ key: one.id, name: nameOf(one), placed: one, report: ownReport })),
  ];
}

// Of another report: the same scenario first.
function othersIn(
  run: RunSummary | undefined,
  report: ReportData | undefined,
  scenario: ScenarioSummary,
): Other[] {
  if (run === undefined || report === undefined) return [];
  const found = run.scenarios.filter(({ uri, trace }) => uri === scenario.uri && trace !== undefined);
  const isSame = (one: ScenarioSummary): boolean =>
    one.id === scenario.id || (one.name === scenario.name && exampleText(one) === exampleText(scenario));
  const sorted = [...found.filter(isSame), ...found.filter((one) => !isSame(one))];
  return sorted.map((one) => ({
    key: `file:${one.id}`,
    name: `${text.inOtherReport}: ${nameOf(one)} (${STATUS_WORD[one.status]})`,
    placed: one,
    report,
  }));
}

interface ComparedProps {
  readonly index: TraceIndex;
  readonly other: Other;
  readonly pin: (seq: number) => void;
}

function Compared({ index, other, pin }: ComparedProps): ComponentChildren {
  const [read, setRead] = useState<TraceIndex | string>('');
  useEffect(() => {
    other.report.readTrace(other.placed).then(setRead, (error: unknown) => setRead(String(error)));
  }, [other]);
  const comparison = useMemo(
    () => (typeof read === 'string' ? undefined : compareTraces(index, read)),
    [index, read],
  );
  if (comparison === undefined)
    return <p class="note">{read === '' ? text.loading : `${text.unreadable}: ${String(read)}`}</p>;
  if (isSameThroughout(comparison)) return <p class="note">{text.sameThroughout(comparison.common)}</p>;
  return (
    <div class="compared">
      <Parting comparison={comparison} pin={pin} />
      <Checks checks={comparison.checks} />
      <Rows rows={comparison.rows} />
    </div>
  );
}

function Parting({
  comparison: { common, lastCommon, first, next },
  pin,
}: {
  readonly comparison: Comparison;
  readonly pin: (seq: number) => void;
}): ComponentChildren {
  return (
    <section>
      <h3>{text.partAfter(common, instantText(lastCommon?.t ?? 0))}</h3>
      <div class="pair">
        <Side name={text.thisRun} first={first.a} next={next.a} pin={pin} />
        <Side name={text.theOther} first={first.b} next={next.b} pin={undefined} />
      </div>
    </section>
  );
}

interface SideProps {
  readonly name: string;
  readonly first: TraceRecord | undefined;
  readonly next: readonly TraceRecord[];
  /** Only records of this page's run can be gone to. */
  readonly pin: ((seq: number) => void) | undefined;
}

function Side({ name, first, next, pin }: SideProps): ComponentChildren {
  const records = first === undefined ? [] : [first, ...next];
  return (
    <div>
      <h4>{name}</h4>
      {first === undefined && <p class="note">{text.overByThen}</p>}
      <ol class="chain">
        {records.map((record) => (
          <li key={record.seq} class={`cause${record === first ? ' is-current' : ''}`}>
            <button type="button" disabled={pin === undefined} onClick={() => pin?.(record.seq)}>
              <span class="mono">{instantText(record.t)}</span>
              <RecordSymbol record={record} />
              <span class="what">
                {recordText(record)} <span class="actor">{actorOf(record)}</span>
              </span>
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}

function Checks({ checks }: { readonly checks: Comparison['checks'] }): ComponentChildren {
  if (checks.length === 0) return null;
  const verdict = (check: Comparison['checks'][number]['a']): string =>
    check === undefined ? text.notAsked : `${STATUS_SYMBOL[check.verdict]} ${check.verdict}`;
  return (
    <section>
      <h3>{text.checksDiffer}</h3>
      <div class="scrolling">
        <table class="kubectl">
          <thead>
            <tr>
              <th scope="col">{text.thisRun}</th>
              <th scope="col">{text.theOther}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {checks.map(({ text: said, a, b }, i) => (
              <tr key={i}>
                <td class={a?.verdict === 'failed' ? 'is-bad' : ''}>{verdict(a)}</td>
                <td class={b?.verdict === 'failed' ? 'is-bad' : ''}>{verdict(b)}</td>
                <td class="message">{said}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Rows({ rows }: { readonly rows: readonly DifferingRow[] }): ComponentChildren {
  if (rows.length === 0) return <p class="note">{text.sameInTheEnd}</p>;
  return (
    <section>
      <h3>
        {text.differInTheEnd} <small>{rows.length}</small>
      </h3>
      <div class="scrolling">
        <table class="kubectl">
          <thead>
            <tr>
              <th />
              <th scope="col">{text.thisRun}</th>
              <th scope="col">{text.theOther}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key}>
                <td>{row.key.replace(/^(\w+)\/[^/]*\//, '$1 ')}</td>
                <td>{cellsText(row, row.a, row.b)}</td>
                <td>{cellsText(row, row.b, row.a)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

// Only the columns that differ, where both are there.
function cellsText(
  { columns }: DifferingRow,
  own: readonly string[] | undefined,
  others: readonly string[] | undefined,
): ComponentChildren {
  if (own === undefined) return <span class="never">{text.notThereAtAll}</span>;
  if (others === undefined) return own.join('  ');
  return own.map((cell, i) =>
    cell === others[i] ? null : (
      <span key={columns[i]} class="differing">
        <small>{columns[i]}</small> {cell}
      </span>
    ),
  );
}
