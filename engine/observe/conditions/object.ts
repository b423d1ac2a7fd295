// Conditions on one object: its state, its being there, a condition it reports, a field of it.

import { findJsonPath, JsonPathError, parseJsonPath } from '../../api/jsonpath/jsonpath.ts';
import type { AnyObject } from '../../api/objects.ts';
import { UserError } from '../../errors.ts';
import type { TraceRecord } from '../../trace/records.ts';
import type { ClusterView } from '../cluster-view.ts';
import type { Condition, Finding } from '../condition.ts';
import { blameTarget } from './blame.ts';
import { absent, either, find, isGone, lastOf, suggestName, writes } from './lookup.ts';
import { conditionOf, conditionsOf, isInState, stateText, suggestState } from './state.ts';
import { type Target, targetText, type Vocabulary } from './vocabulary.ts';

type Look = (object: AnyObject, view: ClusterView) => Omit<Finding, 'isMet'> & Partial<Finding>;

/** A condition on one object; without the object it does not hold. */
export function onObject(vocabulary: Vocabulary, target: Target, text: string, look: Look): Condition {
  return {
    text: `${targetText(vocabulary, target)} ${text}`,
    concerns: writes(target),
    look: (view) => {
      const object = find(view, target);
      if (object === undefined) return absent(view, target);
      return { isMet: true, ...look(object, view) };
    },
    blame: blameTarget(target),
    suggest: (view) => suggestName(vocabulary, view, target),
  };
}

/** `pod "web-0" is Running`, `is not Ready`. */
export function isInStateCondition(
  vocabulary: Vocabulary,
  target: Target,
  word: string,
  wanted = true,
): Condition {
  return {
    ...onObject(vocabulary, target, `is ${wanted ? '' : 'not '}${word}`, (object, view) => ({
      holds: isInState(vocabulary, target.kind, object, word, view) === wanted,
      found: `${target.kind.singular} "${target.name}" is ${stateText(vocabulary, target.kind, object, view)}`,
    })),
    suggest: (view) => suggestName(vocabulary, view, target) ?? suggestState(find(view, target), word),
  };
}

/** `pod "web-0" exists`; `does not exist` holds for names that never were, too. */
export function existsCondition(vocabulary: Vocabulary, target: Target, wanted: boolean): Condition {
  const subject = `${target.kind.singular} "${target.name}"`;
  return {
    text: `${targetText(vocabulary, target)} ${wanted ? 'exists' : 'does not exist'}`,
    concerns: writes(target),
    look: (view) => {
      const object = find(view, target);
      const found = object === undefined ? absent(view, target).found : `${subject} is there`;
      return { holds: (object !== undefined) === wanted, found, isMet: true };
    },
    blame: blameTarget(target),
    suggest: (view) => suggestName(vocabulary, view, target),
  };
}

/** `pod "web-0" is gone`: it was there, and is no more. */
export function goneCondition(vocabulary: Vocabulary, target: Target): Condition {
  return {
    text: `${targetText(vocabulary, target)} is gone`,
    concerns: writes(target),
    look: (view) => {
      const object = find(view, target);
      if (object === undefined) return { ...absent(view, target), holds: isGone(view, target) };
      const state = stateText(vocabulary, target.kind, object, view);
      return { holds: false, found: `it is still there, ${state}`, isMet: true };
    },
    blame: blameTarget(target),
    suggest: (view) => suggestName(vocabulary, view, target),
  };
}

export interface Reported {
  readonly type: string;
  /** `True`, `False` or `Unknown`. */
  readonly status: string;
  readonly reason?: string;
  /** Part of the message. */
  readonly message?: string;
}

/** `deployment "web" reports Progressing False with reason "ProgressDeadlineExceeded"`. */
export function reportsCondition(vocabulary: Vocabulary, target: Target, wanted: Reported): Condition {
  const { type, status, reason, message } = wanted;
  const why = reason === undefined ? '' : ` with reason "${reason}"`;
  const what = message === undefined ? '' : ` with message "${message}"`;
  return onObject(vocabulary, target, `reports ${type} ${status}${why}${what}`, (object) => {
    const condition = conditionOf(object, type);
    if (condition === undefined) {
      const others = conditionsOf(object).map((other) => other.type);
      const reported = others.length === 0 ? 'it reports no conditions' : `it reports ${others.join(', ')}`;
      return { holds: false, found: `it reports no ${type}; ${reported}` };
    }
    const holds =
      condition.status === status &&
      (reason === undefined || condition.reason === reason) &&
      (message === undefined || condition.message?.includes(message) === true);
    const { reason: foundReason = '', message: foundMessage = '' } = condition;
    const detail = [foundReason, foundMessage].filter((part) => part !== '').join(': ');
    return { holds, found: `${type} ${condition.status}${detail === '' ? '' : ` (${detail})`}` };
  });
}

export interface FieldTest {
  readonly op: 'is' | 'is not' | 'contains' | 'does not contain' | 'is empty' | 'is not empty';
  readonly text: string;
}

/**
 * `{.status.phase} of pod "web-0" is "Running"`: the values that the path finds, as kubectl prints them.
 *
 * @throws UserError  for a path that is none
 */
export function fieldCondition(
  vocabulary: Vocabulary,
  target: Target,
  path: string,
  { op, text }: FieldTest,
): Condition {
  try {
    parseJsonPath(path);
  } catch (error) {
    if (!(error instanceof JsonPathError)) throw error;
    throw new UserError({
      message: `${path} is no JSONPath: ${error.message}`,
      hint: 'write {.status.phase}',
    });
  }
  const quoted = op.endsWith('empty') ? '' : ` "${text}"`;
  const base = onObject(vocabulary, target, '', (object) => {
    const value = valueAt(path, object);
    return { holds: testField(value, op, text), found: `${path} is "${value}"` };
  });
  return { ...base, text: `${path} of ${targetText(vocabulary, target)} ${op}${quoted}` };
}

function valueAt(path: string, object: AnyObject): string {
  try {
    return findJsonPath(path, object)
      .map((value) =>
        value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value),
      )
      .join(' ');
  } catch (error) {
    // An index out of bounds is, as yet, no value.
    if (error instanceof JsonPathError) return '';
    throw error;
  }
}

function testField(value: string, op: FieldTest['op'], text: string): boolean {
  switch (op) {
    case 'is':
      return value === text;
    case 'is not':
      return value !== text;
    case 'contains':
      return value.includes(text);
    case 'does not contain':
      return !value.includes(text);
    case 'is empty':
      return value === '';
    case 'is not empty':
      return value !== '';
    default:
      return op satisfies never;
  }
}

/** `pod "web-0" is on node "node-1"`. */
export function onNodeCondition(
  vocabulary: Vocabulary,
  target: Target,
  node: string,
  wanted = true,
): Condition {
  return onObject(vocabulary, target, `is ${wanted ? '' : 'not '}on node "${node}"`, (object) => {
    const { nodeName } = (object.spec ?? {}) as { nodeName?: string };
    const found = nodeName === undefined ? 'it is on no node' : `it is on node "${nodeName}"`;
    return { holds: (nodeName === node) === wanted, found };
  });
}

/** `node "node-2" is down`: the machine is off or answers nobody; the Node object may tell later, or never. */
export function nodeDownCondition(vocabulary: Vocabulary, target: Target, wanted: boolean): Condition {
  const isOfMachine = (record: TraceRecord): boolean =>
    record.type === 'decision' && record.topic === 'machine' && record.about?.name === target.name;
  return {
    ...onObject(vocabulary, target, `is ${wanted ? 'down' : 'up'}`, (_, view) => {
      const isDown = view.isNodeDown(target.name);
      return { holds: isDown === wanted, found: `node "${target.name}" is ${isDown ? 'down' : 'up'}` };
    }),
    concerns: either(writes(target), isOfMachine),
  };
}

/** `job "report" has completed`, `has failed`; also of one that is gone since. */
export function endedCondition(
  vocabulary: Vocabulary,
  target: Target,
  how: 'completed' | 'failed',
): Condition {
  const words = how === 'completed' ? ['Complete', 'Succeeded'] : ['Failed'];
  return {
    text: `${targetText(vocabulary, target)} has ${how}`,
    concerns: writes(target),
    look: (view) => {
      const object = find(view, target) ?? lastOf(view, target);
      if (object === undefined) return absent(view, target);
      const holds = words.some((word) => isInState(vocabulary, target.kind, object, word, view));
      const found = `${target.kind.singular} "${target.name}" is ${endState(vocabulary, target, object, view)}`;
      return { holds, found, isMet: true };
    },
    blame: blameTarget(target),
    suggest: (view) => suggestName(vocabulary, view, target),
  };
}

function endState(vocabulary: Vocabulary, target: Target, object: AnyObject, view: ClusterView): string {
  if (target.kind.kind === 'Pod') return stateText(vocabulary, target.kind, object, view);
  const ended = conditionsOf(object).find(
    ({ type, status }) => /^(Complete|Failed)$/.test(type) && status === 'True',
  );
  const { active = 0, succeeded = 0, failed = 0 } = (object.status ?? {}) as Record<string, number>;
  const counts = `${active} active, ${succeeded} succeeded, ${failed} failed`;
  if (ended === undefined) return `not at its end: ${counts}`;
  return `${ended.type}${ended.reason ? ` (${ended.reason})` : ''}: ${counts}`;
}
