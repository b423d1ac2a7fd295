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
  const { object, before, revision: resourceVersion } = event;
  const op = OPERATION[event.type];
  const ref = refOf(object);
  if (object.kind !== 'Event') {
    trace.append({ type: 'change', op, ref, actor, resourceVersion, object, before });
    return;
  }
  const recorded = object as KubeEvent;
  trace.append({
    type: 'event',
    op,
    ref,
    actor,
    resourceVersion,
    object,
    before,
    regarding: regardingOf(recorded),
    level: recorded.type ?? '',
    reason: recorded.reason ?? '',
    message: recorded.message ?? '',
    count: recorded.count ?? recorded.series?.count ?? 1,
  });
}

function regardingOf({ involvedObject }: KubeEvent): ObjectRef {
  const { kind = '', namespace, name = '', uid } = involvedObject;
  // Nearly all of them, made at once.
  if (namespace !== undefined && uid !== undefined) return { kind, name, namespace, uid };
  const regarding: { -readonly [field in keyof ObjectRef]: ObjectRef[field] } = { kind, name };
  if (namespace !== undefined) regarding.namespace = namespace;
  if (uid !== undefined) regarding.uid = uid;
  return regarding;
}
