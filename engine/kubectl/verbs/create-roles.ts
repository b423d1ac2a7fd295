// `kubectl create role|clusterrole`. Source: kubectl v0.32.0 pkg/cmd/create/create_{role,clusterrole}.go.

import type { Call } from '../command/call.ts';
import type { Command } from '../command/command.ts';
import type { FlagSpec } from '../command/flags.ts';
import { CommandFailure, textFailure } from '../failure.ts';
import { CREATE_FLAGS } from './create-workloads.ts';
import { resourceNamed } from './named-resource.ts';
import { nameArgument, newObject, sendNew } from './new-object.ts';

const RULE_FLAGS: readonly FlagSpec[] = [
  { name: 'verb', type: 'strings' },
  { name: 'resource', type: 'strings' },
  { name: 'resource-name', type: 'list' },
];

const RBAC = 'rbac.authorization.k8s.io';
const API_VERSION = `${RBAC}/v1`;

export const createRole: Command = {
  name: 'role',
  flags: [...CREATE_FLAGS, ...RULE_FLAGS],
  run: (call) => {
    const name = nameArgument(call);
    const wanted = readRules(call);
    if (wanted.verbs.length === 0) throw textFailure('at least one verb must be specified');
    warnOfVerbs(call, wanted.verbs);
    if (wanted.resources.length === 0) throw textFailure('at least one resource must be specified');
    checkResources(call, wanted);
    const type = { apiVersion: API_VERSION, kind: 'Role' };
    sendNew(call, newObject(call, type, { name }, { rules: rulesOf(call, wanted) }));
  },
};

export const createClusterRole: Command = {
  name: 'clusterrole',
  flags: [
    ...CREATE_FLAGS,
    ...RULE_FLAGS,
    { name: 'non-resource-url', type: 'strings' },
    { name: 'aggregation-rule', type: 'map' },
  ],
  run: (call) => {
    const name = nameArgument(call);
    const type = { apiVersion: API_VERSION, kind: 'ClusterRole', clusterScoped: true };
    const urls = [...new Set(call.flags.list('non-resource-url'))];
    const wanted = readRules(call);
    const labels = aggregationLabels(call);
    if (labels !== undefined) {
      const { verbs, resources, names } = wanted;
      if (urls.length + verbs.length + resources.length + names.length > 0)
        throw textFailure(
          'aggregation rule must be specified without nonResourceURLs, verbs, resources or resourceNames',
        );
      const aggregationRule = { clusterRoleSelectors: [{ matchLabels: labels }] };
      return sendNew(call, newObject(call, type, { name }, { aggregationRule, rules: null }));
    }
    checkClusterRole(call, wanted, urls);
    const rules = [
      ...rulesOf(call, wanted),
      ...(urls.length === 0 ? [] : [{ nonResourceURLs: urls, verbs: wanted.verbs }]),
    ];
    return sendNew(call, newObject(call, type, { name }, { rules }));
  },
};

interface Resource {
  readonly resource: string;
  readonly group: string;
  readonly subresource: string;
}

interface Wanted {
  readonly verbs: readonly string[];
  readonly resources: readonly Resource[];
  readonly names: readonly string[];
}

function readRules({ flags }: Call): Wanted {
  const verbs = [...new Set(flags.list('verb'))];
  const resources: Resource[] = [];
  for (const text of flags.list('resource')) {
    const [path = '', ...rest] = text.split('/');
    const [resource = '', ...group] = path.split('.');
    const one = { resource, group: group.join('.'), subresource: rest.join('/') };
    if (resource === '*' && group.length === 0 && rest.length === 0) {
      resources.splice(0, resources.length, one);
      break;
    }
    resources.push(one);
  }
  return {
    verbs: verbs.includes('*') ? ['*'] : verbs,
    resources,
    names: [...new Set(flags.list('resource-name'))],
  };
}

function aggregationLabels({ flags }: Call): Record<string, string> | undefined {
  const pairs = flags.list('aggregation-rule');
  if (pairs.length === 0) return undefined;
  return Object.fromEntries(
    pairs.map((pair) => [pair.slice(0, pair.indexOf('=')).trim(), pair.slice(pair.indexOf('=') + 1).trim()]),
  );
}

const RESOURCE_VERBS =
  '* get delete list create update patch watch proxy deletecollection use bind escalate impersonate'.split(
    ' ',
  );
const URL_VERBS = '* get post put delete patch head options'.split(' ');

function warnOfVerbs({ err }: Call, verbs: readonly string[]): void {
  for (const verb of verbs)
    if (!RESOURCE_VERBS.includes(verb)) err(`Warning: '${verb}' is not a standard resource verb\n`);
}

function checkClusterRole(call: Call, wanted: Wanted, urls: readonly string[]): void {
  const { verbs, resources } = wanted;
  if (verbs.length === 0) throw textFailure('at least one verb must be specified');
  if (resources.length === 0 && urls.length === 0)
    throw textFailure('one of resource or nonResourceURL must be specified');
  if (resources.length > 0) {
    warnOfVerbs(call, verbs);
    checkResources(call, wanted);
  }
  if (urls.length === 0) return;
  const wrong = verbs.find((verb) => !URL_VERBS.includes(verb));
  if (wrong !== undefined) throw textFailure(`invalid verb: '${wrong}' for nonResourceURL`);
  for (const url of urls.filter((one) => one !== '*')) {
    if (!url.startsWith('/')) throw textFailure('nonResourceURL should start with /');
    if (url.slice(0, -1).includes('*'))
      throw textFailure("nonResourceURL only supports wildcard matches when '*' is at the end");
  }
}

// What verbs of their own are for: resources, most of them without objects.
const SPECIAL_VERBS: Readonly<Record<string, readonly string[]>> = {
  use: ['podsecuritypolicies.policy', 'podsecuritypolicies.extensions'],
  bind: [`roles.${RBAC}`, `clusterroles.${RBAC}`],
  escalate: [`roles.${RBAC}`, `clusterroles.${RBAC}`],
  impersonate: ['users.', 'serviceaccounts.', 'groups.', 'userextras.authentication.k8s.io'],
};

function checkResources(call: Call, { verbs, resources }: Wanted): void {
  for (const wanted of resources) {
    if (wanted.resource === '')
      throw textFailure('resource must be specified if apiGroup/subresource specified');
    if (wanted.resource === '*') return;
    const { resource, group, problem } = mapped(call, wanted);
    const special = verbs.filter((verb) => SPECIAL_VERBS[verb] !== undefined);
    const misfit = special.find((verb) => !SPECIAL_VERBS[verb]!.includes(`${resource}.${group}`));
    if (misfit !== undefined)
      throw textFailure(`can not perform '${misfit}' on '${resource}' in group '${group}'`);
    if (problem !== undefined && special.length === 0) throw problem;
  }
}

// The names that the cluster has for it; its own where the cluster has none.
function mapped(
  call: Call,
  { resource, group }: Resource,
): { readonly resource: string; readonly group: string; readonly problem?: CommandFailure } {
  try {
    const found = resourceNamed(call, group === '' ? resource : `${resource}.${group}`);
    return { resource: found.resource, group: found.group };
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    return { resource, group, problem: error };
  }
}

function rulesOf(call: Call, { verbs, resources, names }: Wanted): object[] {
  const groups = new Map<string, string[]>();
  for (const wanted of resources) {
    const { resource, group } = mapped(call, wanted);
    const full = wanted.subresource === '' ? resource : `${resource}/${wanted.subresource}`;
    const known = groups.get(group) ?? [];
    if (!known.includes(full)) groups.set(group, [...known, full]);
  }
  return [...groups.keys()].sort().map((group) => ({
    apiGroups: [group],
    ...(names.length === 0 ? {} : { resourceNames: names }),
    resources: groups.get(group),
    verbs,
  }));
}
