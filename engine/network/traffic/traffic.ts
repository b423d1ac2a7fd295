// The requests of all groups of clients of a cluster. No request is an event: they are worked out, in order of time, when
// something happens that they depend on, when somebody asks, and each second at the latest.
//
// What they meet stands in a plan, which is taken down at the end of an instant in which something changed, and holds until
// the next one. Whoever changes something says so right after: requests sent before that instant go by the old plan.
// Order: requests of a millisecond come after all else in it, answers before. Left out: the time that packets take,
// connections that are closed for being idle, several requests at once on one connection.

import type { Service } from '../../api/objects.ts';
import type { World } from '../../client/component.ts';
import { UserError } from '../../errors.ts';
import { PRIORITY, type SimEvent } from '../../kernel/sim-event.ts';
import type { Stream } from '../../kernel/streams.ts';
import type { ServerLife } from '../../runtime/behaviour/serving.ts';
import type { Machines, PodPlace } from '../machines.ts';
import type { Router } from '../router.ts';
import type { LaggingView } from '../state/lagging-view.ts';
import { Attention } from './attention.ts';
import { ClientGroup } from './client-group.ts';
import type { ClientsSpec } from './clients.ts';
import { Endings } from './endings.ts';
import { addressKey, Marks, POLICIES_KEY, podKey, serviceKey } from './marks.ts';
import { OnTheirWay } from './on-their-way.ts';
import { type OriginMeans, Origins } from './origins.ts';
import { Plan } from './plan.ts';
import { ServingRequests } from './serving-requests.ts';
import { TargetAddresses } from './target-addresses.ts';

export interface TrafficMeans {
  readonly world: World;
  readonly machines: Machines;
  readonly router: Router;
  readonly resolverOn: OriginMeans['resolverOn'];
  readonly outsideIp: string;
  /** Whoever sees the API some moments late. */
  readonly views: () => Iterable<LaggingView>;
}

const TICK_MS = 1000;
const NEVER = Number.POSITIVE_INFINITY;

export class Traffic {
  private readonly means: TrafficMeans;
  private readonly marks = new Marks();
  private readonly endings = new Endings(this.marks);
  private readonly origins: Origins;
  private readonly addresses: TargetAddresses;
  private readonly groups: ClientGroup[] = [];
  private readonly serving: ServingRequests;
  private readonly onTheirWay: OnTheirWay;
  private plan: Plan;
  private readonly attention = new Attention({
    onChange: (address) => this.podChanged(address),
    onEnd: (life, pod) => this.ended(life, pod),
    settle: () => this.settle(),
  });
  private isStale = true;
  private isSettling = false;
  private viewsDueMs = NEVER;
  /** Views may have something to look forward to that they had not. */
  private haveViewsMoved = false;
  private readonly services = new Map<string, Service | undefined>();
  /** Until then names may come to mean something else by themselves. */
  private namesSettleMs = NEVER;
  private wakeUp: SimEvent | undefined;

  constructor(means: TrafficMeans) {
    this.means = means;
    const { machines, world, resolverOn, outsideIp } = means;
    this.origins = new Origins({ machines, server: world.server, resolverOn }, outsideIp);
    this.addresses = new TargetAddresses(world.server, machines, this.endings);
    this.plan = this.newPlan();
    this.serving = new ServingRequests(this.endings, this.plan);
    this.onTheirWay = new OnTheirWay(this.endings, this.serving);
    this.namesChange();
    world.server.watch('NetworkPolicy', {}, 0, () => this.changed(POLICIES_KEY, world.trace.lastSeq));
  }

  /**
   * Clients begin to send as soon as every proxy works with what the API has now, and with what follows from it at once:
   * whoever says that there are clients does not mean that they came a moment too early.
   *
   * @param seq  the record of the input that says so
   * @returns whether they have begun
   * @throws UserError  when clients of that name send already
   */
  start(spec: ClientsSpec, seq: number): () => boolean {
    if (this.groups.some((group) => group.spec.name === spec.name && !group.isStopped)) {
      throw new UserError({
        message: `clients "${spec.name}" send requests already`,
        hint: 'give the others a name: clients "mobile" send …',
      });
    }
    const atMs = this.nowMs;
    const stream = (): Stream => this.means.world.streams.stream(`traffic ${spec.name}`);
    const group = new ClientGroup(spec, { atMs, seq }, stream);
    this.groups.push(group);
    this.disturb();
    return () => group.hasBegun;
  }

  /** They send nothing more; what is on its way ends as it does. @returns whether there were such clients */
  stop(name: string | undefined): boolean {
    this.settle();
    const meant = this.groups.filter(
      ({ spec, isStopped }) => !isStopped && (name ?? spec.name) === spec.name,
    );
    for (const group of meant) group.isStopped = true;
    return meant.length > 0;
  }

  /** Something has changed that requests may depend on. @param seq  the record that tells of it; default: what led here */
  changed(key: string, seq?: number): void {
    if (this.isIdle) return;
    this.disturb();
    this.marks.note(key, { atMs: this.nowMs, seq: seq ?? this.means.world.kernel.cause() });
  }

  /** A pod with its own address has come to the network or left it. */
  podMoved(ip: string): void {
    if (this.plan.addresses.has(ip) || this.followsPods) this.changed(addressKey(ip));
  }

  /**
   * A Service or its endpoints have been written: endpoints alone mean nothing before somebody works with them.
   *
   * @param key  `default/web`
   */
  serviceChanged(key: string): void {
    this.namesChange();
    if (this.isIdle) return;
    const { server, trace } = this.means.world;
    const [namespace, name = ''] = key.split('/');
    const service = server.peek('Service', namespace, name);
    if (this.services.get(key) !== service) this.disturb();
    else this.wakeAt(this.nowMs);
    this.services.set(key, service);
    this.haveViewsMoved = true;
    this.marks.note(serviceKey(key), { atMs: this.nowMs, seq: trace.lastSeq });
  }

  /** Works out all that was sent before now. Doing so now and then in between changes nothing. */
  settle(): void {
    this.settleTo(this.nowMs);
  }

  /** Writes records of all that has ended. */
  flush(): void {
    this.settle();
    for (const group of this.groups) this.write(group);
  }

  private get nowMs(): number {
    return this.means.world.kernel.nowMs;
  }

  private get isIdle(): boolean {
    return this.onTheirWay.isEmpty && this.groups.every(({ isStopped }) => isStopped);
  }

  // What a resolver has cached it forgets by itself.
  private namesChange(): void {
    const { timing, version } = this.means.world;
    if (version.has('dnsServerCachesClusterNames'))
      this.namesSettleMs = this.nowMs + timing.watchDelivery.maxMs + timing.dnsTtl.maxMs + TICK_MS;
    else this.namesSettleMs = 0;
  }

  // Nobody tells of these: they are looked at each second.
  private get mayHaveChanged(): boolean {
    return this.nowMs <= this.namesSettleMs || this.plan.hasClosedPort || this.followsPods;
  }

  // Pods begin to run, and Pod objects tell of it, without a change of the network.
  private get followsPods(): boolean {
    return this.groups.some(({ spec, isStopped }) => !isStopped && spec.from.kind.startsWith('pod'));
  }

  private disturb(): void {
    if (this.isIdle) return;
    this.settle();
    this.isStale = true;
    this.wakeAt(this.nowMs);
  }

  private wakeAt(atMs: number): void {
    const { kernel } = this.means.world;
    if (this.wakeUp !== undefined && this.wakeUp.dueMs <= atMs) return;
    kernel.cancel(this.wakeUp);
    const delayMs = atMs - this.nowMs;
    this.wakeUp = kernel.schedule({ delayMs, kind: 'traffic', priority: PRIORITY.traffic }, () => {
      this.wakeUp = undefined;
      this.wake();
    });
  }

  private wake(): void {
    this.settle();
    const now = this.nowMs;
    if (this.isStale || now >= this.viewsDueMs || this.mayHaveChanged) this.renew();
    else if (this.haveViewsMoved) this.lookAtViews();
    this.beginAll();
    // Programs are asked at the very instant, which is over but for them.
    if (this.plan.asksPrograms) this.settleTo(now + 1);
    if (now % TICK_MS === 0) for (const group of this.groups) this.write(group);
    if (this.isIdle) return this.rest();
    this.wakeAt(Math.min(this.viewsDueMs, now - (now % TICK_MS) + TICK_MS, this.nextAskMs()));
  }

  private rest(): void {
    this.attention.turnTo(new Set());
    this.isStale = true;
  }

  private nextAskMs(): number {
    if (!this.plan.asksPrograms) return NEVER;
    return Math.max(this.nowMs + 1, Math.min(this.onTheirWay.nextAgainMs, this.nextGroup()?.nextMs ?? NEVER));
  }

  private newPlan(): Plan {
    const { router, world } = this.means;
    return new Plan({
      router,
      origins: this.origins,
      addresses: this.addresses,
      endings: this.endings,
      stream: () => world.streams.stream('traffic addresses'),
      onServer: (server) => this.attention.meet(server),
    });
  }

  private renew(): void {
    this.isStale = false;
    this.plan = this.newPlan();
    this.serving.plan = this.plan;
    for (const group of this.groups) {
      if (group.isStopped) continue;
      if (group.follow(this.plan, this.origins.of(group.spec.from))) this.write(group);
    }
    this.onTheirWay.holdUp(this.nowMs);
    this.attention.turnTo(this.plan.sandboxes);
    this.lookAtViews();
  }

  private lookAtViews(): void {
    this.haveViewsMoved = false;
    this.viewsDueMs = NEVER;
    for (const view of this.means.views()) {
      this.viewsDueMs = Math.min(this.viewsDueMs, view.nextRewriteMs() ?? NEVER);
    }
  }

  private beginAll(): void {
    const waiting = this.groups.filter(({ hasBegun }) => !hasBegun);
    if (waiting.length === 0) return;
    let seenMs = this.nowMs;
    for (const view of this.means.views()) {
      if (view.nextRewriteMs() !== undefined) seenMs = Math.min(seenMs, view.apiMs());
    }
    for (const group of waiting) {
      if (group.toldMs + this.controllersMs <= seenMs) group.begin(this.nowMs);
      else if (seenMs === this.nowMs) this.wakeAt(group.toldMs + this.controllersMs);
    }
  }

  /** How long controllers take at most to hear of something and to write what follows from it, for two in a row. */
  private get controllersMs(): number {
    const { apiCall, watchDelivery } = this.means.world.timing;
    return 2 * (apiCall.maxMs + watchDelivery.maxMs);
  }

  private podChanged(address: string): void {
    const holder = this.means.machines.holderOf(address);
    this.changed(holder?.kind === 'pod' ? podKey(holder.pod.uid) : addressKey(address));
  }

  private ended(life: ServerLife, pod: PodPlace): void {
    if (!this.onTheirWay.isAt(life, this.nowMs)) return;
    const key = podKey(pod.uid);
    this.changed(key);
    const mark = this.marks.of(key);
    if (mark !== undefined) this.onTheirWay.breakOff(life, mark);
  }

  private settleTo(beforeMs: number): void {
    if (this.isSettling) return;
    this.isSettling = true;
    try {
      this.sendAll(beforeMs);
      this.onTheirWay.endBy(this.nowMs);
    } finally {
      this.isSettling = false;
    }
  }

  private sendAll(beforeMs: number): void {
    const { onTheirWay } = this;
    for (;;) {
      const group = this.nextGroup();
      const nextMs = group?.nextMs ?? NEVER;
      const { nextAgainMs } = onTheirWay;
      if (Math.min(nextMs, nextAgainMs) >= beforeMs) return;
      if (group === undefined || nextAgainMs <= nextMs) onTheirWay.tryNextAgain();
      else {
        group.step();
        onTheirWay.send(group, nextMs);
      }
    }
  }

  private nextGroup(): ClientGroup | undefined {
    const { groups } = this;
    let next: ClientGroup | undefined;
    for (const group of groups) if (next === undefined || group.nextMs < next.nextMs) next = group;
    return next;
  }

  private write(group: ClientGroup): void {
    const record = group.close(this.nowMs, this.onTheirWay.countOf(group));
    if (record === undefined) return;
    const failed = record.outcomes.find(({ outcome, brokenBy }) => outcome !== 'answered' && brokenBy);
    this.means.world.trace.appendCausedBy(failed?.brokenBy ?? group.startedBy, record);
  }
}
