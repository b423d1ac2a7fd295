// What a container writes while a command is attached to it, until it ends. Differs: looked at once a second.

import type { Pod } from '../../api/objects.ts';
import { type Routine, sleep } from '../../kernel/routine.ts';
import type { Call } from '../command/call.ts';
import { readLog, runningInstance } from './logs.ts';

const FOLLOW_PERIOD_MS = 1000;

/** @param from  `all` that it has written, or what it writes from `now` on */
export function* showOutput(
  call: Call,
  request: { readonly pod: Pod; readonly container: string },
  from: 'all' | 'now',
): Routine<void> {
  const read = (): string => readLog(call, request, { previous: false, timestamps: false });
  const instance = runningInstance(call, request);
  let shown = from === 'now' ? read().length : 0;
  const showNew = (): void => {
    const text = read();
    call.out(text.slice(shown));
    shown = text.length;
  };
  showNew();
  if (instance === undefined) return;
  if ((request.pod.spec.restartPolicy ?? 'Always') === 'Always') call.session.goesOn?.();
  while (runningInstance(call, request) === instance) {
    yield sleep(FOLLOW_PERIOD_MS);
    if (isThere(call, request.pod)) showNew();
  }
}

const isThere = ({ session }: Call, { metadata }: Pod): boolean =>
  session.server.peek('Pod', metadata.namespace, metadata.name)?.metadata.uid === metadata.uid;
