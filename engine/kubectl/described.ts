// What `describe` says of things: print/describe. This hands it the cluster to look around in.

import { notFound } from '../api/status.ts';
import type { Call } from './command/call.ts';
import { statusFailure, take } from './failure.ts';
import { type DescribeWorld, describe, NotServedError } from './print/describe/describe.ts';
import { type Info, objectOf } from './resource/info.ts';

/** @throws CommandFailure  the cluster is older than what this kubectl can describe */
export function describeObject(call: Call, info: Info): string {
  try {
    return describe(info.mapping.kind, objectOf(info), worldOf(call));
  } catch (error) {
    if (!(error instanceof NotServedError)) throw error;
    throw statusFailure({ ...notFound({ group: '', resource: '' }, ''), message: error.message });
  }
}

function worldOf({ session, flags }: Call): DescribeWorld {
  const { server, version, kernel } = session;
  return {
    version,
    nowEpochMs: kernel.nowEpochMs,
    showEvents: flags.bool('show-events'),
    list: (kind, namespace) => take(server.list(kind, namespace === undefined ? {} : { namespace })).items,
    get: (kind, namespace, name) => {
      const found = server.get(kind, namespace, name);
      return found.ok ? found.object : undefined;
    },
  };
}
