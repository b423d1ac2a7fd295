// The command table: every command of kubectl, those that are refused included.

import type { VersionProfile } from '../versions/profile.ts';
import type { Command } from './command/command.ts';
import { runGroup } from './command/command.ts';
import { apiResources, apiVersions } from './verbs/api-resources.ts';
import { apply } from './verbs/apply.ts';
import { attach } from './verbs/attach.ts';
import { auth } from './verbs/auth.ts';
import { autoscale } from './verbs/autoscale.ts';
import { clusterInfo, version } from './verbs/cluster-info.ts';
import { config } from './verbs/config.ts';
import { cordon, uncordon } from './verbs/cordon.ts';
import { cp } from './verbs/cp.ts';
import { create } from './verbs/create.ts';
import { debug } from './verbs/debug.ts';
import { remove } from './verbs/delete.ts';
import { describe } from './verbs/describe.ts';
import { diff } from './verbs/diff.ts';
import { drain } from './verbs/drain.ts';
import { events } from './verbs/events.ts';
import { exec } from './verbs/exec.ts';
import { explain } from './verbs/explain.ts';
import { expose } from './verbs/expose.ts';
import { get } from './verbs/get.ts';
import { annotate, label } from './verbs/label.ts';
import { logs } from './verbs/logs.ts';
import { patch } from './verbs/patch.ts';
import { portForward } from './verbs/port-forward.ts';
import { REFUSED } from './verbs/refused.ts';
import { replace } from './verbs/replace.ts';
import { rollingUpdate } from './verbs/rolling-update.ts';
import { rollout } from './verbs/rollout.ts';
import { run } from './verbs/run.ts';
import { scale } from './verbs/scale.ts';
import { set } from './verbs/set.ts';
import { taint } from './verbs/taint.ts';
import { top } from './verbs/top.ts';
import { wait } from './verbs/wait.ts';

// As kubectl's own help groups them; what a mistyped word is taken for is offered in this order.
// Source: kubectl v0.32.0 pkg/cmd/cmd.go, NewKubectlCommand.
const ORDER =
  'create expose run set explain get edit delete rollout scale autoscale certificate cluster-info top cordon uncordon drain taint describe logs attach exec port-forward proxy cp auth debug events diff apply patch replace wait kustomize label annotate completion alpha config plugin version api-versions api-resources options'.split(
    ' ',
  );

const COMMANDS: readonly Command[] = [
  annotate,
  apiResources,
  apiVersions,
  apply,
  attach,
  auth,
  autoscale,
  clusterInfo,
  config,
  cordon,
  cp,
  create,
  debug,
  remove,
  describe,
  diff,
  drain,
  events,
  exec,
  explain,
  expose,
  get,
  label,
  logs,
  patch,
  portForward,
  replace,
  rollout,
  run,
  scale,
  set,
  taint,
  top,
  uncordon,
  version,
  wait,
  ...REFUSED,
];

const KUBECTL: Command = {
  name: 'kubectl',
  subcommands: [...COMMANDS].sort((a, b) => ORDER.indexOf(a.name) - ORDER.indexOf(b.name)),
  run: ({ path, args }) => runGroup(path, args),
};

const KUBECTL_WITH_ROLLING_UPDATE: Command = {
  ...KUBECTL,
  subcommands: [...(KUBECTL.subcommands ?? []), rollingUpdate],
};

/** The commands that a cluster of this release is worked on with. */
export const kubectlFor = (version: Pick<VersionProfile, 'has'>): Command =>
  version.has('kubectlRollingUpdate') ? KUBECTL_WITH_ROLLING_UPDATE : KUBECTL;
