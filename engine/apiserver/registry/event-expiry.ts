// Events vanish an hour after they were last written.
//
// Their writes wait in order, so that one kernel event, for the oldest that was an event's last, is all it takes.
// Source: kubernetes v1.20.2 pkg/kubeapiserver/options and cmd/kube-apiserver/app/options/options.go, EventTTL 1h;
// pkg/registry/core/event/storage/storage.go. Differs: etcd's leases outlast the hour by up to a minute.

import type { AnyObject } from '../../api/objects.ts';
import { Fifo } from '../../kernel/fifo.ts';
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

interface Write {
  /** Namespace and name. */
  readonly key: string;
  /** Simulation time. */
  readonly atMs: number;
}

class EventExpiry {
  /** Oldest first, also those that a later one of the same event has outdated. */
  private readonly writes = new Fifo<Write>();
  /** Simulation time of each event's last write. */
  private readonly writtenMs = new Map<string, number>();
  private isScheduled = false;

  written({ metadata }: AnyObject, server: ServerCore): void {
    const key = keyOf(metadata.namespace, metadata.name);
    const atMs = server.kernel.nowMs;
    if (this.writtenMs.get(key) !== atMs) this.writes.push({ key, atMs });
    this.writtenMs.set(key, atMs);
    this.schedule(server);
  }

  forget(namespace: string | undefined, name: string): void {
    this.writtenMs.delete(keyOf(namespace, name));
  }

  private schedule(server: ServerCore): void {
    if (this.isScheduled) return;
    const oldest = this.oldest();
    if (oldest === undefined) return;
    this.isScheduled = true;
    const { kernel } = server;
    const options = {
      delayMs: oldest.atMs + TTL_MS - kernel.nowMs,
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
    for (let write = this.oldest(); write !== undefined; write = this.oldest()) {
      if (write.atMs + TTL_MS > server.kernel.nowMs) return;
      this.writes.shift();
      this.writtenMs.delete(write.key);
      const slash = write.key.indexOf('/');
      const event = server.store.get('Event', write.key.slice(0, slash), write.key.slice(slash + 1));
      if (event !== undefined) server.erase(event, ACTOR);
    }
  }

  private oldest(): Write | undefined {
    let write = this.writes.peek();
    while (write !== undefined && this.writtenMs.get(write.key) !== write.atMs) {
      this.writes.shift();
      write = this.writes.peek();
    }
    return write;
  }
}

const keyOf = (namespace: string | undefined, name: string): string => `${namespace ?? ''}/${name}`;
