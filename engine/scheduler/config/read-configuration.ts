// A KubeSchedulerConfiguration as text has it, read into what the scheduler works with.
//
// Everything in it is either understood or named as a problem, all at once: nothing is passed over in silence.
// Source: kubernetes v1.28.0 staging/src/k8s.io/kube-scheduler/config/v1/types.go; pkg/scheduler/apis/config/validation.

import { UserError, type UserProblem } from '../../errors.ts';
import {
  BACKOFF_INITIAL_MS,
  BACKOFF_MAX_MS,
  DEFAULT_SCHEDULER_NAME,
  type EnabledPlugin,
  type PluginSet,
  POINTS,
  type Point,
  type ProfileConfiguration,
  type SchedulerConfiguration,
} from './configuration.ts';
import { Fields } from './fields.ts';
import { readArgs } from './read-args.ts';

const GROUP = 'kubescheduler.config.k8s.io/';

/**
 * @param document  what the YAML says
 * @throws UserError  with all problems, each with the path of its field
 */
export function readSchedulerConfiguration(document: unknown): SchedulerConfiguration {
  const problems: UserProblem[] = [];
  const root = new Fields(document, '', problems);
  const apiVersion = root.text('apiVersion', '');
  if (!apiVersion.startsWith(GROUP)) root.problem('apiVersion', `must begin with ${GROUP}`);
  if (root.text('kind', '') !== 'KubeSchedulerConfiguration')
    root.problem('kind', 'must be KubeSchedulerConfiguration');
  root.ignore('leaderElection', 'clientConnection', 'parallelism');
  const percentage = root.number('percentageOfNodesToScore', 0, { min: 0, max: 100 });
  const initial = root.number('podInitialBackoffSeconds', BACKOFF_INITIAL_MS / 1000, { min: 1 });
  const max = root.number('podMaxBackoffSeconds', BACKOFF_MAX_MS / 1000, { min: 1 });
  if (max < initial)
    root.problem('podMaxBackoffSeconds', 'must be greater than or equal to podInitialBackoffSeconds');
  const listed = root.list('profiles').map((fields) => readProfile(fields, percentage));
  const profiles = listed.length > 0 ? listed : [readProfile(new Fields({}, '', problems), percentage)];
  for (const [i, { schedulerName }] of profiles.entries()) {
    if (profiles.findIndex((other) => other.schedulerName === schedulerName) < i)
      root.problem(`profiles[${i}].schedulerName`, `Duplicate value: "${schedulerName}"`);
  }
  root.done();
  if (problems.length > 0) throw new UserError(...problems);
  return { profiles, podInitialBackoffMs: initial * 1000, podMaxBackoffMs: max * 1000 };
}

function readProfile(fields: Fields, percentage: number): ProfileConfiguration {
  const plugins: Partial<Record<Point, PluginSet>> = {};
  const sets = fields.object('plugins');
  for (const point of POINTS) {
    const set = sets.object(point);
    if (!set.isThere) continue;
    plugins[point] = {
      enabled: set.list('enabled').map(readPlugin),
      disabled: set.list('disabled').map((plugin) => readPlugin(plugin).name),
    };
    set.done();
  }
  sets.done();
  const profile = {
    schedulerName: fields.text('schedulerName', DEFAULT_SCHEDULER_NAME),
    percentageOfNodesToScore: fields.number('percentageOfNodesToScore', percentage, { min: 0, max: 100 }),
    plugins,
    args: readArgs(fields.list('pluginConfig')),
  };
  fields.done();
  return profile;
}

function readPlugin(fields: Fields): EnabledPlugin {
  const plugin = { name: fields.text('name', ''), weight: fields.number('weight', 0, { min: 0 }) };
  fields.done();
  return plugin;
}
