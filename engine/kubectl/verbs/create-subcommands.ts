// The subcommands of `kubectl create`. One line each.

import type { Command } from '../command/command.ts';
import { createConfigMap, createSecret } from './create-config.ts';
import {
  createNamespace,
  createPodDisruptionBudget,
  createPriorityClass,
  createQuota,
  createServiceAccount,
  REFUSED_CREATE,
} from './create-others.ts';
import { createService } from './create-service.ts';
import { createCronJob, createDeployment, createJob } from './create-workloads.ts';

export const CREATE_SUBCOMMANDS: readonly Command[] = [
  createConfigMap,
  createCronJob,
  createDeployment,
  createJob,
  createNamespace,
  createPodDisruptionBudget,
  createPriorityClass,
  createQuota,
  createSecret,
  createService,
  createServiceAccount,
  ...REFUSED_CREATE,
];
