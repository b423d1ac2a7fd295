// `kubectl api-resources` and `kubectl api-versions`: what the cluster's discovery lists.
//
// Source: kubectl v0.32.0 pkg/cmd/apiresources/{apiresources,apiversions}.go.

import type { Call } from '../command/call.ts';
import type { Command } from '../command/command.ts';
import { textFailure } from '../failure.ts';
import { layoutColumns } from '../output/columns.ts';
import { type ApiResource, preferredResources, servedApiVersions } from '../resource/discovery.ts';

export const apiResources: Command = {
  name: 'api-resources',
  flags: [
    { name: 'api-group', type: 'string' },
    { name: 'cached', type: 'bool' },
    { name: 'categories', type: 'strings' },
    { name: 'namespaced', type: 'bool', value: 'true' },
    { name: 'no-headers', type: 'bool' },
    { name: 'output', short: 'o', type: 'string' },
    { name: 'sort-by', type: 'string' },
    { name: 'verbs', type: 'strings' },
  ],
  run: runApiResources,
};

function runApiResources(call: Call): void {
  const { flags, args, mapper, session } = call;
  if (args.length > 0) throw call.usage(`unexpected arguments: [${args.join(' ')}]`);
  const output = flags.string('output');
  if (!['', 'wide', 'name'].includes(output)) throw textFailure(`--output ${output} is not available`);
  const sortBy = flags.string('sort-by');
  if (!['', 'name', 'kind'].includes(sortBy)) throw textFailure('--sort-by accepts only name or kind');
  const shown = preferredResources(mapper, session.version.minor).filter((one) => isAsked(call, one));
  const keyOf = ({ group, resource, kind }: ApiResource): string =>
    ({ '': group, name: resource, kind })[sortBy] ?? '';
  shown.sort((a, b) => compare(keyOf(a), keyOf(b)) || compare(a.resource, b.resource));
  if (output === 'name') {
    for (const { resource, group } of shown)
      call.out(`${group === '' ? resource : `${resource}.${group}`}\n`);
    return;
  }
  const isWide = output === 'wide';
  const header = ['NAME', 'SHORTNAMES', 'APIVERSION', 'NAMESPACED', 'KIND'];
  const head = flags.bool('no-headers') ? [] : [isWide ? [...header, 'VERBS', 'CATEGORIES'] : header];
  call.out(layoutColumns([...head, ...shown.map((one) => rowOf(one, isWide))]));
}

function isAsked({ flags }: Call, { group, namespaced, verbs, categories }: ApiResource): boolean {
  if (flags.isSet('api-group') && group !== flags.string('api-group')) return false;
  if (flags.isSet('namespaced') && namespaced !== flags.bool('namespaced')) return false;
  return (
    flags.list('verbs').every((verb) => verbs.includes(verb)) &&
    flags.list('categories').every((category) => categories.includes(category))
  );
}

function rowOf(one: ApiResource, isWide: boolean): string[] {
  const { resource, shortNames, apiVersion, namespaced, kind } = one;
  const row = [resource, shortNames.join(','), apiVersion, String(namespaced), kind];
  return isWide ? [...row, one.verbs.join(','), one.categories.join(',')] : row;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const apiVersions: Command = {
  name: 'api-versions',
  run: (call) => {
    if (call.args.length > 0) throw call.usage(`unexpected arguments: [${call.args.join(' ')}]`);
    for (const version of servedApiVersions(call.mapper, call.session.version.minor))
      call.out(`${version}\n`);
  },
};
