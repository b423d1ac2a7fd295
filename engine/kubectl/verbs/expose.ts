// `kubectl expose`: a Service for what an object's pods listen on.
// Source: kubectl v0.32.0 pkg/cmd/expose/expose.go; pkg/polymorphichelpers/{canbeexposed,mapbasedselectorforobject,
// portsforobject,multiprotocolsforobject}.go.

import type { AnyObject, Container, LabelSelector } from '../../api/objects.ts';
import type { Call } from '../command/call.ts';
import type { Command } from '../command/command.ts';
import {
  DRY_RUN_FLAG,
  FIELD_MANAGER_FLAG,
  FILE_FLAGS,
  PRINT_FLAGS,
  RECORD_FLAG,
  SAVE_CONFIG_FLAG,
} from '../command/global-flags.ts';
import { collect, textFailure, throwAll } from '../failure.ts';
import { findInfos } from '../resource/builder.ts';
import { type Info, objectOf } from '../resource/info.ts';
import { recorded } from './change-cause.ts';
import { labelSet } from './label-set.ts';
import { newObject, sendNew } from './new-object.ts';
import { OVERRIDE_FLAGS, overridden } from './overrides.ts';

const TEXT_FLAGS = [
  'protocol',
  'port',
  'type',
  'load-balancer-ip',
  'selector',
  'target-port',
  'external-ip',
  'name',
  'session-affinity',
  'cluster-ip',
];

export const expose: Command = {
  name: 'expose',
  flags: [
    ...FILE_FLAGS,
    ...PRINT_FLAGS,
    DRY_RUN_FLAG,
    RECORD_FLAG,
    SAVE_CONFIG_FLAG,
    FIELD_MANAGER_FLAG,
    { name: 'labels', short: 'l', type: 'string' },
    ...OVERRIDE_FLAGS,
    ...TEXT_FLAGS.map((name) => ({ name, type: 'string' as const })),
  ],
  run: (call) => {
    const { infos, failures } = findInfos(call, { args: call.args, selector: '' });
    const left = [...failures];
    for (const info of infos) collect(left, () => exposeOne(call, info));
    throwAll(left);
  },
};

const EXPOSABLE = ['ReplicationController', 'Service', 'Pod', 'Deployment', 'ReplicaSet'];
const NAME_LENGTH_MAX = 63;

function exposeOne(call: Call, info: Info): void {
  const { flags } = call;
  const object = objectOf(info);
  const { mapping } = info;
  if (!EXPOSABLE.includes(mapping.kind)) {
    const subject = mapping.group === '' ? mapping.kind : `${mapping.kind}.${mapping.group}`;
    throw textFailure(`cannot expose a ${subject}`);
  }
  const selector = flags.string('selector') === '' ? selectorOf(object) : labelSet(flags.string('selector'));
  const isHeadless = flags.string('cluster-ip') === 'None';
  const found = portsOf(object);
  const wanted = flags.string('port') === '' ? [...found.keys()] : flags.string('port').split(',');
  if (wanted.length === 0 && !isHeadless)
    throw textFailure("couldn't find port via --port flag or introspection");
  const labels = flags.string('labels') === '' ? object.metadata.labels : labelSet(flags.string('labels'));
  const name = flags.string('name') === '' ? info.name.slice(0, NAME_LENGTH_MAX) : flags.string('name');
  const metadata = { ...(labels === undefined ? {} : { labels }), name };
  const spec = { ...specFlags(call), ...portSpec(call, wanted, found), selector };
  const service = newObject(call, { apiVersion: 'v1', kind: 'Service' }, metadata, {
    spec,
    status: { loadBalancer: {} },
  });
  sendNew(call, recorded(call, overridden(call, service)), { operation: 'exposed' });
}

function selectorOf(object: AnyObject): Record<string, string> {
  const fail = (why: string): never => {
    throw textFailure(`couldn't retrieve selectors via --selector flag or introspection: ${why}`);
  };
  if (object.kind === 'Pod') {
    const { labels } = object.metadata;
    return labels === undefined ? fail('the pod has no labels and cannot be exposed') : labels;
  }
  const selector = (object.spec as { selector?: unknown }).selector;
  if (object.kind === 'Service' || object.kind === 'ReplicationController') {
    if (selector !== undefined) return selector as Record<string, string>;
    return fail(
      object.kind === 'Service'
        ? 'the service has no pod selector set'
        : 'the replication controller has no selector set',
    );
  }
  const { matchLabels, matchExpressions } = (selector ?? {}) as {
    matchLabels?: Record<string, string>;
    matchExpressions?: LabelSelector['matchExpressions'];
  };
  if (matchExpressions !== undefined && matchExpressions.length > 0)
    fail(`couldn't convert expressions - "${goRequirements(matchExpressions)}" to map-based selector format`);
  return matchLabels ?? fail('invalid deployment: no selectors, therefore cannot be exposed');
}

/** `[{Key:app Operator:In Values:[a b]}]`, as `%+v` prints it. */
const goRequirements = (requirements: NonNullable<LabelSelector['matchExpressions']>): string =>
  `[${requirements.map(({ key, operator, values = [] }) => `{Key:${key} Operator:${operator} Values:[${values.join(' ')}]}`).join(' ')}]`;

/** Port numbers as text, and the protocols of each, in order of their first mention. */
function portsOf(object: AnyObject): Map<string, string[]> {
  const ports = new Map<string, string[]>();
  const add = (port: number, protocol = 'TCP'): void => {
    const key = String(port);
    const known = ports.get(key) ?? [];
    if (!known.includes(protocol)) ports.set(key, [...known, protocol]);
  };
  if (object.kind === 'Service') {
    for (const { port, protocol } of (object.spec as { ports?: { port: number; protocol?: string }[] })
      .ports ?? [])
      add(port, protocol);
    return ports;
  }
  const spec = (
    object.kind === 'Pod' ? object.spec : (object.spec as { template: { spec: unknown } }).template.spec
  ) as { containers: Container[] };
  for (const container of spec.containers)
    for (const { containerPort, protocol } of container.ports ?? []) add(containerPort, protocol);
  return ports;
}

function portSpec(
  { flags }: Call,
  wanted: readonly string[],
  found: ReadonlyMap<string, readonly string[]>,
): object {
  const target = flags.string('target-port');
  const asked = flags.string('protocol');
  const ports = wanted.flatMap((text, i) => {
    if (!/^[-+]?\d+$/.test(text))
      throw textFailure(`strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`);
    const port = Number(text);
    const targetPort = target === '' ? port : /^\d+$/.test(target) ? Number(target) : target;
    const protocols = asked === '' ? (found.get(text) ?? ['TCP']) : [asked];
    return protocols.map((protocol) => {
      const name =
        protocols.length > 1
          ? `port-${i + 1}-${protocol.toLowerCase()}`
          : wanted.length > 1
            ? `port-${i + 1}`
            : '';
      return { ...(name === '' ? {} : { name }), port, protocol, targetPort };
    });
  });
  return ports.length === 0 ? {} : { ports };
}

function specFlags({ flags }: Call): object {
  const [type, externalIp, affinity, clusterIp, balancerIp] = [
    'type',
    'external-ip',
    'session-affinity',
    'cluster-ip',
    'load-balancer-ip',
  ].map((name) => flags.string(name));
  if (affinity !== '' && affinity !== 'None' && affinity !== 'ClientIP')
    throw textFailure(`unknown session affinity: ${affinity}`);
  return {
    ...(clusterIp === '' ? {} : { clusterIP: clusterIp }),
    ...(externalIp === '' ? {} : { externalIPs: [externalIp] }),
    ...(type === 'LoadBalancer' && balancerIp !== '' ? { loadBalancerIP: balancerIp } : {}),
    ...(affinity === '' ? {} : { sessionAffinity: affinity }),
    ...(type === '' ? {} : { type }),
  };
}
