// Plays `networkpolicy`: who among nine pods reaches whom, while policies come and go.

import { isDeepStrictEqual } from 'node:util';
import { KINDS } from '../../engine/api/kinds/index.ts';
import type { AnyObject, Namespace, NetworkPolicy, Pod } from '../../engine/api/objects.ts';
import { type Flow, type FlowEnd, mayEnter, mayLeave } from '../../engine/network/policy/rules.ts';
import { versionProfile } from '../../engine/versions/profile.ts';
import type { TableAdapter, TableCase } from '../adapter.ts';

interface Fixture {
  readonly namespaces: readonly Namespace[];
  readonly pods: readonly Pod[];
  readonly podIPs: Readonly<Record<string, string>>;
}

type Probe = Pick<Flow, 'port' | 'protocol'>;
type Step =
  | { readonly apply: NetworkPolicy }
  | { readonly probe: Probe }
  | { readonly delete: { readonly namespace: string; readonly name: string } }
  | {
      readonly setLabels: {
        readonly namespace: string;
        readonly name: string;
        readonly labels: Record<string, string>;
      };
    };

const keyOf = ({ namespace = '', name = '' }: { namespace?: string; name?: string }): string =>
  `${namespace}/${name}`;
// Port ranges came with 1.21, of which one case is.
const context = { version: versionProfile(22) };
const kind = KINDS.find((traits) => traits.kind === 'NetworkPolicy')!;

function defaulted(policy: NetworkPolicy): NetworkPolicy {
  const object = structuredClone(policy);
  kind.setDefaults?.(object as AnyObject, context as Parameters<NonNullable<typeof kind.setDefaults>>[1]);
  return object;
}

function run({ input }: TableCase, { namespaces, pods, podIPs }: Fixture): unknown {
  const labels = new Map(pods.map(({ metadata }) => [keyOf(metadata), metadata.labels ?? {}]));
  const policies = new Map<string, NetworkPolicy>();
  const endOf = (pod: Pod): FlowEnd => {
    const { namespace = '' } = pod.metadata;
    const own = namespaces.find(({ metadata }) => metadata.name === namespace);
    return {
      ip: podIPs[keyOf(pod.metadata)] ?? '',
      pod: {
        namespace,
        labels: labels.get(keyOf(pod.metadata)) ?? {},
        namespaceLabels: own?.metadata.labels ?? {},
        ports: pod.spec.containers.flatMap(({ ports = [] }) => ports),
      },
    };
  };
  const reaches = (from: Pod, to: Pod, probe: Probe): boolean => {
    const flow = { source: endOf(from), target: endOf(to), ...probe };
    const all = [...policies.values()];
    return mayLeave(all, flow) && mayEnter(all, flow);
  };
  const row = (from: Pod, probe: Probe): Record<string, boolean> =>
    Object.fromEntries(
      pods.filter((to) => to !== from).map((to) => [keyOf(to.metadata), reaches(from, to, probe)]),
    );
  const probes: unknown[] = [];
  for (const step of input.steps as readonly Step[]) {
    if ('apply' in step) policies.set(keyOf(step.apply.metadata), defaulted(step.apply));
    else if ('delete' in step) policies.delete(keyOf(step.delete));
    else if ('setLabels' in step) labels.set(keyOf(step.setLabels), step.setLabels.labels);
    else {
      const { probe } = step;
      const rows = pods.map((pod) => [keyOf(pod.metadata), row(pod, probe)]);
      probes.push({ probe, reachable: Object.fromEntries(rows) });
    }
  }
  return { probes };
}

interface Probed {
  readonly probe: Probe;
  readonly reachable: Readonly<Record<string, Readonly<Record<string, boolean>>>>;
}

/** The pairs that the facts are about, one text each; some name a part of the pairs only. */
function pairs({ probe, reachable }: Probed, asked: Probed): string[] {
  return Object.entries(asked.reachable).flatMap(([from, row]) =>
    Object.keys(row).map((to) => `${from} ${to} ${probe.protocol} ${probe.port} ${reachable[from]?.[to]}`),
  );
}

export const adapter: TableAdapter = {
  topics: ['networkpolicy'],
  run: (row, { fixtures }) => run(row, fixtures[row.input.fixture]),
  matches: (actual, expected) => {
    const { probes: own } = actual as { probes: Probed[] };
    const { probes: facts } = expected as { probes: Probed[] };
    return isDeepStrictEqual(
      own.map((probed, i) => pairs(probed, facts[i] ?? probed)),
      facts.map((probed) => pairs(probed, probed)),
    );
  },
};
