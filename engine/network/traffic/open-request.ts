// A request, or a try of one, that has been sent and whose end lies ahead: what will come of it if nothing happens, and what
// may still happen to it on the way.

import type { ServerLife } from '../../runtime/behaviour/serving.ts';
import type { NodePlace } from '../machines.ts';
import type { ClientGroup, KeptConnection } from './client-group.ts';
import type { ServingDestination } from './destination.ts';
import type { Origin } from './origins.ts';
import type { Ending } from './stretch.ts';

/** A server that is at work on it: the first is the one that was asked, the others are asked by those before them. */
export interface Hop {
  readonly server: ServingDestination;
  /** The node from which it was asked; undefined outside of the cluster. */
  readonly from: NodePlace | undefined;
  /** When it has answered. */
  readonly untilMs: number;
}

/** What comes of it if nothing happens on the way. */
export interface Expected {
  readonly answer: Ending;
  /** Infinite while no answer comes. */
  readonly answerMs: number;
  /** What it takes once nothing is in the way. */
  readonly workMs: number;
  readonly hops: readonly Hop[];
}

export interface Try {
  readonly group: ClientGroup;
  readonly origin: Origin;
  /** When the request was sent for the first time, and when this try was. */
  readonly firstSentMs: number;
  readonly sentMs: number;
  readonly triesLeft: number;
  readonly connection: KeptConnection | undefined;
}

export class OpenRequest {
  readonly attempt: Try;
  readonly hops: readonly Hop[];
  /** When the client loses patience, and how that ends. */
  private readonly giveUpMs: number;
  private readonly givenUp: Ending;
  endMs: number;
  ending: Ending;
  private answer: Ending;
  private isLost = false;
  private answerMs = 0;
  /** How much longer the answer takes from when it is no longer held up; undefined while it goes its way. */
  private heldUpMs: number | undefined;

  constructor(
    attempt: Try,
    expected: Expected,
    patience: { readonly giveUpMs: number; readonly givenUp: Ending },
  ) {
    this.attempt = attempt;
    this.hops = expected.hops;
    this.giveUpMs = patience.giveUpMs;
    this.givenUp = patience.givenUp;
    this.answer = expected.answer;
    this.heldUpMs = expected.answerMs === Number.POSITIVE_INFINITY ? expected.workMs : undefined;
    this.answerMs = expected.answerMs;
    const isInTime = this.answerMs <= this.giveUpMs;
    this.endMs = isInTime ? this.answerMs : this.giveUpMs;
    this.ending = isInTime ? this.answer : this.givenUp;
  }

  get hasFailed(): boolean {
    return this.ending.outcome !== 'answered';
  }

  /** Whether a server is at work on it at that instant, and which. */
  hopAt(life: ServerLife, nowMs: number): number {
    return this.hops.findIndex(({ server, untilMs }) => server.serving.life === life && untilMs > nowMs);
  }

  /** It ends now, and so. */
  breakOff(ending: Ending, nowMs: number): void {
    this.answer = ending;
    this.heldUpMs = undefined;
    this.expect(nowMs, ending);
  }

  /** Whatever was at work on it is gone, and nobody says so. */
  lose(ending: Ending): void {
    this.isLost = true;
    this.expect(Number.POSITIVE_INFINITY, ending);
  }

  /** @param stuck  how it will end if it stays so; undefined: nothing is in its way */
  hold(stuck: Ending | undefined, nowMs: number): void {
    if (this.isLost || (stuck === undefined) === (this.heldUpMs === undefined)) return;
    if (stuck === undefined) {
      const leftMs = this.heldUpMs ?? 0;
      this.heldUpMs = undefined;
      this.expect(nowMs + leftMs, this.givenUp);
    } else {
      this.heldUpMs = Math.max(0, this.answerMs - nowMs);
      this.expect(Number.POSITIVE_INFINITY, stuck);
    }
  }

  private expect(answerMs: number, otherwise: Ending): void {
    this.answerMs = answerMs;
    const isInTime = answerMs <= this.giveUpMs;
    this.endMs = isInTime ? answerMs : this.giveUpMs;
    this.ending = isInTime ? this.answer : otherwise;
  }
}
