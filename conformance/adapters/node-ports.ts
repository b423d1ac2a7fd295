// Plays `node-ports`: which node ports a new or changed Service gets.

import { badRequest, internalFailure, invalid, type Status } from '../../engine/api/status.ts';
import {
  type NodePortOutcome,
  type NodePortRequest,
  nodePortsOnCreate,
  nodePortsOnUpdate,
  parseNodePortRange,
} from '../../engine/apiserver/service/node-ports.ts';
import { versionProfile } from '../../engine/versions/profile.ts';
import type { TableAdapter, TableCase } from '../adapter.ts';

const version = versionProfile(20);

/** Ports that were drawn are called auto-1, auto-2, … in the order of their first use. */
function named(nodePorts: readonly number[], asked: ReadonlySet<number>): (number | string)[] {
  const drawn = [...new Set(nodePorts.filter((port) => !asked.has(port)))];
  return nodePorts.map((port) => (asked.has(port) ? port : `auto-${drawn.indexOf(port) + 1}`));
}

const refused = ({ code, message, reason }: Status): unknown => ({ error: { code, message, reason } });

function run({ fn, input }: TableCase): unknown {
  const ports = input.ports as NodePortRequest[];
  const oldPorts = (input.oldPorts ?? []) as NodePortRequest[];
  const settings = {
    range: parseNodePortRange(input.range),
    taken: new Set<number>(input.taken),
    draw: () => 0,
    version,
  };
  const outcome: NodePortOutcome =
    fn === 'nodePortsOnCreate'
      ? nodePortsOnCreate(settings, ports)
      : nodePortsOnUpdate(settings, oldPorts, ports);
  if ('problem' in outcome) return refused(invalid('', 'Service', 's', [outcome.problem], version));
  // Upstream returns a plain error here, which the server answers without the usual preamble.
  if ('failure' in outcome) {
    const status = outcome.failure.startsWith('duplicate')
      ? { ...badRequest(outcome.failure), code: 500, reason: 'InternalError' }
      : internalFailure(outcome.failure);
    return refused(status);
  }
  const asked = new Set(ports.flatMap(({ nodePort }) => nodePort || []));
  return { nodePorts: named(outcome.nodePorts, asked) };
}

export const adapter: TableAdapter = { topics: ['node-ports'], run };
