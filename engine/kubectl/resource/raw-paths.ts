// The paths of the REST API: discovery documents, health, and every resource under its group, version and namespace.
//
// Source: kubernetes v1.28.0 staging/src/k8s.io/apiserver/pkg/endpoints/discovery/{root,group,version,legacy}.go,
// pkg/server/routes/version.go; apimachinery pkg/apis/meta/v1/types.go, APIGroup, APIResourceList. Differs: the fields of
// objects come sorted. Left out: hashes of storage versions, subresources but status and scale.

import { jsonText } from '../../api/jsonpath/go-text.ts';
import { noSuchPath } from '../../api/status.ts';
import type { Routine } from '../../kernel/routine.ts';
import type { Call } from '../command/call.ts';
import { statusFailure, textFailure } from '../failure.ts';
import { notSimulated } from '../refusal.ts';
import { type ApiResource, preferredResources, refuseOtherKind, servedResources } from './discovery.ts';
import { groupRank, type Mapping } from './mapping.ts';
import { plain } from './raw-object.ts';
import { isWatch, listOptionsOf, parseQuery, type RawQuery } from './raw-query.ts';
import { type RawResource, rawWatch } from './raw-watch.ts';

/** What a GET of the path answers, a watch as it goes on. @throws CommandFailure  there is nothing at that path */
export function* rawAnswer(call: Call, uri: string): Routine<void> {
  const { path, query } = uriOf(uri);
  const at = resourceIn(call, path);
  if (at !== undefined && isWatch(query)) yield* rawWatch(call, at, query);
  else if (at !== undefined) call.out(`${JSON.stringify(answerAt(call, at, query))}\n`);
  else call.out(documentAt(call, path));
}

/** What a DELETE of the path answers; no options go with it. */
export function rawDelete(call: Call, uri: string): string {
  const { path } = uriOf(uri);
  const at = resourceIn(call, path);
  if (at === undefined) throw notFound();
  const { mapping, namespace, name } = at;
  if (name === undefined) notSimulated('kubectl delete --raw of all objects', 'name one');
  const { uid } = call.client.get(mapping, namespace, name).metadata;
  const left = call.client.delete(mapping, namespace, name, {});
  const isGone = call.session.server.peek(mapping.kind, namespace, name) === undefined;
  if (!isGone || RETURNED.has(mapping.kind)) return `${JSON.stringify(plain(call, left))}\n`;
  const { group, resource: kind } = mapping;
  const details = { name, ...(group === '' ? {} : { group }), kind, uid };
  const status = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details };
  return `${JSON.stringify(status)}\n`;
}

// Kinds whose deletion answers with the object. Source: kubernetes v1.20.2 and v1.28.0 pkg/registry/*/*/storage/
// storage.go, ReturnDeletedObject.
const RETURNED: ReadonlySet<string> = new Set(
  'Namespace PersistentVolume PersistentVolumeClaim Pod ResourceQuota Service ServiceAccount CSIDriver CSINode StorageClass VolumeAttachment'.split(
    ' ',
  ),
);

function uriOf(uri: string): { readonly path: string; readonly query: RawQuery } {
  if (!uri.startsWith('/')) {
    const where = `parse ${JSON.stringify(uri)}: invalid URI for request`;
    throw textFailure(`--raw must be a valid URL path: ${where}`);
  }
  const at = uri.indexOf('?');
  return at < 0
    ? { path: uri, query: new Map() }
    : { path: uri.slice(0, at), query: parseQuery(uri.slice(at + 1)) };
}

// The resource that a path is about; undefined for a path of discovery or health.
function resourceIn(call: Call, path: string): RawResource | undefined {
  const [root, ...rest] = path.split('/').filter((part) => part !== '');
  if (root === 'api' && rest.length > 1) return resourceAt(call, rest[0]!, rest.slice(1));
  if (root === 'apis' && rest.length > 2) return resourceAt(call, `${rest[0]}/${rest[1]}`, rest.slice(2));
  return undefined;
}

function documentAt(call: Call, path: string): string {
  if (['/healthz', '/livez', '/readyz'].includes(path)) return 'ok';
  const parts = path.split('/').filter((part) => part !== '');
  const [root, ...rest] = parts;
  if (path === '/version') return `${jsonText(versionInfo(call), '  ')}\n`;
  if (root === 'api') return `${JSON.stringify(underVersion(call, '', rest))}\n`;
  if (root !== 'apis') throw notFound();
  const [group, ...below] = rest;
  if (group === undefined) return `${JSON.stringify(groupList(call))}\n`;
  return `${JSON.stringify(underVersion(call, group, below))}\n`;
}

const notFound = (): Error => statusFailure(noSuchPath());

const versionInfo = ({ session }: Call): object => ({
  major: '1',
  minor: String(session.version.minor),
  gitVersion: session.version.gitVersion,
});

interface GroupDocument {
  readonly name: string;
  readonly versions: readonly { readonly groupVersion: string; readonly version: string }[];
  readonly preferredVersion: object;
}

function groupsOf({ mapper, session }: Call): GroupDocument[] {
  const { minor } = session.version;
  const byGroup = new Map<string, Set<string>>();
  for (const { group, apiVersion } of servedResources(mapper, minor)) {
    if (group !== '') byGroup.set(group, (byGroup.get(group) ?? new Set()).add(apiVersion));
  }
  return [...byGroup]
    .map(([name, apiVersions]) => {
      const versions = [...apiVersions].map((groupVersion) => ({
        groupVersion,
        version: groupVersion.slice(name.length + 1),
      }));
      return { name, versions, preferredVersion: versions[0]! };
    })
    .sort((a, b) => groupRank(a.name) - groupRank(b.name) || (a.name < b.name ? -1 : 1));
}

const groupList = (call: Call): object => ({
  kind: 'APIGroupList',
  apiVersion: 'v1',
  groups: groupsOf(call),
});

function underVersion(call: Call, group: string, parts: readonly string[]): unknown {
  const [version, ...rest] = parts;
  if (version === undefined) return group === '' ? coreVersions() : groupDocument(call, group);
  if (rest.length > 0) throw notFound();
  return resourceList(call, group === '' ? version : `${group}/${version}`);
}

const coreVersions = (): object => ({ kind: 'APIVersions', versions: ['v1'] });

function groupDocument(call: Call, group: string): object {
  const found = groupsOf(call).find(({ name }) => name === group);
  if (found === undefined) throw notFound();
  return { kind: 'APIGroup', apiVersion: 'v1', ...found };
}

/** From this minor on discovery says the singular. Source: kubernetes #110691 (1.27). */
const SINGULAR_FROM = 27;

function resourceList({ mapper, session }: Call, apiVersion: string): object {
  const { minor } = session.version;
  const found = servedResources(mapper, minor).filter((one) => one.apiVersion === apiVersion);
  if (found.length === 0) throw notFound();
  const resources = found
    .sort((a, b) => (a.resource < b.resource ? -1 : 1))
    .flatMap((one) => documentsOf(one, minor, mapper.forName(apiVersion, one.resource)));
  return { kind: 'APIResourceList', apiVersion: 'v1', groupVersion: apiVersion, resources };
}

function documentsOf(one: ApiResource, minor: number, mapping: Mapping | undefined): object[] {
  const { resource, namespaced, kind, verbs, shortNames, categories } = one;
  const singularName = minor >= SINGULAR_FROM ? kind.toLowerCase() : '';
  const own = {
    ...{ name: resource, singularName, namespaced, kind, verbs },
    ...(shortNames.length > 0 && { shortNames }),
    ...(categories.length > 0 && { categories }),
  };
  const part = (name: string, ofKind: object): object => ({
    ...{ name: `${resource}/${name}`, singularName: '', namespaced, ...ofKind },
    verbs: ['get', 'patch', 'update'],
  });
  const scale = { group: 'autoscaling', version: 'v1', kind: 'Scale' };
  return [
    own,
    ...(mapping?.traits.scale === undefined ? [] : [part('scale', scale)]),
    ...(mapping?.traits.statusSubresource === true ? [part('status', { kind })] : []),
  ];
}

// `namespaces/shop/pods/web`, `nodes/node-1`, `pods`, and the namespace `namespaces/shop` itself.
function resourceAt(call: Call, apiVersion: string, parts: readonly string[]): RawResource {
  const isInNamespace = parts[0] === 'namespaces' && parts.length > 2;
  const namespace = isInNamespace ? parts[1] : undefined;
  const [resource = '', name, ...below] = isInNamespace ? parts.slice(2) : parts;
  const mapping = call.mapper.forName(apiVersion, resource);
  if (mapping === undefined) {
    const other = preferredResources(call.mapper, call.session.version.minor).find(
      (one) => one.apiVersion === apiVersion && one.resource === resource,
    );
    if (other !== undefined) refuseOtherKind(call.mapper, call.session.version.minor, apiVersion, other.kind);
    throw notFound();
  }
  if (below.length > 1 || (below.length === 1 && below[0] !== 'status')) {
    notSimulated(`kubectl get --raw of ${resource}/${below.join('/')}`, 'get the object itself');
  }
  if (isInNamespace !== mapping.namespaced && (isInNamespace || name !== undefined)) throw notFound();
  return { mapping, namespace, name };
}

function answerAt(call: Call, { mapping, namespace, name }: RawResource, query: RawQuery): unknown {
  if (name !== undefined) return plain(call, call.client.get(mapping, namespace, name));
  const list = call.client.list(mapping, namespace, listOptionsOf(query));
  const { resourceVersion, continueToken, remainingItemCount } = list;
  return {
    kind: `${mapping.kind}List`,
    apiVersion: mapping.apiVersion,
    metadata: {
      ...(resourceVersion === '' ? {} : { resourceVersion }),
      ...(continueToken === undefined ? {} : { continue: continueToken }),
      ...(remainingItemCount === undefined ? {} : { remainingItemCount }),
    },
    items: list.items.map((item) => {
      const { kind: _, apiVersion: __, ...rest } = plain(call, item);
      return rest;
    }),
  };
}
