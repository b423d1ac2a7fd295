// What kubectl prints, against the recorded outputs: the recorded objects of that moment are put into a server, and the
// same line is run against it.
//
// When exactly the real kubectl read is not known: any moment from the line's beginning until 300 ms after its record
// will do, with the objects of then.

import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { assert } from 'chai';
import { toStorageForm } from '../engine/api/conversion.ts';
import { KINDS } from '../engine/api/kinds/index.ts';
import type { AnyObject } from '../engine/api/objects.ts';
import { clonePlain } from '../engine/api/plain.ts';
import { ApiServer } from '../engine/apiserver/api-server.ts';
import { Kernel } from '../engine/kernel/kernel.ts';
import { run } from '../engine/kernel/routine.ts';
import { Streams } from '../engine/kernel/streams.ts';
import { runKubectl } from '../engine/kubectl/kubectl.ts';
import type { CommandResult, NodeAccess } from '../engine/kubectl/session.ts';
import { TraceLog } from '../engine/trace/trace-log.ts';
import { versionProfile } from '../engine/versions/profile.ts';

const TRACES = fileURLToPath(new URL('./traces/', import.meta.url));
const KIND_TRAITS = new Map(KINDS.map((kind) => [kind.kind, kind]));
const LATE_MS = 300;
const STEP_MS = 50;

interface Change {
  readonly t: number;
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: AnyObject;
}

interface Action {
  readonly t: number;
  readonly action: string;
  readonly code: number;
  readonly stdout: string;
}

const NO_NODES: NodeAccess = {
  logs: () => ({ text: '' }),
  // biome-ignore lint/correctness/useYield: nothing to wait for.
  *exec() {
    throw new Error('these lines read objects only');
  },
  attach: () => {},
  inside: () => undefined,
};

// The facts leave out the uids of objects, though not of those that others refer to.
function withUids(changes: readonly Change[]): Change[] {
  const uids = new Map<string, string>();
  for (const { object } of changes) {
    const { involvedObject } = object as { involvedObject?: AnyObject['metadata'] & { kind: string } };
    const refs = [
      ...(object.metadata.ownerReferences ?? []),
      ...(involvedObject === undefined ? [] : [involvedObject]),
    ];
    for (const { kind, name, uid } of refs) uids.set(`${kind}/${name}`, uid);
  }
  return changes.map((change) => {
    const { object } = change;
    const uid = uids.get(`${object.kind}/${object.metadata.name}`) ?? '';
    return { ...change, object: { ...object, metadata: { ...object.metadata, uid } } };
  });
}

function serverAt(changes: readonly Change[], nowEpochMs: number): { server: ApiServer; kernel: Kernel } {
  const kernel = new Kernel({ startEpochMs: nowEpochMs });
  const trace = new TraceLog({ nowMs: () => kernel.nowMs, cause: () => kernel.cause() });
  const streams = new Streams(1);
  const version = versionProfile(20);
  const server = new ApiServer({
    kernel,
    trace,
    streams,
    version,
    kinds: KIND_TRAITS,
    admission: [],
    hooks: [],
  });
  for (const { type, object } of changes) {
    const traits = KIND_TRAITS.get(object.kind);
    if (traits === undefined) continue;
    const { namespace, name } = object.metadata;
    if (type === 'DELETED') server.core.store.remove(object.kind, namespace, name);
    else server.core.store.put(clonePlain(toStorageForm(traits, object)));
  }
  return { server, kernel };
}

function printed(line: string, namespace: string, changes: readonly Change[], nowEpochMs: number): string {
  const { server, kernel } = serverAt(changes, nowEpochMs);
  const session = {
    ...{
      server,
      kernel,
      context: { namespace },
      version: versionProfile(20),
      files: new Map<string, string>(),
    },
    ...{ nodes: NO_NODES, actor: 'kubectl' },
  };
  let result: CommandResult | undefined;
  run(kernel, 'kubectl', runKubectl(line, session), (ended) => {
    result = ended;
  });
  return result?.stdout ?? '<still running>';
}

function check(name: string, startMs: number, records: readonly (Change | Action)[], at: number): void {
  const { action, t, stdout } = records[at] as Action;
  const all = withUids(records.filter((record): record is Change => 'object' in record));
  const last = records.slice(0, at).findLast((record) => 'object' in record)?.t ?? 0;
  const until = Math.max(t, last) * 1000 + LATE_MS;
  let first: string | undefined;
  for (let ms = t * 1000; ms <= until; ms += STEP_MS) {
    const changes = all.filter((change) => change.t * 1000 <= ms);
    const actual = printed(action, name, changes, startMs + ms);
    if (actual === stdout) return;
    first ??= actual;
  }
  assert.equal(first, stdout);
}

// Nodes are there from before the recording, which shows their changes only.
const isReading = (record: Change | Action): boolean =>
  'action' in record && /^kubectl (get|describe) (?!nodes)/.test(record.action) && record.code === 0;

for (const file of readdirSync(TRACES).filter((each) => each.endsWith('.trace.jsonl'))) {
  const lines = readFileSync(`${TRACES}${file}`, 'utf8').trim().split('\n');
  const [head, ...records] = lines.map((line) => JSON.parse(line));
  const name = file.slice(0, -'.trace.jsonl'.length);
  records.forEach((record: Change | Action, i) => {
    if (!isReading(record)) return;
    test(`${name} ${record.t} s: ${(record as Action).action}`, () =>
      check(name, Date.parse(head.start), records, i));
  });
}
