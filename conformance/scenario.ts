// Plays a recorded scenario's commands against the engine, as they were played against a real cluster.
//
// Three nodes of 1 CPU, 3840Mi and 110 pods, Kubernetes 1.20, the `instant` profile, a namespace named like the file.

import { load } from 'js-yaml';
import { defaultNodes, Simulation, TIMING_PROFILES, type TraceRecord } from '../engine/index.ts';
import type { ChangeRecord, EventRecord } from '../engine/trace/records.ts';
import { exchangeLines } from '../reports/exchange.ts';

interface Scenario {
  readonly about: string;
  /** Seconds. */
  readonly duration: number;
  readonly files?: Readonly<Record<string, string>>;
  readonly actions: readonly { readonly at: number; readonly run: string }[];
}

// The kubelets' ten-second rounds, as the deletions of recorded pods show them: these seconds of each ten.
const ROUNDS_SECONDS = [1.45, 1.4, 1.75];
const NODES = defaultNodes(3).map((node, i) => ({
  ...node,
  cpu: '1',
  memory: '3840Mi',
  startedEpochMs: ROUNDS_SECONDS[i]! * 1000,
}));
/** Other scenarios had run on the recorded nodes before, and left the images that all of them use. */
const IMAGES = ['busybox:1', 'busybox:2', 'nginx:1', 'nginx:2'];
/** The recorded cluster had been up for a while when a scenario began. */
const WARM_UP_MS = 5000;

/**
 * @param name  of the scenario, which is also its namespace
 * @param startEpochMs  the calendar at t = 0
 * @returns the trace in exchange form, one record a line
 */
export function playScenario(name: string, yaml: string, startEpochMs: number): string[] {
  const scenario = load(yaml) as Scenario;
  const simulation = new Simulation({
    minor: 20,
    timing: TIMING_PROFILES.instant!,
    startEpochMs: startEpochMs - WARM_UP_MS,
    nodes: NODES,
    namespace: name,
    namespaceIsExplicit: true,
    runtime: { imagesAreEmpty: true },
    storageClasses: [],
  });
  for (const { kubelet } of simulation.cluster.agents.values()) {
    for (const image of IMAGES) kubelet.images.preload(image);
  }
  simulation.cluster.server.create({ kind: 'Namespace', metadata: { name } }, { actor: 'test bed' });
  simulation.advance(WARM_UP_MS - simulation.nowMs);
  for (const [file, text] of Object.entries(scenario.files ?? {})) simulation.addFile(file, text);
  for (const { at, run } of scenario.actions) {
    const dueMs = WARM_UP_MS + at * 1000;
    if (simulation.nowMs < dueMs) simulation.advance(dueMs - simulation.nowMs);
    play(simulation, run);
  }
  const endMs = WARM_UP_MS + scenario.duration * 1000;
  if (simulation.nowMs < endMs) simulation.advance(endMs - simulation.nowMs);
  const { startEpochMs: zero } = simulation.cluster.kernel;
  const takes = (record: ChangeRecord | EventRecord): boolean => isOfScenario(record, name);
  return [
    ...exchangeLines(scenarioRecords(simulation.trace.records), {
      startEpochMs: zero,
      fromMs: WARM_UP_MS,
      takes,
    }),
  ];
}

function play(simulation: Simulation, line: string): void {
  const node = /^node (\S+) (stops|returns)$/.exec(line);
  if (node === null) return simulation.begin(line, () => {});
  if (node[2] === 'stops') simulation.stopNode(node[1]!);
  else simulation.returnNode(node[1]!);
  // The recorder notes these among the commands.
  const nothing = { startedAt: simulation.nowMs, code: 0, stdout: '', stderr: '' };
  simulation.trace.append({ type: 'output', command: line, ...nothing });
}

// The recorder's own order: a command's record comes when it ended.
const scenarioRecords = (records: readonly TraceRecord[]): readonly TraceRecord[] => records;

function isOfScenario({ ref }: ChangeRecord | EventRecord, name: string): boolean {
  if (ref.namespace !== undefined) return ref.namespace === name;
  return ref.kind === 'PersistentVolume' || (ref.kind === 'Node' && name.startsWith('cluster-'));
}
