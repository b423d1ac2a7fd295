// Behaviours that differ between Kubernetes releases: from and until which minor (both included) each holds.
// One row a behaviour, with its source, in the table of its topic, sorted by name (rows that share a source stand
// together); a behaviour that concerns two topics stands where the decision is made. Code asks for them by name:
// `version.has('podHostIPs')`.

import { APPS_BEHAVIOURS } from './behaviours/apps.ts';
import { BATCH_BEHAVIOURS } from './behaviours/batch.ts';
import { CLUSTER_BEHAVIOURS } from './behaviours/cluster.ts';
import { KUBELET_BEHAVIOURS } from './behaviours/kubelet.ts';
import { NETWORK_BEHAVIOURS } from './behaviours/network.ts';
import { PODS_BEHAVIOURS } from './behaviours/pods.ts';
import { PRINTING_BEHAVIOURS } from './behaviours/printing.ts';
import type { BehaviourRows } from './behaviours/rows.ts';
import { SCHEDULING_BEHAVIOURS } from './behaviours/scheduling.ts';
import { STORAGE_BEHAVIOURS } from './behaviours/storage.ts';
import { VALUES_BEHAVIOURS } from './behaviours/values.ts';
import { WARNINGS_BEHAVIOURS } from './behaviours/warnings.ts';

export const BEHAVIOUR_TOPICS = {
  apps: APPS_BEHAVIOURS,
  batch: BATCH_BEHAVIOURS,
  cluster: CLUSTER_BEHAVIOURS,
  kubelet: KUBELET_BEHAVIOURS,
  network: NETWORK_BEHAVIOURS,
  pods: PODS_BEHAVIOURS,
  printing: PRINTING_BEHAVIOURS,
  scheduling: SCHEDULING_BEHAVIOURS,
  storage: STORAGE_BEHAVIOURS,
  values: VALUES_BEHAVIOURS,
  warnings: WARNINGS_BEHAVIOURS,
} as const satisfies Readonly<Record<string, BehaviourRows>>;

type Topics = typeof BEHAVIOUR_TOPICS;

export type Behaviour = { [Topic in keyof Topics]: keyof Topics[Topic] }[keyof Topics];
