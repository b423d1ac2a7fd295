// What was worked out about nodes, remembered from cycle to cycle for as long as a node stays as it is.
//
// Pods of one owner come one after another and ask the same of every node, and between two of them one node changes: all
// other answers still hold. A question is remembered from the second time it is asked, so that one which never comes
// again costs nothing; and not in small clusters, where asking anew is cheaper than to remember.
// Differs: upstream asks anew in each cycle, with the same answers.

import type { NodeInfo } from './node-info.ts';
import type { PodInfo } from './pod-info.ts';

/** Below this many nodes nothing is remembered: measured, the key of a question costs as much as so many answers. */
export const REMEMBERED_NODES_MIN = 16;
// Past this many the oldest question is forgotten: memory saves time, never changes an answer.
const QUESTIONS_MAX = 128;
// A question starts afresh when there are more nodes than it has room for.
const ROOM_TO_GROW = 1.25;

/** Answers to one question by slot of the node. */
interface Answers<T> {
  /** The node's generation when its answer was worked out; 0 where it never was. */
  readonly generations: Uint32Array;
  readonly values: (T | undefined)[];
}

/** How to answer for one node. */
export interface Question<T> {
  workOut(node: NodeInfo): T;
  /** The answer for a node to which only this pod came since `before` was the answer. */
  carryOn?(before: T, added: PodInfo): T;
}

/** One question about nodes, for one cycle. */
export class NodeFact<T> {
  private readonly question: Question<T>;
  private readonly answers: Answers<T> | undefined;

  constructor(question: Question<T>, answers?: Answers<T>) {
    this.question = question;
    this.answers = answers;
  }

  /** `node`: one of the snapshot, not a clone. */
  of(node: NodeInfo): T {
    const { answers } = this;
    if (answers === undefined) return this.question.workOut(node);
    const { slot, generation } = node;
    if (answers.generations[slot] === generation) return answers.values[slot] as T;
    const value = this.answer(node, answers);
    answers.values[slot] = value;
    answers.generations[slot] = generation;
    return value;
  }

  private answer(node: NodeInfo, { generations, values }: Answers<T>): T {
    const { question } = this;
    const { slot, generation, added } = node;
    return question.carryOn !== undefined && added !== undefined && generations[slot] === generation - 1
      ? question.carryOn(values[slot] as T, added)
      : question.workOut(node);
  }
}

export class NodeFacts {
  private readonly slotCount: () => number;
  private readonly known = new Map<string, Answers<unknown> | undefined>();

  /** @param slotCount  more than the highest slot of any node */
  constructor(slotCount: () => number) {
    this.slotCount = slotCount;
  }

  /**
   * The answers to a question about the snapshot's nodes.
   *
   * @param key  equal keys must mean equal answers for a node as long as it has the same generation
   * @param question  asked at most once for each generation of a node, as long as the memory lasts
   */
  about<T>(key: () => string, question: Question<T>): NodeFact<T> {
    const slots = this.slotCount();
    return new NodeFact(question, slots < REMEMBERED_NODES_MIN ? undefined : this.answersTo<T>(key(), slots));
  }

  private answersTo<T>(key: string, slots: number): Answers<T> | undefined {
    const before = this.known.get(key) as Answers<T> | undefined;
    if (before !== undefined && before.generations.length >= slots) return before;
    if (!this.known.has(key)) {
      if (this.known.size >= QUESTIONS_MAX) this.known.delete(this.known.keys().next().value!);
      this.known.set(key, undefined);
      return undefined;
    }
    const room = Math.ceil(slots * ROOM_TO_GROW);
    const answers = { generations: new Uint32Array(room), values: new Array<T | undefined>(room) };
    this.known.set(key, answers);
    return answers;
  }
}
