// `kubectl apply --prune`: deletes what earlier applies made and this one no longer has.
//
// Source: kubectl v0.32.0 pkg/cmd/apply/prune.go; pkg/util/prune/prune.go. Order: namespaces by name, where upstream's
// order is that of a Go map. Left out, and refused: apply sets.

import type { AnyObject } from '../../api/objects.ts';
import { lastAppliedConfiguration } from '../../api/patch/three-way-apply.ts';
import type { Call } from '../command/call.ts';
import { CommandFailure, messageOf, textFailure } from '../failure.ts';
import { klogWarning } from '../output/klog.ts';
import { verbPrinter } from '../output/printer.ts';
import type { Mapping } from '../resource/mapping.ts';
import { deleteOptions } from './deletion-options.ts';

/** What an apply has dealt with, so that pruning leaves it. */
export class Visited {
  readonly uids = new Set<string>();
  readonly namespaces = new Set<string>();

  add({ metadata }: AnyObject): void {
    if (metadata.uid !== undefined) this.uids.add(metadata.uid);
    if (metadata.namespace !== undefined) this.namespaces.add(metadata.namespace);
  }
}

interface Prunable {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

const of = (group: string, ...kinds: readonly string[]): Prunable[] =>
  kinds.map((kind) => ({ group, version: 'v1', kind }));

const DEFAULTS: readonly Prunable[] = [
  ...of('', 'ConfigMap', 'Endpoints', 'PersistentVolumeClaim', 'Pod', 'ReplicationController', 'Secret'),
  ...of('', 'Service'),
  ...of('batch', 'Job', 'CronJob'),
  ...of('networking.k8s.io', 'Ingress'),
  ...of('apps', 'DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'),
  ...of('', 'Namespace', 'PersistentVolume'),
];

/** The kinds that may be pruned, read before anything is applied. @throws CommandFailure  the allowlist cannot be read */
export function pruneAllowlist({ flags, mapper }: Call): readonly Prunable[] {
  return flags.list('prune-allowlist').map((text) => {
    const [group, version, kind, ...rest] = text.split('/');
    if (kind === undefined || rest.length > 0) {
      throw textFailure(`invalid GroupVersionKind format: ${text}, please follow <group/version/kind>`);
    }
    const one = { group: group === 'core' ? '' : group!, version: version!, kind };
    if (mapper.forKind(apiVersionOf(one), kind) === undefined) throw textFailure(noMatches(one));
    return one;
  });
}

const apiVersionOf = ({ group, version }: Prunable): string =>
  group === '' ? version : `${group}/${version}`;
const noMatches = (one: Prunable): string =>
  `no matches for kind ${JSON.stringify(one.kind)} in version ${JSON.stringify(apiVersionOf(one))}`;

export function prune(call: Call, allowlist: readonly Prunable[], visited: Visited): void {
  if (call.isNamespaceEnforced) visited.namespaces.add(call.namespace);
  const isDefault = allowlist.length === 0;
  if (isDefault) call.err(klogWarning(call.nowEpochMs, 'prune.go:71', NAMESPACED_ONLY_LATER));
  const mappings = (isDefault ? DEFAULTS : allowlist).map((one) => mappingFor(call, one));
  for (const namespace of [...visited.namespaces].sort()) {
    for (const mapping of mappings) if (mapping.namespaced) pruneKind(call, mapping, namespace, visited);
  }
  for (const mapping of mappings) if (!mapping.namespaced) pruneKind(call, mapping, undefined, visited);
}

// Said whenever there is a namespace, which there always is.
const NAMESPACED_ONLY_LATER =
  'Deprecated: kubectl apply will no longer prune non-namespaced resources by default when used with the --namespace flag in a future release. To preserve the current behaviour, list the resources you want to target explicitly in the --prune-allowlist flag.';

function mappingFor({ mapper }: Call, one: Prunable): Mapping {
  const mapping = mapper.forKind(apiVersionOf(one), one.kind);
  if (mapping !== undefined) return mapping;
  const isNamespaced = one.kind !== 'Namespace' && one.kind !== 'PersistentVolume';
  const resource = `${one.group}/${one.version}, Kind=${one.kind}, Namespaced=${isNamespaced}`;
  throw textFailure(
    `error retrieving RESTMappings to prune: invalid resource ${resource}: ${noMatches(one)}`,
  );
}

function pruneKind(call: Call, mapping: Mapping, namespace: string | undefined, visited: Visited): void {
  const { group, served, kind } = mapping;
  try {
    const labelSelector = call.flags.string('selector');
    for (const object of call.client.list(mapping, namespace, { labelSelector }).items) {
      const isOurs = lastAppliedConfiguration(object) !== undefined && !visited.uids.has(object.metadata.uid);
      if (isOurs) pruneOne(call, mapping, object);
    }
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    const what = namespace === undefined ? 'nonNamespaced' : 'namespaced';
    throw textFailure(
      `error pruning ${what} object ${group}/${served.version}, Kind=${kind}: ${messageOf(error.failure)}`,
    );
  }
}

function pruneOne(call: Call, mapping: Mapping, object: AnyObject): void {
  const { namespace, name } = object.metadata;
  if (call.dryRun !== 'client') {
    const options = deleteOptions(call, call.flags.int('grace-period'));
    call.client.delete(mapping, namespace, name, options, { dryRun: call.dryRun === 'server' });
  }
  call.out(verbPrinter(call, 'pruned')(object));
}
