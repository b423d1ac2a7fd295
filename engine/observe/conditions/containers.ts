// Conditions on one container of a pod: its state, its restarts, how it ended, what is in its files.

import type { AnyObject, Pod } from '../../api/objects.ts';
import { nearest } from '../../api/schema/nearest.ts';
import { UserError } from '../../errors.ts';
import type { Condition, Finding } from '../condition.ts';
import { type Amount, foundOf, marginOf } from './amount.ts';
import { onObject } from './object.ts';
import type { Target, Vocabulary } from './vocabulary.ts';

type ContainerStatus = NonNullable<Pod['status']['containerStatuses']>[number];

const statusesOf = ({ status }: Pod): readonly ContainerStatus[] => [
  ...(status.initContainerStatuses ?? []),
  ...(status.containerStatuses ?? []),
  ...(status.ephemeralContainerStatuses ?? []),
];

function namesOf({ spec }: Pod): string[] {
  return [...(spec.initContainers ?? []), ...spec.containers, ...(spec.ephemeralContainers ?? [])].map(
    ({ name }) => name,
  );
}

/** Restarts of all containers, those of init containers aside unless they are sidecars. */
export function restartsOf(object: AnyObject): number {
  const pod = object as unknown as Pod;
  return (pod.status?.containerStatuses ?? []).reduce((sum, status) => sum + status.restartCount, 0);
}

function stateOf({ state = {} }: ContainerStatus): string {
  if (state.running !== undefined) return 'running';
  if (state.terminated !== undefined) {
    const { reason = '', exitCode } = state.terminated;
    return `terminated with code ${exitCode}${reason === '' ? '' : ` (${reason})`}`;
  }
  const { reason, message } = state.waiting ?? {};
  return ['waiting', reason === undefined ? '' : `(${reason})`, message ?? ''].filter(Boolean).join(' ');
}

/** A condition on one container; a container that the pod does not have was never met. */
function onContainer(
  vocabulary: Vocabulary,
  target: Target,
  container: string,
  text: string,
  look: (status: ContainerStatus) => Pick<Finding, 'holds' | 'found'> & Partial<Finding>,
): Condition {
  const base = onObject(vocabulary, target, '', (object) => {
    const pod = object as unknown as Pod;
    const names = namesOf(pod);
    if (!names.includes(container)) {
      const near = nearest(container, names);
      const hint = near === undefined ? `its containers are ${names.join(', ')}` : `did you mean "${near}"?`;
      return { holds: false, found: `the pod has no container "${container}"; ${hint}`, isMet: false };
    }
    const status = statusesOf(pod).find(({ name }) => name === container);
    if (status === undefined) return { holds: false, found: 'it has not begun' };
    return look(status);
  });
  return { ...base, text: `container "${container}" of ${base.text.trim()} ${text}` };
}

const STATES = ['running', 'waiting', 'terminated', 'ready', 'not ready', 'started'];

/** `container "c" of pod "p" is waiting`, `is ready`. @throws UserError for another word */
export function containerStateCondition(
  vocabulary: Vocabulary,
  target: Target,
  container: string,
  state: string,
  reason?: string,
): Condition {
  const word = state.toLowerCase();
  if (!STATES.includes(word)) {
    const near = nearest(word, STATES);
    throw new UserError({
      message: `a container is never "${state}"`,
      hint: near === undefined ? `it is ${STATES.join(', ')}` : `did you mean ${near}?`,
    });
  }
  const why = reason === undefined ? '' : ` with reason "${reason}"`;
  return onContainer(vocabulary, target, container, `is ${word}${why}`, (status) => {
    const { state: found = {}, ready, started } = status;
    const holds =
      word === 'ready'
        ? ready
        : word === 'not ready'
          ? !ready
          : word === 'started'
            ? started === true
            : found[word as 'running' | 'waiting' | 'terminated'] !== undefined;
    const reasonFound = found.waiting?.reason ?? found.terminated?.reason;
    const readiness = word.endsWith('ready') ? `, ${ready ? 'ready' : 'not ready'}` : '';
    return {
      holds: holds && (reason === undefined || reasonFound === reason),
      found: `it is ${stateOf(status)}${readiness}`,
    };
  });
}

/** `container "c" of pod "p" has exited with code 137`: now, or before its last restart. */
export function exitCodeCondition(
  vocabulary: Vocabulary,
  target: Target,
  container: string,
  code: number,
): Condition {
  return onContainer(vocabulary, target, container, `has exited with code ${code}`, (status) => {
    const ended = status.state?.terminated ?? status.lastState?.terminated;
    if (ended === undefined) return { holds: false, found: `it has not ended; it is ${stateOf(status)}` };
    const { exitCode, reason } = ended;
    const why = reason === undefined ? '' : ` (${reason})`;
    return { holds: exitCode === code, found: `it ended with code ${exitCode}${why}`, value: exitCode };
  });
}

/** `container "c" of pod "p" has restarted 3 times`. */
export function containerRestartsCondition(
  vocabulary: Vocabulary,
  target: Target,
  container: string,
  amount: Amount,
): Condition {
  return onContainer(
    vocabulary,
    target,
    container,
    `has restarted ${amount.text} times`,
    ({ restartCount }) => {
      const margin = marginOf(amount, restartCount);
      return {
        holds: margin >= 0,
        found: foundOf(amount, restartCount, 'restarts'),
        value: restartCount,
        margin,
      };
    },
  );
}

/** Reads a file of a running container now: its text, or why it cannot be read. */
export type FileReader = (
  pod: Pod,
  container: string | undefined,
  path: string,
) => { text: string } | { error: string };

export interface FileTest {
  readonly op: 'contains' | 'does not contain' | 'is' | 'exists' | 'does not exist';
  readonly text: string;
}

/** `file "/data/x" of pod "web-0" contains "…"`: looks at the running container, so only now and ahead. */
export function fileCondition(
  vocabulary: Vocabulary,
  target: Target,
  path: string,
  { op, text }: FileTest,
  { read, container }: { readonly read: FileReader; readonly container?: string },
): Condition {
  const quoted = op.endsWith('exist') || op.endsWith('exists') ? '' : ` "${text}"`;
  const base = onObject(vocabulary, target, '', (object) => {
    const answer = read(object as unknown as Pod, container, path);
    if ('error' in answer) return { holds: op === 'does not exist', found: answer.error };
    const content = answer.text.replace(/\n$/, '');
    return {
      holds: testFile(content, op, text),
      found: `it holds ${JSON.stringify(shortened(content))}`,
    };
  });
  const of = container === undefined ? '' : `container "${container}" of `;
  return { ...base, text: `file "${path}" of ${of}${base.text.trim()} ${op}${quoted}`, isLive: true };
}

const shortened = (text: string): string => (text.length > 200 ? `…${text.slice(-200)}` : text);

function testFile(content: string, op: FileTest['op'], text: string): boolean {
  switch (op) {
    case 'contains':
      return content.includes(text);
    case 'does not contain':
      return !content.includes(text);
    case 'is':
      return content === text;
    case 'exists':
      return true;
    case 'does not exist':
      return false;
    default:
      return op satisfies never;
  }
}
