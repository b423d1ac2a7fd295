// `kubectl create namespace|serviceaccount|priorityclass|quota|poddisruptionbudget`.
// Source: kubectl v0.32.0 pkg/cmd/create/create_{namespace,serviceaccount,priorityclass,quota,pdb}.go.

import type { Command } from '../command/command.ts';
import { textFailure } from '../failure.ts';
import { CREATE_FLAGS } from './create-workloads.ts';
import { nameArgument, newObject, sendNew } from './new-object.ts';
import { parseToLabelSelector } from './selector-argument.ts';
import { resourceList } from './set.ts';

export const createNamespace: Command = {
  name: 'namespace',
  aliases: ['ns'],
  flags: CREATE_FLAGS,
  run: (call) => {
    const type = { apiVersion: 'v1', kind: 'Namespace', clusterScoped: true };
    sendNew(call, newObject(call, type, { name: nameArgument(call) }, { spec: {}, status: {} }));
  },
};

export const createServiceAccount: Command = {
  name: 'serviceaccount',
  aliases: ['sa'],
  flags: CREATE_FLAGS,
  run: (call) => {
    const object = newObject(
      call,
      { apiVersion: 'v1', kind: 'ServiceAccount' },
      { name: nameArgument(call) },
      {},
    );
    sendNew(call, object, { failed: 'failed to create serviceaccount: ' });
  },
};

export const createPriorityClass: Command = {
  name: 'priorityclass',
  aliases: ['pc'],
  flags: [
    ...CREATE_FLAGS,
    { name: 'value', type: 'int32' },
    { name: 'global-default', type: 'bool' },
    { name: 'description', type: 'string' },
    { name: 'preemption-policy', type: 'string', value: 'PreemptLowerPriority' },
  ],
  run: (call) => {
    const { flags } = call;
    const type = { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', clusterScoped: true };
    const description = flags.string('description');
    const rest = {
      ...(description === '' ? {} : { description }),
      ...(flags.bool('global-default') ? { globalDefault: true } : {}),
      preemptionPolicy: flags.string('preemption-policy'),
      value: flags.int('value'),
    };
    sendNew(call, newObject(call, type, { name: nameArgument(call) }, rest), {
      failed: 'failed to create priorityclass: ',
    });
  },
};

export const createQuota: Command = {
  name: 'quota',
  aliases: ['resourcequota'],
  flags: [...CREATE_FLAGS, { name: 'hard', type: 'string' }, { name: 'scopes', type: 'string' }],
  run: (call) => {
    const { flags } = call;
    const name = nameArgument(call);
    const scopes = flags.string('scopes');
    const hard = resourceList(flags.string('hard'));
    const spec = {
      ...(Object.keys(hard).length === 0 ? {} : { hard }),
      ...(scopes === '' ? {} : { scopes: scopes.split(',') }),
    };
    const object = newObject(
      call,
      { apiVersion: 'v1', kind: 'ResourceQuota' },
      { name },
      { spec, status: {} },
    );
    sendNew(call, object, { failed: 'failed to create quota: ' });
  },
};

export const createPodDisruptionBudget: Command = {
  name: 'poddisruptionbudget',
  aliases: ['pdb'],
  flags: [
    ...CREATE_FLAGS,
    { name: 'min-available', type: 'string' },
    { name: 'max-unavailable', type: 'string' },
    { name: 'selector', type: 'string' },
  ],
  run: (call) => {
    const { flags } = call;
    const name = nameArgument(call);
    const [min, max] = [flags.string('min-available'), flags.string('max-unavailable')];
    const selector = flags.string('selector');
    if (selector === '') throw textFailure('a selector must be specified');
    if (min === '' && max === '')
      throw textFailure('one of min-available or max-unavailable must be specified');
    if (min !== '' && max !== '')
      throw textFailure('min-available and max-unavailable cannot be both specified');
    const labelSelector = parseToLabelSelector(selector);
    const amount = (text: string): number | string => (/^\d+$/.test(text) ? Number(text) : text);
    const bound = min === '' ? { maxUnavailable: amount(max) } : { minAvailable: amount(min) };
    const status = { currentHealthy: 0, desiredHealthy: 0, disruptionsAllowed: 0, expectedPods: 0 };
    const object = newObject(
      call,
      { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget' },
      { name },
      { spec: { ...bound, selector: labelSelector }, status },
    );
    sendNew(call, object, { failed: 'failed to create poddisruptionbudgets: ' });
  },
};
