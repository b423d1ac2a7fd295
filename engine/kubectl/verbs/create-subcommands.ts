// The subcommands of `kubectl create`. One line each.

import type { Command } from '../command/command.ts';
import { createConfigMap, createSecret } from './create-config.ts';
import { createIngress } from './create-ingress.ts';
import {
  createNamespace,
  createPodDisruptionBudget,
  createPriorityClass,
  createQuota,
  createServiceAccount,
} from './create-others.ts';
import { createClusterRoleBinding, createRoleBinding } from './create-role-bindings.ts';
import { createClusterRole, createRole } from './create-roles.ts';
import { createService } from './create-service.ts';
import { createToken } from './create-token.ts';
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
  createRole,
  createClusterRole,
  createRoleBinding,
  createClusterRoleBinding,
  createIngress,
  createToken,
];
