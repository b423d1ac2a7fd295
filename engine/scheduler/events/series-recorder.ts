// Records Events as the events.k8s.io API has them: with a time in microseconds, an action and, once an event repeats,
// a series that counts.
//
// Events are the same when they regard the same version of the same object with the same action and reason; the note is
// not compared. The first repetition is written at once, later ones only when the series has been quiet for 6 minutes.
// Left out: the refresh of long series every 30 minutes.
// Source: kubernetes v1.20.2 staging/src/k8s.io/client-go/tools/events/{event_broadcaster,event_recorder}.go.

import type { KubeObject } from '../../api/objects.ts';
import { formatMicroTime } from '../../api/time.ts';
import type { ApiServer } from '../../apiserver/api-server.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import type { VersionProfile } from '../../versions/profile.ts';

/** Source: event_broadcaster.go, finishTime. */
const FINISH_MS = 6 * 60_000;

export interface Note {
  readonly regarding: KubeObject;
  /** A second object that has part in it, for example the pod that preempts. */
  readonly related?: KubeObject;
  readonly level: 'Normal' | 'Warning';
  readonly reason: string;
  readonly action: string;
  readonly message: string;
}

interface Cached {
  readonly namespace: string;
  readonly name: string;
  /** 0 while the event stands alone. */
  count: number;
  writtenCount: number;
  lastMs: number;
}

export interface RecorderHost {
  readonly kernel: Kernel;
  readonly server: ApiServer;
  readonly version: VersionProfile;
  /** Who writes, as the trace names it. */
  readonly actor: string;
  /** reportingComponent of the events. */
  readonly controller: string;
}

export class SeriesRecorder {
  private readonly host: RecorderHost;
  private readonly cache = new Map<string, Cached>();
  private hasTimer = false;

  constructor(host: RecorderHost) {
    this.host = host;
  }

  record(note: Note): void {
    const { kernel } = this.host;
    const key = keyOf(note);
    const known = this.cache.get(key);
    if (known === undefined || this.isFinished(known)) {
      this.cache.set(key, this.create(note));
      return;
    }
    // The first repetition counts as 1 in older releases, which leaves out the event itself.
    if (known.count === 0) known.count = this.host.version.has('eventSeriesCountsFirst') ? 2 : 1;
    else known.count += 1;
    known.lastMs = kernel.nowMs;
    if (known.writtenCount === 0) this.write(known);
    else this.scheduleFinish();
  }

  private isFinished({ lastMs }: Cached): boolean {
    return lastMs < this.host.kernel.nowMs - FINISH_MS;
  }

  private create(note: Note): Cached {
    const { kernel, server, actor, controller } = this.host;
    const { regarding, related, level, reason, action, message } = note;
    const namespace = regarding.metadata.namespace ?? 'default';
    const name = `${regarding.metadata.name}.${server.core.names.eventStamp(kernel.nowEpochMs)}`;
    const event = {
      kind: 'Event',
      metadata: { name, namespace },
      involvedObject: referenceTo(regarding),
      reason,
      message,
      source: {},
      firstTimestamp: null,
      lastTimestamp: null,
      type: level,
      eventTime: formatMicroTime(kernel.nowEpochMs),
      action,
      ...(related === undefined ? {} : { related: referenceTo(related) }),
      reportingComponent: controller,
      reportingInstance: `${controller}-control-plane`,
    };
    server.create(event, { actor });
    return { namespace, name, count: 0, writtenCount: 0, lastMs: kernel.nowMs };
  }

  private write(cached: Cached): void {
    const { kernel, server, actor } = this.host;
    const lastObservedTime = formatMicroTime(kernel.startEpochMs + cached.lastMs);
    const patch = { series: { count: cached.count, lastObservedTime } };
    server.patch('Event', cached.namespace, cached.name, { type: 'merge', patch }, { actor });
    cached.writtenCount = cached.count;
  }

  // One timer for all series, and only while one of them has something to write.
  private scheduleFinish(): void {
    if (this.hasTimer) return;
    this.hasTimer = true;
    const { kernel } = this.host;
    const delayMs = FINISH_MS - (kernel.nowMs % FINISH_MS);
    kernel.schedule({ delayMs, kind: 'event series' }, () => {
      this.hasTimer = false;
      for (const [key, cached] of this.cache) {
        if (!this.isFinished(cached)) continue;
        if (cached.count > cached.writtenCount) this.write(cached);
        this.cache.delete(key);
      }
      if ([...this.cache.values()].some(({ count, writtenCount }) => count > writtenCount))
        this.scheduleFinish();
    });
  }
}

function keyOf({ regarding, related, reason, action }: Note): string {
  const { kind, metadata } = regarding;
  const parts = [
    action,
    reason,
    kind,
    metadata.namespace,
    metadata.name,
    metadata.uid,
    metadata.resourceVersion,
  ];
  return [...parts, related?.metadata.uid].join('/');
}

function referenceTo({ kind, apiVersion, metadata }: KubeObject): object {
  const { namespace, name, uid, resourceVersion } = metadata;
  return { kind, ...(namespace === undefined ? {} : { namespace }), name, uid, apiVersion, resourceVersion };
}
