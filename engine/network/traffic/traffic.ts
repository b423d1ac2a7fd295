// The requests of all groups of clients of a cluster. No request is an event: they are worked out, in order of time, when
// something happens that they depend on, when somebody asks, and each second at the latest.
//
// What they meet stands in a plan, which is taken down at the end of an instant in which something changed, and holds until
// the next one. Whoever changes something says so right after: requests sent before that instant go by the old plan.
// Order: requests of a millisecond come after all else in it, answers before.

import type { World } from '../../client/component.ts';
import { UserError } from '../../errors.ts';
import { PRIORITY, type SimEvent } from '../../kernel/sim-event.ts';
import type { Stream } from '../../kernel/streams.ts';
import type { ServerLife } from '../../runtime/behaviour/serving.ts';
import type { Sandbox } from '../../runtime/sandbox.ts';
import { isCut, type Machines } from '../machines.ts';
import { type Router, severedAt } from '../router.ts';
import type { LaggingView } from '../state/lagging-view.ts';
import { ClientGroup } from './client-group.ts';
import type { ClientsSpec } from './clients.ts';
import type { ServingDestination } from './destination.ts';
import { Endings } from './endings.ts';
import { Marks, podKey } from './marks.ts';
import { type Hop, OpenRequest, type Try } from './open-request.ts';
import { type OriginMeans, Origins } from './origins.ts';
import { Plan, pathOf } from './plan.ts';
import { askProgram, ServingRequests } from './serving-requests.ts';
import type { Ending } from './stretch.ts';
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
  private open: OpenRequest[] = [];
  /** Those that will be tried again at their end, as things are; first the next. */
  private again: { readonly atMs: number; readonly request: OpenRequest }[] = [];
  private plan: Plan;
  private readonly watched = new Map<Sandbox, () => void>();
  private readonly lives = new WeakSet<ServerLife>();
  private isStale = true;
  private isSettling = false;
  private viewsDueMs = NEVER;
  /** Until then names may come to mean something else by themselves. */
  private namesSettleMs = 0;
  private wakeUp: SimEvent | undefined;

  constructor(means: TrafficMeans) {
    this.means = means;
    const { machines, world, resolverOn, outsideIp } = means;
    this.origins = new Origins({ machines, server: world.server, resolverOn }, outsideIp);
    this.addresses = new TargetAddresses(world.server, machines, this.endings);
    this.plan = this.newPlan();
    this.serving = new ServingRequests(this.endings, this.plan);
    world.server.watch('NetworkPolicy', {}, 0, () => this.changed('policies', world.trace.lastSeq));
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

  /** Something has changed that requests may depend on. @param seq  the record that tells of it */
  changed(key: string, seq?: number): void {
    if (this.isIdle) return;
    this.disturb();
    this.marks.note(key, { atMs: this.nowMs, seq: seq ?? this.means.world.kernel.cause() });
  }

  /** A Service or its endpoints have: names follow, too, some time later. */
  serviceChanged(key: string): void {
    const { timing, trace } = this.means.world;
    this.changed(key, trace.lastSeq);
    this.namesSettleMs = this.nowMs + timing.watchDelivery.maxMs + timing.dnsTtl.maxMs + TICK_MS;
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
    return this.open.length === 0 && this.groups.every(({ isStopped }) => isStopped);
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
    if (this.wakeUp !== undefined && !this.wakeUp.canceled && this.wakeUp.dueMs <= atMs) return;
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
    if (this.isStale || now >= this.viewsDueMs || now <= this.namesSettleMs || this.followsPods) this.renew();
    else this.beginAll();
    // Programs are asked at the very instant, which is over but for them.
    if (this.plan.asksPrograms) this.settleTo(now + 1);
    if (now % TICK_MS === 0) for (const group of this.groups) this.write(group);
    if (this.isIdle) return this.rest();
    this.wakeAt(Math.min(this.viewsDueMs, now - (now % TICK_MS) + TICK_MS, this.nextAskMs()));
  }

  private rest(): void {
    for (const stop of this.watched.values()) stop();
    this.watched.clear();
    this.isStale = true;
  }

  private nextAskMs(): number {
    if (!this.plan.asksPrograms) return NEVER;
    return Math.max(
      this.nowMs + 1,
      Math.min(this.again[0]?.atMs ?? NEVER, this.nextGroup()?.nextMs ?? NEVER),
    );
  }

  private newPlan(): Plan {
    const { router, world } = this.means;
    return new Plan({
      router,
      origins: this.origins,
      addresses: this.addresses,
      endings: this.endings,
      stream: () => world.streams.stream('traffic addresses'),
      onServer: (server) => this.attend(server),
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
    this.holdUp();
    this.watch();
    this.viewsDueMs = NEVER;
    for (const view of this.means.views()) {
      this.viewsDueMs = Math.min(this.viewsDueMs, view.nextRewriteMs() ?? NEVER);
    }
    this.beginAll();
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

  private watch(): void {
    for (const [sandbox, stop] of this.watched) {
      if (this.plan.sandboxes.has(sandbox)) continue;
      stop();
      this.watched.delete(sandbox);
    }
    for (const sandbox of this.plan.sandboxes) {
      if (this.watched.has(sandbox)) continue;
      const address = sandbox.addresses[0] ?? '';
      const stop = sandbox.watch(() => this.sandboxChanged(address));
      this.watched.set(sandbox, stop);
    }
  }

  private sandboxChanged(address: string): void {
    const holder = this.means.machines.holderOf(address);
    this.changed(holder?.kind === 'pod' ? podKey(holder.pod.uid) : `address ${address}`);
  }

  private attend({ serving, pod }: ServingDestination): void {
    const { life, queue } = serving;
    if (queue !== undefined) queue.settle ??= () => this.settle();
    if (this.lives.has(life)) return;
    this.lives.add(life);
    life.onExit(() => this.ended(life, podKey(pod.uid)));
  }

  private ended(life: ServerLife, key: string): void {
    const hit = this.open.some((request) => request.hopAt(life, this.nowMs) >= 0);
    if (!hit) return;
    this.changed(key);
    const now = this.nowMs;
    const mark = this.marks.of(key)!;
    for (const request of this.open) {
      const index = request.hopAt(life, now);
      const hop = request.hops[index];
      if (hop === undefined) continue;
      const reset = this.endings.reset(hop.server.pod, mark);
      this.rearrange(request, () => request.breakOff(this.seenFrom(request, index, reset), now));
    }
  }

  // Whoever asked a server that depends on the one that broke sees an error of the one he asked.
  private seenFrom({ hops }: OpenRequest, index: number, ending: Ending): Ending {
    const asked = hops[0]!.server.pod;
    return index === 0 ? ending : this.endings.dependent(asked, 503, hops[index]!.server.pod.name, ending);
  }

  /** Whatever is on its way is held up by servers that hang and by cuts, or no longer. */
  private holdUp(): void {
    const now = this.nowMs;
    this.open = this.open.filter(({ attempt }) => !attempt.origin.isGone());
    for (const request of this.open) {
      const stuck = request.hops.map((hop) => (hop.untilMs > now ? this.obstacleAt(hop) : undefined));
      const first = stuck.find((ending) => ending !== undefined);
      this.rearrange(request, () => void request.hold(first, now));
    }
  }

  private obstacleAt({ server: { pod, port }, from }: Hop): Ending | undefined {
    const severed = isCut(pod.node) ? pod.node : severedAt(from, pod.node);
    if (severed !== undefined) return this.endings.cut(pod, severed.name);
    const isHanging = pod.sandbox.listenerAt(port)?.serving?.(port, '/').isHanging === true;
    return isHanging ? this.endings.hanging(pod) : undefined;
  }

  private rearrange(request: OpenRequest, change: () => void): void {
    const { endMs, ending } = request;
    change();
    if (request.endMs !== endMs || request.ending !== ending) this.foresee(request);
  }

  /** A request that will fail and may be tried again is, at its end. */
  private foresee(request: OpenRequest): void {
    const { attempt, endMs, hasFailed } = request;
    if (attempt.connection !== undefined && request.ending.outcome === 'timed out')
      attempt.connection.brokenFromMs = Math.min(attempt.connection.brokenFromMs, endMs);
    if (!hasFailed || attempt.triesLeft === 0) return;
    const later = this.again.findIndex(({ atMs }) => atMs > endMs);
    this.again.splice(later < 0 ? this.again.length : later, 0, { atMs: endMs, request });
  }

  private settleTo(beforeMs: number): void {
    if (this.isSettling) return;
    this.isSettling = true;
    try {
      this.sendAll(beforeMs);
      this.endAll();
    } finally {
      this.isSettling = false;
    }
  }

  private sendAll(beforeMs: number): void {
    for (;;) {
      const group = this.nextGroup();
      const again = this.again[0];
      const nextMs = group?.nextMs ?? NEVER;
      if (again !== undefined && again.atMs <= nextMs) {
        if (again.atMs >= beforeMs) return;
        this.again.shift();
        this.tryAgain(again.request, again.atMs);
      } else if (group === undefined || nextMs >= beforeMs) return;
      else {
        group.step();
        this.send(group, nextMs, nextMs, group.spec.retries ?? 0, true);
      }
    }
  }

  private nextGroup(): ClientGroup | undefined {
    const { groups } = this;
    let next: ClientGroup | undefined;
    for (const group of groups) if (next === undefined || group.nextMs < next.nextMs) next = group;
    return next;
  }

  // Its end may have become another one since.
  private tryAgain(request: OpenRequest, atMs: number): void {
    const { attempt, ending, endMs, hasFailed } = request;
    if (endMs !== atMs || !hasFailed || !this.open.includes(request)) return;
    this.open.splice(this.open.indexOf(request), 1);
    attempt.group.stretch.retry(ending);
    this.send(attempt.group, attempt.firstSentMs, atMs, attempt.triesLeft - 1, false);
  }

  private send(
    group: ClientGroup,
    firstSentMs: number,
    sentMs: number,
    triesLeft: number,
    isFirst: boolean,
  ): void {
    const sent = group.send(sentMs);
    if (sent === undefined) return;
    const { origin, destination, kept } = sent;
    if (isFirst) group.stretch.sent += 1;
    group.stretch.attempts += 1;
    const attempt: Try = { group, origin, firstSentMs, sentMs, triesLeft, connection: kept };
    if (destination.kind === 'ends') {
      const { ending, tookMs } = destination;
      const expected = { answer: ending, answerMs: sentMs + tookMs, workMs: 0 };
      return this.take(attempt, [], expected, this.endings.givenUp(ending));
    }
    if (destination.kind === 'asks') {
      const asked = askProgram(destination, this.endings, sentMs, pathOf(group.spec.target));
      return this.take(
        attempt,
        [],
        { ...asked, workMs: 0 },
        this.endings.late(destination.pod, group.timeoutMs),
      );
    }
    const { pod, serving, heldUp } = destination;
    const expected = this.serving.at(destination, origin.source.node, sentMs);
    const late = serving.isHanging ? this.endings.hanging(pod) : this.endings.late(pod, group.timeoutMs);
    this.take(attempt, expected.hops, expected, heldUp ?? late);
  }

  private take(
    attempt: Try,
    hops: readonly Hop[],
    expected: { readonly answer: Ending; readonly answerMs: number; readonly workMs: number },
    givenUp: Ending,
  ): void {
    const giveUpMs = attempt.sentMs + attempt.group.timeoutMs;
    const request = new OpenRequest(attempt, hops, expected, { giveUpMs, givenUp });
    this.open.push(request);
    this.foresee(request);
  }

  private endAll(): void {
    const now = this.nowMs;
    let kept = 0;
    for (const request of this.open) {
      const { attempt, endMs, ending, hasFailed } = request;
      if (endMs > now || (hasFailed && attempt.triesLeft > 0)) this.open[kept++] = request;
      else attempt.group.stretch.end(ending, attempt.firstSentMs, endMs, attempt.origin.source.node?.name);
    }
    this.open.length = kept;
  }

  private write(group: ClientGroup): void {
    const inFlight = this.open.filter(({ attempt }) => attempt.group === group).length;
    const record = group.close(this.nowMs, inFlight);
    if (record === undefined) return;
    const failed = record.outcomes.find(({ outcome, brokenBy }) => outcome !== 'answered' && brokenBy);
    this.means.world.trace.appendCausedBy(failed?.brokenBy ?? group.startedBy, record);
  }
}
