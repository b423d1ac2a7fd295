// Plays a recorded scenario's commands against the engine, as they were played against a real cluster.
//
// Three nodes of 1 CPU, 3840Mi and 110 pods, Kubernetes 1.20, the `instant` profile, a namespace named like the file.

import { load } from 'js-yaml';
import { UserError } from '../engine/errors.ts';
import { defaultNodes, Simulation, TIMING_PROFILES } from '../engine/index.ts';
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
const TROUBLES_MAX = 100;

export interface Played {
  /** The trace in exchange form, one record a line. */
  readonly lines: readonly string[];
  /** What the engine refused or broke on. */
  readonly troubles: readonly string[];
}

/**
 * Goes on past what the engine does not model, as the rest can still be compared; stops at the engine's own mistakes.
 *
 * @param name  of the scenario, which is also its namespace
 * @param startEpochMs  the calendar at t = 0
 * @throws what the YAML parser or the making of a cluster throws
 */
export function playScenario(name: string, yaml: string, startEpochMs: number): Played {
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
  const troubles = playActions(simulation, scenario);
  const { startEpochMs: zero } = simulation.cluster.kernel;
  const takes = (record: ChangeRecord | EventRecord): boolean => isOfScenario(record, name);
  const options = { startEpochMs: zero, fromMs: WARM_UP_MS, takes };
  return { lines: [...exchangeLines(simulation.trace.records, options)], troubles };
}

function playActions(simulation: Simulation, { actions, duration }: Scenario): string[] {
  const troubles: string[] = [];
  const advanceTo = (seconds: number): void => {
    const dueMs = WARM_UP_MS + seconds * 1000;
    while (simulation.nowMs < dueMs) {
      try {
        simulation.advance(dueMs - simulation.nowMs);
      } catch (error) {
        note(error, troubles);
      }
    }
  };
  try {
    for (const { at, run } of actions) {
      advanceTo(at);
      play(simulation, run, troubles);
    }
    advanceTo(duration);
  } catch (error) {
    troubles.push(`the engine stopped at ${(simulation.nowMs - WARM_UP_MS) / 1000}s: ${String(error)}`);
  }
  return troubles;
}

// @throws what is not the engine's word for something that it does not model, or one such word too many
function note(error: unknown, troubles: string[]): void {
  if (!(error instanceof UserError) || troubles.length >= TROUBLES_MAX) throw error;
  troubles.push(error.message);
}

function play(simulation: Simulation, line: string, troubles: string[]): void {
  const node = /^node (\S+) (stops|returns)$/.exec(line);
  if (node === null) {
    try {
      simulation.workstation.begin(line, () => {});
    } catch (error) {
      note(error, troubles);
      answer(simulation, line, { code: 1, stderr: `error: ${String(error)}` });
    }
    return;
  }
  if (node[2] === 'stops') simulation.faults.stopNode(node[1]!);
  else simulation.faults.returnNode(node[1]!);
  // The recorder notes these among the commands.
  answer(simulation, line, { code: 0, stderr: '' });
}

function answer(
  { trace, nowMs }: Simulation,
  command: string,
  end: { readonly code: number; readonly stderr: string },
): void {
  trace.append({ type: 'output', command, startedAt: nowMs, stdout: '', ...end });
}

function isOfScenario({ ref }: ChangeRecord | EventRecord, name: string): boolean {
  if (ref.namespace !== undefined) return ref.namespace === name;
  return ref.kind === 'PersistentVolume' || (ref.kind === 'Node' && name.startsWith('cluster-'));
}
