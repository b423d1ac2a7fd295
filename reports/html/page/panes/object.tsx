// One object: its YAML at the cursor, its history with who wrote it, and the difference between two marks.

import { type ComponentChildren, Fragment } from 'preact';
import { useMemo } from 'preact/hooks';
import type { ChangedPath } from '../../../../engine/api/diff/changed-paths.ts';
import { differenceBetween, yamlAt } from '../../../view/object-history.ts';
import { tellingPaths } from '../../../view/record-text.ts';
import { instantText } from '../../../view/time-text.ts';
import type { ObjectHistory, TraceIndex, WriteRecord } from '../../../view/trace-index.ts';
import { text } from '../text.ts';
import type { PaneProps } from './panes.tsx';

const HIDDEN = new Set(['Event', 'Lease']);

export function ObjectPane({ index, cursor, navigation }: PaneProps): ComponentChildren {
  const { route, change } = navigation;
  const all = useMemo(() => [...index.objects.values()].filter(({ ref }) => !HIDDEN.has(ref.kind)), [index]);
  const history = index.objects.get(route.object) ?? defaultObject(index, all, cursor.pinned);
  if (history === undefined) return <p class="note">{text.noObjects}</p>;
  const mark = index.at(route.mark);
  const yaml = yamlAt(index, history, cursor.seq);
  return (
    <div class="object">
      <div class="object-bar">
        <label>
          {text.chooseObject}
          <select
            value={history.key}
            onChange={(event) => change({ object: event.currentTarget.value }, cursor.t)}
          >
            {byKind(all).map(([kind, objects]) => (
              <optgroup key={kind} label={kind}>
                {objects.map(({ key, ref }) => (
                  <option key={key} value={key}>
                    {kind}{' '}
                    {ref.namespace === undefined || ref.namespace === 'default'
                      ? ref.name
                      : `${ref.namespace}/${ref.name}`}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        </label>
        {mark === undefined ? (
          <button type="button" onClick={() => change({ mark: cursor.pinned }, cursor.t)}>
            {text.markA}
          </button>
        ) : (
          <button type="button" onClick={() => change({ mark: 0 }, cursor.t)}>
            {text.clearMark}
          </button>
        )}
      </div>
      <div class="object-body">
        <div class="object-left">
          {mark !== undefined ? (
            <Difference
              title={text.differenceFrom(instantText(mark.t), instantText(cursor.t))}
              paths={differenceBetween(index, history, { fromSeq: mark.seq, toSeq: cursor.seq })}
            />
          ) : (
            <VersionDifference index={index} history={history} seq={cursor.seq} />
          )}
          <History history={history} seq={cursor.seq} pin={cursor.pin} />
        </div>
        <div class="object-right">
          <h3>{text.yaml}</h3>
          {yaml === undefined ? <p class="note">{text.notThere}</p> : <Yaml value={yaml} />}
        </div>
      </div>
    </div>
  );
}

// The object that the record at the cursor wrote, else the newest pod, else anything.
function defaultObject(
  index: TraceIndex,
  all: readonly ObjectHistory[],
  seq: number,
): ObjectHistory | undefined {
  const written = all.find(({ writes }) => writes.some((write) => write.seq === seq));
  const pods = all.filter(
    (history) => history.ref.kind === 'Pod' && index.writeAt(history, seq) !== undefined,
  );
  return written ?? pods.at(-1) ?? all.at(-1);
}

function byKind(all: readonly ObjectHistory[]): [string, ObjectHistory[]][] {
  const kinds = new Map<string, ObjectHistory[]>();
  for (const history of all) kinds.set(history.ref.kind, [...(kinds.get(history.ref.kind) ?? []), history]);
  return [...kinds].sort(([a], [b]) => (a < b ? -1 : 1));
}

function VersionDifference({
  index,
  history,
  seq,
}: {
  readonly index: TraceIndex;
  readonly history: ObjectHistory;
  readonly seq: number;
}): ComponentChildren {
  const write = index.writeAt(history, seq);
  if (write === undefined || write.before === undefined) return null;
  return <Difference title={text.differenceHere} paths={tellingPaths(write as WriteRecord)} />;
}

const valueText = (value: unknown): string =>
  value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);

function Difference({
  title,
  paths,
}: {
  readonly title: string;
  readonly paths: readonly ChangedPath[];
}): ComponentChildren {
  return (
    <section>
      <h3>{title}</h3>
      {paths.length === 0 ? (
        <p class="note">{text.noDifference}</p>
      ) : (
        <ul class="difference">
          {paths.map(({ path, before, after }) => (
            <li key={path}>
              <Path value={path} />
              {before !== undefined && <del>{valueText(before)}</del>}
              {after !== undefined && <ins>{valueText(after)}</ins>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

// Breaks before a dot or a bracket rather than within a word.
function Path({ value }: { readonly value: string }): ComponentChildren {
  return (
    <code class="path">
      {value.split(/(?=[.[])/).map((part, i) => (
        <Fragment key={i}>
          {i > 0 && <wbr />}
          {part}
        </Fragment>
      ))}
    </code>
  );
}

const OPERATION = { create: text.created, update: text.updated, delete: text.deleted } as const;

function History({
  history,
  seq,
  pin,
}: {
  readonly history: ObjectHistory;
  readonly seq: number;
  readonly pin: (seq: number) => void;
}): ComponentChildren {
  const current = history.writes.filter((write) => write.seq <= seq).at(-1);
  return (
    <section>
      <h3>
        {text.history} <small>{history.writes.length}</small>
      </h3>
      <ol class="history">
        {history.writes.map((write) => (
          <li key={write.seq} class={write === current ? 'is-current' : ''}>
            <button type="button" onClick={() => pin(write.seq)}>
              <span class="mono">{instantText(write.t)}</span>
              <span class="actor">{write.actor}</span>
              <span class="what">{write.op === 'update' ? summary(write) : OPERATION[write.op]}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

function summary(write: WriteRecord): string {
  const names = tellingPaths(write).map(({ path }) => path.replace(/^(status|spec|metadata)\./, ''));
  return names.length <= 2 ? names.join(', ') : `${names.slice(0, 2).join(', ')} +${names.length - 2}`;
}

// Keys and values in two tones; no more highlighting is needed to read YAML.
function Yaml({ value }: { readonly value: string }): ComponentChildren {
  return (
    <pre class="yaml">
      {value.split('\n').map((line, i) => {
        const [, lead = '', key = '', rest = ''] = /^(\s*(?:- )*)([^\s:][^:]*:)?(.*)$/.exec(line) ?? [];
        return (
          <span key={i}>
            {lead}
            {key !== '' && <b>{key}</b>}
            {rest}
            {'\n'}
          </span>
        );
      })}
    </pre>
  );
}
