// Requests that have been sent and have not ended: how they set out, what happens to them on the way, how they end, and
// which of them are tried again.

import type { ServerLife } from '../../runtime/behaviour/serving.ts';
import { isCut, type NodePlace } from '../machines.ts';
import { severedAt } from '../router.ts';
import type { ClientGroup } from './client-group.ts';
import type { ServingDestination } from './destination.ts';
import type { Endings } from './endings.ts';
import type { Mark } from './marks.ts';
import { type Expected, type Hop, OpenRequest, type Try } from './open-request.ts';
import { pathOf } from './plan.ts';
import { askProgram, type ServingRequests } from './serving-requests.ts';
import type { Ending } from './stretch.ts';

const NEVER = Number.POSITIVE_INFINITY;

export class OnTheirWay {
  private readonly endings: Endings;
  private readonly serving: ServingRequests;
  private open: OpenRequest[] = [];
  /** Those that will be tried again at their end, as things are; the next one first. */
  private readonly again: { readonly atMs: number; readonly request: OpenRequest }[] = [];

  constructor(endings: Endings, serving: ServingRequests) {
    this.endings = endings;
    this.serving = serving;
  }

  get isEmpty(): boolean {
    return this.open.length === 0;
  }

  countOf(wanted: ClientGroup): number {
    let count = 0;
    for (const { attempt } of this.open) if (attempt.group === wanted) count += 1;
    return count;
  }

  /** A request of that instant; nobody may be there to send it. */
  send(group: ClientGroup, atMs: number): void {
    if (this.try(group, atMs, atMs, group.spec.retries ?? 0)) group.stretch.sent += 1;
  }

  /** When one is tried again next; infinite where none is. */
  get nextAgainMs(): number {
    return this.again[0]?.atMs ?? NEVER;
  }

  tryNextAgain(): void {
    const next = this.again.shift();
    if (next === undefined) return;
    const { request, atMs } = next;
    const { attempt, ending, endMs, hasFailed } = request;
    const at = this.open.indexOf(request);
    // Its end may have become another one since.
    if (endMs !== atMs || !hasFailed || at < 0) return;
    this.open.splice(at, 1);
    attempt.group.stretch.retry(ending);
    this.try(attempt.group, attempt.firstSentMs, atMs, attempt.triesLeft - 1);
  }

  private try(group: ClientGroup, firstSentMs: number, sentMs: number, triesLeft: number): boolean {
    const sent = group.send(sentMs);
    if (sent === undefined) return false;
    const { origin, destination, kept } = sent;
    group.stretch.attempts += 1;
    const attempt: Try = { group, origin, firstSentMs, sentMs, triesLeft, connection: kept };
    switch (destination.kind) {
      case 'ends': {
        const { ending: answer, tookMs } = destination;
        this.setOut(attempt, fixed(answer, sentMs + tookMs), this.endings.givenUp(answer));
        return true;
      }
      case 'asks': {
        const { answer, answerMs } = askProgram(destination, this.endings, sentMs, pathOf(group.spec.target));
        this.setOut(attempt, fixed(answer, answerMs), this.endings.late(destination.pod, group.timeoutMs));
        return true;
      }
      case 'serves': {
        const expected = this.serving.at(destination, origin.source.node, sentMs);
        const late = destination.heldUp ?? this.lateAnswer(destination, expected.answer, group.timeoutMs);
        this.setOut(attempt, expected, late);
        return true;
      }
      default:
        return destination satisfies never;
    }
  }

  private lateAnswer({ pod, serving }: ServingDestination, answer: Ending, timeoutMs: number): Ending {
    if (answer.outcome !== 'answered') return this.endings.givenUp(answer);
    return serving.isHanging ? this.endings.hanging(pod) : this.endings.late(pod, timeoutMs);
  }

  private setOut(attempt: Try, expected: Expected, givenUp: Ending): void {
    const giveUpMs = attempt.sentMs + attempt.group.timeoutMs;
    const request = new OpenRequest(attempt, expected, { giveUpMs, givenUp });
    this.open.push(request);
    this.foresee(request);
  }

  /** A request that will fail and may be tried again is, at its end; a connection on which one was given up is closed. */
  private foresee(request: OpenRequest): void {
    const { attempt, endMs, ending, hasFailed } = request;
    const { connection, triesLeft } = attempt;
    if (connection !== undefined && ending.outcome === 'timed out') {
      connection.brokenFromMs = Math.min(connection.brokenFromMs, endMs);
    }
    if (!hasFailed || triesLeft === 0) return;
    const later = this.again.findIndex(({ atMs }) => atMs > endMs);
    this.again.splice(later < 0 ? this.again.length : later, 0, { atMs: endMs, request });
  }

  /** All that have ended by now, but for those that are tried again. */
  endBy(nowMs: number): void {
    let kept = 0;
    for (const request of this.open) {
      const { attempt, endMs, ending, hasFailed } = request;
      if (endMs > nowMs || (hasFailed && attempt.triesLeft > 0)) this.open[kept++] = request;
      else attempt.group.stretch.end(ending, attempt.firstSentMs, endMs, attempt.origin.source.node?.name);
    }
    this.open.length = kept;
  }

  isAt(life: ServerLife, nowMs: number): boolean {
    return this.open.some((request) => request.hopAt(life, nowMs) >= 0);
  }

  /** A server's process has ended: whatever it was at work on breaks. */
  breakOff(life: ServerLife, mark: Mark): void {
    for (const request of this.open) {
      const index = request.hopAt(life, mark.atMs);
      const hop = request.hops[index];
      if (hop === undefined) continue;
      const { pod } = hop.server;
      const isSilent = severedFrom(hop) !== undefined;
      const lost = this.endings.cut(pod, pod.node.name);
      const reset = this.seenFrom(request, index, this.endings.reset(pod, mark));
      this.rearrange(request, () => (isSilent ? request.lose(lost) : request.breakOff(reset, mark.atMs)));
    }
  }

  // Whoever asked a server that depends on the one that broke sees an error of the one he asked.
  private seenFrom({ hops }: OpenRequest, index: number, ending: Ending): Ending {
    if (index === 0) return ending;
    return this.endings.dependent(hops[0]!.server.pod, hops[index]!.server.pod.name, ending);
  }

  /** They are held up by servers that hang and by cuts, or no longer; those of clients that are gone are nobody's. */
  holdUp(nowMs: number): void {
    this.open = this.open.filter(({ attempt }) => !attempt.origin.isGone());
    for (const request of this.open) {
      let stuck: Ending | undefined;
      for (const hop of request.hops) if (hop.untilMs > nowMs) stuck ??= this.obstacleAt(hop);
      this.rearrange(request, () => request.hold(stuck, nowMs));
    }
  }

  private obstacleAt(hop: Hop): Ending | undefined {
    const { pod, port } = hop.server;
    const severed = severedFrom(hop);
    if (severed !== undefined) return this.endings.cut(pod, severed.name);
    const isHanging = pod.sandbox.listenerAt(port)?.serving?.(port, '/').isHanging === true;
    return isHanging ? this.endings.hanging(pod) : undefined;
  }

  private rearrange(request: OpenRequest, change: () => void): void {
    const { endMs, ending } = request;
    change();
    if (request.endMs !== endMs || request.ending !== ending) this.foresee(request);
  }
}

/** The node at which what goes to and from the server gets lost. */
const severedFrom = ({ server: { pod }, from }: Hop): NodePlace | undefined =>
  isCut(pod.node) ? pod.node : severedAt(from, pod.node);

const fixed = (answer: Ending, answerMs: number): Expected => ({
  answer,
  answerMs,
  workMs: 0,
  hops: NO_HOPS,
});
const NO_HOPS: readonly Hop[] = [];
