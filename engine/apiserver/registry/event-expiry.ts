// Events vanish an hour after they were last written.
//
// They wait in the order of their last write, so that one kernel event, for the oldest of them, is all it takes.
// Source: kubernetes v1.20.2 pkg/kubeapiserver/options and cmd/kube-apiserver/app/options/options.go, EventTTL 1h;
// pkg/registry/core/event/storage/storage.go. Differs: etcd's leases outlast the hour by up to a minute.

import type { AnyObject } from '../../api/objects.ts';
import type { ServerCore } from '../server-core.ts';
import type { RegistryHook } from './hook.ts';

const TTL_MS = 3_600_000;
/** The store itself takes them out. */
const ACTOR = 'etcd';

/** One for each API server: it remembers what it has to take out. */
export function eventExpiry(): RegistryHook {
  const expiry = new EventExpiry();
  const written = (object: AnyObject, server: ServerCore): undefined => {
    expiry.written(object, server);
    return undefined;
  };
  return {
    kind: 'Event',
    beforeCreate: written,
    beforeUpdate: (object, _old, server) => written(object, server),
    afterDelete: ({ metadata }) => expiry.forget(metadata.namespace, metadata.name),
  };
}

class EventExpiry {
  /** Simulation time of the last write, by namespace and name, oldest first. */
  private readonly writtenMs = new Map<string, number>();
  private isScheduled = false;

  written({ metadata }: AnyObject, server: ServerCore): void {
    const key = keyOf(metadata.namespace, metadata.name);
    this.writtenMs.delete(key);
    this.writtenMs.set(key, server.kernel.nowMs);
    this.schedule(server);
  }

  forget(namespace: string | undefined, name: string): void {
    this.writtenMs.delete(keyOf(namespace, name));
  }

  private schedule(server: ServerCore): void {
    if (this.isScheduled) return;
    const oldest = this.writtenMs.values().next();
    if (oldest.done === true) return;
    this.isScheduled = true;
    const { kernel } = server;
    const options = {
      delayMs: oldest.value + TTL_MS - kernel.nowMs,
      kind: 'event expiry',
      label: 'event TTL 1h',
    };
    kernel.schedule(options, () => {
      this.isScheduled = false;
      this.expire(server);
      this.schedule(server);
    });
  }

  private expire(server: ServerCore): void {
    for (const [key, writtenMs] of this.writtenMs) {
      if (writtenMs + TTL_MS > server.kernel.nowMs) return;
      this.writtenMs.delete(key);
      const slash = key.indexOf('/');
      const event = server.store.get('Event', key.slice(0, slash), key.slice(slash + 1));
      if (event !== undefined) server.erase(event, ACTOR);
    }
  }
}

const keyOf = (namespace: string | undefined, name: string): string => `${namespace ?? ''}/${name}`;
