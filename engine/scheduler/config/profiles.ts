// A profile as configured: the default plugins with what the configuration takes away, adds, or weighs otherwise.
//
// multiPoint changes every point at once; a point's own set then has the last word there. What is enabled at a point by
// name comes before or after the rest as upstream's merge has it.
// Source: kubernetes v1.28.0 pkg/scheduler/apis/config/v1/default_plugins.go, mergePluginSet;
// pkg/scheduler/framework/runtime/framework.go, expandMultiPointPlugins.
// Left out: plugins of the user's own, and taking the preparation of a plugin (preFilter, preScore) from the plugin.

import { UserError } from '../../errors.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import {
  ALL_FILTERS,
  ALL_SCORES,
  defaultFilters,
  defaultScores,
  inPrepareOrder,
  type Profile,
  type WeightedScore,
} from '../framework/profile.ts';
import {
  type EnabledPlugin,
  type PluginSet,
  type ProfileConfiguration,
  plainConfiguration,
} from './configuration.ts';

const PREEMPTION = 'DefaultPreemption';
// Plugins that do their work elsewhere than in a profile here: naming them is no mistake, taking them away would be.
const ELSEWHERE = ['PrioritySort', 'SchedulingGates', 'DefaultBinder'];
const NOTHING: PluginSet = { enabled: [], disabled: [] };

/** The default profile of the release. */
export function defaultProfile(version: VersionProfile): Profile {
  return profileOf(plainConfiguration().profiles[0]!, version);
}

/** @throws UserError  for plugins that are not there */
export function profileOf(config: ProfileConfiguration, version: VersionProfile): Profile {
  const { schedulerName, plugins, args, percentageOfNodesToScore } = config;
  checkNames(config);
  const { multiPoint = NOTHING } = plugins;
  const named = (names: readonly { readonly name: string }[]): EnabledPlugin[] =>
    names.map(({ name }) => ({ name, weight: 0 }));
  const weighted = defaultScores(version).map(({ plugin, weight }) => ({ name: plugin.name, weight }));
  const filters = atPoint(merged(named(defaultFilters(version)), multiPoint, ALL_FILTERS), plugins.filter);
  const scores = atPoint(merged(weighted, multiPoint, ALL_SCORES), plugins.score);
  const preemption = atPoint(
    merged(named([{ name: PREEMPTION }]), multiPoint, [{ name: PREEMPTION }]),
    plugins.postFilter,
  );
  const chosen = filters.flatMap(({ name }) => ALL_FILTERS.find((plugin) => plugin.name === name) ?? []);
  return {
    schedulerName,
    filters: chosen,
    preparations: inPrepareOrder(chosen, version),
    scores: scores.flatMap((score) => weightedScore(score)),
    preempts: preemption.length > 0,
    percentageOfNodesToScore,
    args,
  };
}

function weightedScore({ name, weight }: EnabledPlugin): WeightedScore[] {
  const plugin = ALL_SCORES.find((each) => each.name === name);
  return plugin === undefined ? [] : [{ plugin, weight: weight || 1 }];
}

// The defaults of a point after multiPoint; of what it enables, only what serves the point.
function merged(
  defaults: readonly EnabledPlugin[],
  { enabled, disabled }: PluginSet,
  serving: readonly { readonly name: string }[],
): EnabledPlugin[] {
  const kept = disabled.includes('*') ? [] : defaults.filter(({ name }) => !disabled.includes(name));
  const replaced = kept.map((plugin) => enabled.find(({ name }) => name === plugin.name) ?? plugin);
  const added = enabled.filter(
    ({ name }) =>
      !kept.some((plugin) => plugin.name === name) && serving.some((plugin) => plugin.name === name),
  );
  return [...replaced, ...added];
}

function atPoint(
  fromMulti: readonly EnabledPlugin[],
  { enabled, disabled }: PluginSet = NOTHING,
): EnabledPlugin[] {
  if (disabled.includes('*')) return [...enabled];
  const isEnabled = ({ name }: EnabledPlugin): boolean => enabled.some((plugin) => plugin.name === name);
  const left = fromMulti.filter((plugin) => !disabled.includes(plugin.name) && !isEnabled(plugin));
  const overrides = enabled.filter(({ name }) => fromMulti.some((plugin) => plugin.name === name));
  return [...overrides, ...left, ...enabled.filter((plugin) => !overrides.includes(plugin))];
}

function checkNames({ schedulerName, plugins }: ProfileConfiguration): void {
  const known = new Set([...ALL_FILTERS, ...ALL_SCORES].map(({ name }) => name)).add(PREEMPTION);
  const problems: string[] = [];
  for (const [point, { enabled, disabled }] of Object.entries(plugins)) {
    for (const name of [...enabled.map((plugin) => plugin.name), ...disabled]) {
      if (name !== '*' && !known.has(name) && !ELSEWHERE.includes(name))
        problems.push(`${point}: there is no plugin "${name}"`);
    }
    for (const name of disabled.filter((each) => ELSEWHERE.includes(each)))
      problems.push(`${point}: "${name}" cannot be taken away here`);
  }
  for (const [point, whole] of [
    ['preFilter', 'filter'],
    ['preScore', 'score'],
  ] as const) {
    for (const name of plugins[point]?.disabled ?? []) {
      if (![plugins[whole], plugins.multiPoint].some((set) => set?.disabled.includes(name)))
        problems.push(`${point}: "${name}" can only be taken away together with its ${whole}`);
    }
  }
  if (problems.length > 0)
    throw new UserError(...problems.map((message) => ({ message: `profile ${schedulerName}, ${message}` })));
}
