// `kubectl drain`: cordons nodes and evicts their pods, or deletes them.
//
// Source: kubectl v0.32.0 pkg/cmd/drain/drain.go, RunDrain; pkg/drain/drain.go, evictPods, deletePods, waitForDelete.
// Order: the evictions of one node begin in the order of its pods; upstream begins them at once, in no order.

import type { AnyObject, Pod } from '../../api/objects.ts';
import { parseLabelSelector } from '../../api/selectors/parse.ts';
import { SelectorError } from '../../api/selectors/requirement.ts';
import type { Routine } from '../../kernel/routine.ts';
import type { Call } from '../command/call.ts';
import type { Command } from '../command/command.ts';
import { CHUNK_SIZE_FLAG, DRY_RUN_FLAG, SELECTOR_FLAG } from '../command/global-flags.ts';
import { CommandFailure, type Failure, messageOf, textFailure } from '../failure.ts';
import { namePrinter } from '../output/printer.ts';
import { type Info, objectOf } from '../resource/info.ts';
import { cordonNode, findNodes } from './cordon.ts';
import { podsToDrain } from './drain-filters.ts';
import { deletePods, evictPods } from './drain-pods.ts';

export const drain: Command = {
  name: 'drain',
  flags: [
    DRY_RUN_FLAG,
    SELECTOR_FLAG,
    CHUNK_SIZE_FLAG,
    { name: 'delete-emptydir-data', type: 'bool' },
    { name: 'disable-eviction', type: 'bool' },
    { name: 'force', type: 'bool' },
    { name: 'grace-period', type: 'int', value: '-1' },
    { name: 'ignore-daemonsets', type: 'bool' },
    { name: 'pod-selector', type: 'string' },
    { name: 'skip-wait-for-delete-timeout', type: 'int' },
    { name: 'timeout', type: 'duration' },
  ],
  run,
};

function* run(call: Call): Routine<void> {
  const nodes = findNodes(call, 'USAGE: drain NODE [flags]');
  checkPodSelector(call.flags.string('pod-selector'));
  for (const node of nodes) cordonNode(call, node, 'cordon');
  const fatal: Failure[] = [];
  const remaining: string[] = [];
  for (const node of nodes) {
    const failure = yield* drainNode(call, node);
    if (failure === undefined) {
      const dryRun = { none: '', client: ' (dry run)', server: ' (server dry run)' }[call.dryRun];
      call.out(namePrinter(`drained${dryRun}`)(objectOf(node)));
      continue;
    }
    const why = messageOf(failure);
    call.err(`error: unable to drain node "${node.name}" due to error: ${why}, continuing command...\n`);
    fatal.push(failure);
    remaining.push(node.name);
  }
  if (remaining.length > 0)
    call.err(`There are pending nodes to be drained:\n${remaining.map((name) => ` ${name}\n`).join('')}`);
  if (fatal.length > 0) throw new CommandFailure({ kind: 'aggregate', failures: fatal });
}

function checkPodSelector(text: string): void {
  try {
    parseLabelSelector(text);
  } catch (error) {
    if (!(error instanceof SelectorError)) throw error;
    throw textFailure('--pod-selector=<pod_selector> must be a valid label selector');
  }
}

function* drainNode(call: Call, { name }: Info): Routine<Failure | undefined> {
  const { pods, warnings, failures } = podsToDrain(call, name);
  if (failures.length > 0) return { kind: 'aggregate', failures };
  if (warnings !== '') call.err(`Warning: ${warnings}\n`);
  if (call.dryRun === 'client') {
    for (const pod of pods)
      call.out(`evicting pod ${pod.metadata.namespace}/${pod.metadata.name} (dry run)\n`);
    return undefined;
  }
  const problems = yield* remove(call, pods);
  if (problems.length === 0) return undefined;
  // What evictions say comes wrapped even if it is one, what a deletion says does not.
  const failure: Failure = call.flags.bool('disable-eviction')
    ? aggregate(problems)
    : { kind: 'aggregate', failures: problems };
  tellPending(call, name, failure);
  return failure;
}

function* remove(call: Call, pods: readonly Pod[]): Routine<readonly Failure[]> {
  if (pods.length === 0) return [];
  try {
    return call.flags.bool('disable-eviction') ? yield* deletePods(call, pods) : yield* evictPods(call, pods);
  } catch (error) {
    if (error instanceof CommandFailure) return [error.failure];
    throw error;
  }
}

const aggregate = (failures: readonly Failure[]): Failure =>
  failures.length === 1 ? failures[0]! : { kind: 'aggregate', failures };

function tellPending(call: Call, node: string, failure: Failure): void {
  const { pods, failures } = podsToDrain(call, node);
  if (pods.length > 0) {
    call.err(`There are pending pods in node "${node}" when an error occurred: ${messageOf(failure)}\n`);
    for (const { metadata } of pods as readonly AnyObject[]) call.err(`pod/${metadata.name}\n`);
  }
  if (failures.length > 0)
    call.err(
      `Following errors occurred while getting the list of pods to delete:\n${messageOf(aggregate(failures))}`,
    );
}
