// Every write becomes one trace record: `event` for Event objects, `change` for all else.

import type { KubeEvent, KubeObject } from '../../api/objects.ts';
import type { ObjectRef } from '../../trace/records.ts';
import type { TraceLog } from '../../trace/trace-log.ts';
import type { StoreEvent } from '../store.ts';

const OPERATION = { ADDED: 'create', MODIFIED: 'update', DELETED: 'delete' } as const;

export function refOf(object: KubeObject): ObjectRef {
  const { namespace, name, uid } = object.metadata;
  return namespace === undefined
    ? { kind: object.kind, name, uid }
    : { kind: object.kind, namespace, name, uid };
}

export function traceWrite(trace: TraceLog, event: StoreEvent, actor: string): void {
  const { object, before, revision } = event;
  const common = {
    op: OPERATION[event.type],
    ref: refOf(object),
    actor,
    resourceVersion: revision,
    object,
    before,
  };
  if (object.kind !== 'Event') {
    trace.append({ type: 'change', ...common });
    return;
  }
  const recorded = object as KubeEvent;
  const { kind = '', namespace, name = '', uid } = recorded.involvedObject;
  trace.append({
    type: 'event',
    ...common,
    regarding: {
      kind,
      name,
      ...(namespace === undefined ? {} : { namespace }),
      ...(uid === undefined ? {} : { uid }),
    },
    level: recorded.type ?? '',
    reason: recorded.reason ?? '',
    message: recorded.message ?? '',
    count: recorded.count ?? recorded.series?.count ?? 1,
  });
}
