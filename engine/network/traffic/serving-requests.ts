// What comes of a request at a server as things are: its turn in the queue, its own time, and that of the servers it
// depends on. Those are asked as soon as the request comes in, one level after the other.

import { DEPENDENCY_TIMEOUT_MS, type Dependency } from '../../runtime/behaviour/serving.ts';
import type { NodePlace } from '../machines.ts';
import type { Destination, ServingDestination } from './destination.ts';
import type { Endings } from './endings.ts';
import type { Expected, Hop } from './open-request.ts';
import type { Plan } from './plan.ts';
import type { Ending } from './stretch.ts';

/** Servers that depend on each other in a circle ask no further. */
const DEPTH_MAX = 8;

export class ServingRequests {
  private readonly endings: Endings;
  plan: Plan;

  constructor(endings: Endings, plan: Plan) {
    this.endings = endings;
    this.plan = plan;
  }

  /** @param from  the node from which it is asked; undefined outside of the cluster */
  at(server: ServingDestination, from: NodePlace | undefined, atMs: number, depth = 0): Expected {
    const { pod, serving, answered, heldUp } = server;
    const ownMs = (serving.queue?.take(atMs) ?? 0) + serving.answersInMs;
    if (serving.isHanging || heldUp !== undefined) return this.held(server, from, ownMs);
    if (serving.dependsOn.length === 0) {
      const answerMs = atMs + ownMs;
      return { answer: answered, answerMs, workMs: ownMs, hops: [{ server, from, untilMs: answerMs }] };
    }
    let slowestMs = 0;
    let failed: { readonly service: string; readonly ending: Ending } | undefined;
    const inner: Hop[] = [];
    for (const dependency of serving.dependsOn) {
      const { answer, answerMs, hops } = this.ask(server, dependency, atMs, depth + 1);
      slowestMs = Math.max(slowestMs, answerMs - atMs);
      inner.push(...hops);
      if (answer.outcome !== 'answered') failed ??= { service: dependency.service, ending: answer };
    }
    const workMs = ownMs + slowestMs;
    const answer =
      failed === undefined ? answered : this.endings.dependent(pod, failed.service, failed.ending);
    const answerMs = atMs + workMs;
    return { answer, answerMs, workMs, hops: [{ server, from, untilMs: answerMs }, ...inner] };
  }

  private held(server: ServingDestination, from: NodePlace | undefined, workMs: number): Expected {
    const untilMs = Number.POSITIVE_INFINITY;
    const answer = server.answered;
    return { answer, answerMs: untilMs, workMs, hops: [{ server, from, untilMs }] };
  }

  private ask(
    { pod }: ServingDestination,
    dependency: Dependency,
    atMs: number,
    depth: number,
  ): Omit<Expected, 'workMs'> {
    const destination: Destination = this.plan.routeOf(pod, dependency).take(atMs);
    const timeoutMs = dependency.timeoutMs ?? DEPENDENCY_TIMEOUT_MS;
    const found = this.end(destination, pod.node, atMs, depth);
    if (found.answerMs - atMs <= timeoutMs) return found;
    const answer = this.lateAnswer(destination, timeoutMs, found.answer);
    return { answer, answerMs: atMs + timeoutMs, hops: [] };
  }

  private lateAnswer(destination: Destination, timeoutMs: number, answer: Ending): Ending {
    if (answer.outcome !== 'answered') return this.endings.givenUp(answer);
    if (destination.kind === 'ends') return this.endings.late(undefined, timeoutMs);
    const { pod } = destination;
    const isHanging = destination.kind === 'serves' && destination.serving.isHanging;
    return isHanging ? this.endings.hanging(pod) : this.endings.late(pod, timeoutMs);
  }

  private end(
    destination: Destination,
    from: NodePlace,
    atMs: number,
    depth: number,
  ): Omit<Expected, 'workMs'> {
    switch (destination.kind) {
      case 'ends':
        return { answer: destination.ending, answerMs: atMs + destination.tookMs, hops: [] };
      case 'serves':
        if (depth > DEPTH_MAX)
          return { answer: this.endings.broken(destination.pod), answerMs: atMs, hops: [] };
        return this.at(destination, from, atMs, depth);
      case 'asks':
        return { ...askProgram(destination, this.endings, atMs), hops: [] };
      default:
        return destination satisfies never;
    }
  }
}

/** Asks a program that is no server in words; the instant is now. */
export function askProgram(
  { pod, port }: Extract<Destination, { readonly kind: 'asks' }>,
  endings: Endings,
  atMs: number,
  path = '/',
): { readonly answer: Ending; readonly answerMs: number } {
  const request = { method: 'GET', host: pod.sandbox.addresses[0] ?? '', port, path, headers: [] };
  const answer = pod.sandbox.answer(request);
  if ('status' in answer)
    return { answer: endings.answered(pod, answer.status), answerMs: atMs + Math.ceil(answer.tookMs) };
  if (answer.error === 'timeout') return { answer: endings.hanging(pod), answerMs: Number.POSITIVE_INFINITY };
  return { answer: endings.broken(pod), answerMs: atMs };
}
