// `kubectl set`: the subcommands that change pod specs, and what they share.
// Source: kubectl v0.32.0 pkg/cmd/set/{set,set_image,set_resources,set_serviceaccount}.go.

import type { AnyObject, Container, PodSpec } from '../../api/objects.ts';
import { parseQuantity, QuantityError } from '../../api/quantity/quantity.ts';
import type { Call } from '../command/call.ts';
import { type Command, runGroup } from '../command/command.ts';
import type { FlagSpec } from '../command/flags.ts';
import { ALL_FLAG, CHANGE_FLAGS, LOCAL_FLAG, SELECTOR_FLAG } from '../command/global-flags.ts';
import { type Failure, textFailure, throwAll } from '../failure.ts';
import { matchesName } from './container-names.ts';
import { parsePairs, resourcesAndPairs } from './pairs.ts';
import { withPodSpec } from './pod-spec.ts';
import { setEnv } from './set-env.ts';
import { changeAll, findForSet } from './set-objects.ts';
import { setSelector } from './set-selector.ts';
import { setSubject } from './set-subject.ts';

const FLAGS: readonly FlagSpec[] = [...CHANGE_FLAGS, ALL_FLAG, LOCAL_FLAG, SELECTOR_FLAG];

export const set: Command = {
  name: 'set',
  subcommands: [
    { name: 'image', flags: FLAGS, run: setImage },
    {
      name: 'resources',
      flags: [
        ...FLAGS,
        { name: 'containers', short: 'c', type: 'string', value: '*' },
        { name: 'limits', type: 'string' },
        { name: 'requests', type: 'string' },
      ],
      run: setResources,
    },
    { name: 'serviceaccount', aliases: ['sa'], flags: FLAGS, run: setServiceAccount },
    setEnv,
    setSelector,
    setSubject,
  ],
  run: ({ path, args }) => runGroup(path, args),
};

function setImage(call: Call): void {
  const { resources, pairs } = resourcesAndPairs(call.args, 'image');
  const images = parsePairs(pairs, 'image', false).set;
  const infos = findForSet(call, resources);
  const problems: string[] = [];
  if (call.flags.bool('all') && call.flags.string('selector') !== '') {
    problems.push('cannot set --all and --selector at the same time');
  }
  if (resources.length === 0 && !call.hasFiles) {
    problems.push('one or more resources must be specified as <resource> <name> or <resource>/<name>');
  }
  if (images.size === 0) problems.push('at least one image update is required');
  else if (images.size > 1 && images.has('*')) {
    problems.push(
      'all containers are already specified by *, but saw more than one container_name=container_image pairs',
    );
  }
  throwAll(problems.map((text): Failure => ({ kind: 'text', text })));
  changeAll(
    call,
    infos,
    { operation: 'image updated', failed: 'failed to patch image update to pod template: ' },
    (object, failures) => withPodSpec(object, (spec) => withImages(spec, images, failures)),
  );
}

function withImages(spec: PodSpec, images: ReadonlyMap<string, string>, failures: Failure[]): PodSpec {
  let changed = spec;
  for (const [name, image] of images) {
    const isMeant = (container: Container): boolean => container.name === name || name === '*';
    const all = [...(spec.initContainers ?? []), ...spec.containers];
    if (!all.some(isMeant))
      failures.push({ kind: 'text', text: `error: unable to find container named ${JSON.stringify(name)}` });
    changed = mapContainers(changed, isMeant, (container) => ({ ...container, image }));
  }
  return changed;
}

function mapContainers(
  spec: PodSpec,
  isMeant: (container: Container) => boolean,
  change: (container: Container) => Container,
): PodSpec {
  const apply = (list: readonly Container[]): Container[] =>
    list.map((one) => (isMeant(one) ? change(one) : one));
  return {
    ...spec,
    ...(spec.initContainers === undefined ? {} : { initContainers: apply(spec.initContainers) }),
    containers: apply(spec.containers),
  };
}

function setResources(call: Call): void {
  const { flags } = call;
  const infos = findForSet(call, call.args);
  if (flags.bool('all') && flags.string('selector') !== '') {
    throw textFailure('cannot set --all and --selector at the same time');
  }
  const [limits, requests] = [flags.string('limits'), flags.string('requests')];
  if (limits === '' && requests === '') {
    throw textFailure(
      'you must specify an update to requests or limits (in the form of --requests/--limits)',
    );
  }
  const wanted = { limits: resourceList(limits), requests: resourceList(requests) };
  const pattern = flags.string('containers');
  const texts = {
    operation: 'resource requirements updated',
    failed: 'failed to patch resources update to pod template ',
  };
  changeAll(call, infos, texts, (object, failures) => {
    let isFound = false;
    const changed = withPodSpec(object, (spec) =>
      mapContainers(
        spec,
        ({ name }) => matchesName(name, pattern),
        (container) => {
          isFound = true;
          return { ...container, resources: merged(container, wanted) };
        },
      ),
    );
    if (!isFound) failures.push({ kind: 'text', text: `error: unable to find container named ${pattern}` });
    return isFound ? changed : undefined;
  });
}

type ResourceList = Readonly<Record<string, string>>;

function merged(
  container: Container,
  wanted: { limits: ResourceList; requests: ResourceList },
): NonNullable<Container['resources']> {
  const resources = { ...container.resources };
  if (Object.keys(wanted.limits).length > 0) resources.limits = { ...resources.limits, ...wanted.limits };
  if (Object.keys(wanted.requests).length > 0)
    resources.requests = { ...resources.requests, ...wanted.requests };
  return resources;
}

/** `cpu=100m,memory=256Mi`. Source: kubectl v0.32.0 pkg/generate/versioned/run.go, populateResourceListV1. */
export function resourceList(text: string): ResourceList {
  if (text === '') return {};
  return Object.fromEntries(
    text.split(',').map((part) => {
      const [name, amount, more] = part.split('=');
      if (amount === undefined || more !== undefined) {
        throw textFailure(`Invalid argument syntax ${part}, expected <resource>=<value>`);
      }
      try {
        parseQuantity(amount);
      } catch (error) {
        if (error instanceof QuantityError) throw textFailure(error.message);
        throw error;
      }
      return [name!, amount];
    }),
  );
}

function setServiceAccount(call: Call): void {
  if (call.args.length === 0) throw textFailure('serviceaccount is required');
  const account = call.args.at(-1)!;
  const infos = findForSet(call, call.args.slice(0, -1));
  const texts = {
    operation: 'serviceaccount updated',
    failed: 'failed to patch ServiceAccountName ',
    alwaysSends: true,
  };
  changeAll(call, infos, texts, (object: AnyObject) =>
    withPodSpec(object, (spec) => ({ ...spec, serviceAccountName: account })),
  );
}
