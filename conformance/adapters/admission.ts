// Plays `quota-limitrange-admission`: an API server with one plugin, some policy objects, and pods.

import { KINDS } from '../../engine/api/kinds/index.ts';
import type { AnyObject, Pod, ResourceQuota } from '../../engine/api/objects.ts';
import { equalPlain } from '../../engine/api/plain.ts';
import { evaluatorOf } from '../../engine/api/quota/evaluator.ts';
import { resourceTexts } from '../../engine/api/quota/resource-list.ts';
import { defaultTolerationSeconds } from '../../engine/apiserver/admission/default-toleration-seconds.ts';
import { limitRanger } from '../../engine/apiserver/admission/limit-ranger.ts';
import type { AdmissionPlugin } from '../../engine/apiserver/admission/plugin.ts';
import { priority } from '../../engine/apiserver/admission/priority.ts';
import { resourceQuota } from '../../engine/apiserver/admission/resource-quota.ts';
import { serviceAccount } from '../../engine/apiserver/admission/service-account.ts';
import { ApiServer } from '../../engine/apiserver/api-server.ts';
import { quotaStatus } from '../../engine/controllers/resourcequota/quota-status.ts';
import { Kernel } from '../../engine/kernel/kernel.ts';
import { Streams } from '../../engine/kernel/streams.ts';
import { TraceLog } from '../../engine/trace/trace-log.ts';
import { versionProfile } from '../../engine/versions/profile.ts';
import type { TableAdapter, TableCase } from '../adapter.ts';

type Input = TableCase['input'];

const version = versionProfile(20);
const kinds = new Map(KINDS.map((kind) => [kind.kind, kind]));
const pods = kinds.get('Pod')!;

function server(admission: readonly AdmissionPlugin[], objects: readonly AnyObject[]): ApiServer {
  const kernel = new Kernel({ startEpochMs: 0 });
  const trace = new TraceLog({ nowMs: () => 0, cause: () => 0 });
  const api = new ApiServer({ kernel, trace, streams: new Streams(1), version, kinds, admission, hooks: [] });
  for (const object of objects) api.core.write(withDefaults(object), 'table');
  return api;
}

function withDefaults(manifest: AnyObject): AnyObject {
  const object = structuredClone(manifest);
  kinds.get(object.kind)?.setDefaults?.(object, { version });
  return object;
}

/** Runs the plugin over the pod as the create verb does; the pod is as the plugin left it, refused or not. */
function admit(plugin: AdmissionPlugin, objects: readonly AnyObject[], manifest: AnyObject) {
  return admitBy(plugin, server([plugin], objects), manifest);
}

function admitBy(plugin: AdmissionPlugin, { core }: ApiServer, manifest: AnyObject) {
  const object = withDefaults(manifest);
  const { name, namespace } = object.metadata;
  const request = {
    operation: 'create',
    traits: pods,
    namespace,
    name,
    subresource: undefined,
    object,
    old: undefined,
    actor: 'table',
  } as const;
  const refused = plugin.mutate?.(request, core) ?? plugin.validate?.(request, core);
  return { pod: object as unknown as Pod, error: refused?.message ?? null };
}

function limitRangeCase({ limitRange, pod: manifest }: Input): unknown {
  const { pod, error } = admit(limitRanger, [limitRange], manifest);
  const containers = [...pod.spec.containers, ...(pod.spec.initContainers ?? [])];
  const annotation = pod.metadata.annotations?.['kubernetes.io/limit-ranger'];
  const resources = Object.fromEntries(containers.map((c) => [c.name, withoutEmpty(c.resources ?? {})]));
  return {
    ...(annotation === undefined ? {} : { annotation }),
    ...(error === null ? {} : { error }),
    resources,
  };
}

const withoutEmpty = (resources: object): object =>
  Object.fromEntries(Object.entries(resources).filter(([, list]) => Object.keys(list).length > 0));

// `PriorityClass NotIn high` is how the table names a scope.
function quotaUsageCase({ pod: manifest }: Input, expected: TableCase['expected']): unknown {
  const pod = withDefaults(manifest);
  const evaluator = evaluatorOf(pods)!;
  const context = { version, nowEpochMs: 0 };
  const matches = (scope: string): boolean => {
    const [scopeName = '', operator, ...values] = scope.split(' ');
    return evaluator.matchesScope(
      { scopeName, ...(operator === undefined ? {} : { operator }), values },
      pod,
      context,
    );
  };
  const scopes = Object.keys(expected.matchesScope).map((scope) => [scope, matches(scope)]);
  return { matchesScope: Object.fromEntries(scopes), usage: resourceTexts(evaluator.usage(pod, context)) };
}

function quotaAdmitCase({ createPodsInOrder, quota }: Input): unknown {
  const api = server([resourceQuota], [quota]);
  const { namespace, name } = quota.metadata;
  const stored = (): ResourceQuota => api.peek('ResourceQuota', namespace, name) as unknown as ResourceQuota;
  const status = quotaStatus(stored(), kinds.values(), () => [], { version, nowEpochMs: 0 });
  api.core.write({ ...stored(), status } as ResourceQuota, 'table');
  const each = (createPodsInOrder as AnyObject[]).map((pod) => {
    const { error } = admitBy(resourceQuota, api, pod);
    return { error, usedAfter: stored().status.used };
  });
  return { each };
}

function serviceAccountCase({ pod: manifest, secrets, serviceAccount: account }: Input): unknown {
  // The secrets name the account's uid, which the manifest leaves to the server.
  const uid = 'u1';
  const objects = [{ ...account, metadata: { ...account.metadata, uid } }, ...secrets];
  const { pod, error } = admit(serviceAccount, objects, manifest);
  if (error !== null) return { error };
  const { spec } = pod;
  const containers = [...spec.containers, ...(spec.initContainers ?? [])];
  const atTokenPath = (c: (typeof containers)[number]): string[] =>
    (c.volumeMounts ?? [])
      .filter(({ mountPath }) => mountPath === '/var/run/secrets/kubernetes.io/serviceaccount')
      .map(({ name }) => name);
  return {
    error,
    imagePullSecrets: (spec.imagePullSecrets ?? []).map(({ name }) => name),
    secretVolumes: (spec.volumes ?? []).flatMap(({ secret }) => secret?.secretName ?? []),
    serviceAccountName: spec.serviceAccountName ?? '',
    tokenMounts: Object.fromEntries(containers.map((c) => [c.name, atTokenPath(c)])),
  };
}

// The recorded plugin was never told of its feature gates, so NonPreemptingPriority was off in it.
const NON_PREEMPTING = false;

function priorityCase({ pod: manifest, priorityClasses }: Input): unknown {
  const { pod, error } = admit(priority(NON_PREEMPTING), priorityClasses, manifest);
  if (error !== null) return { error };
  const { priority: value, preemptionPolicy = null, priorityClassName = '' } = pod.spec;
  return { error, preemptionPolicy, priority: value, priorityClassName };
}

function tolerationCase({ pod: manifest }: Input): unknown {
  return { tolerations: admit(defaultTolerationSeconds, [], manifest).pod.spec.tolerations };
}

export const adapter: TableAdapter = {
  topics: ['admission'],
  run: ({ id, input, expected }) => {
    if (id.startsWith('limitrange')) return limitRangeCase(input);
    if (id.startsWith('quota-usage')) return quotaUsageCase(input, expected);
    if (id.startsWith('quota-admit')) return quotaAdmitCase(input);
    if (id.startsWith('priority')) return priorityCase(input);
    if (id.startsWith('deftol')) return tolerationCase(input);
    if (id.startsWith('sa')) return serviceAccountCase(input);
    throw new Error(`no such kind of case: ${id}`);
  },
  matches: (actual, expected) => {
    const { error, ...rest } = actual as Outcome;
    const { error: wanted, errorPartsAnyOrder: parts, ...others } = expected as Outcome;
    return (
      equalPlain(rest, others) && (parts === undefined ? error === wanted : hasParts(error, wanted, parts))
    );
  },
};

interface Outcome {
  readonly error?: string | null;
  readonly errorPartsAnyOrder?: readonly string[];
}

// Several problems stand in brackets, in the order of a Go map.
function hasParts(error: Outcome['error'], wanted: Outcome['error'], parts: readonly string[]): boolean {
  if (error === null || error === undefined || error.length !== wanted?.length) return false;
  return (
    error.slice(0, error.indexOf('[')) === wanted.slice(0, wanted.indexOf('[')) &&
    parts.every((part) => error.includes(part))
  );
}
