// One kubectl command, from its words to what it prints.

import { UserError } from '../errors.ts';
import type { Routine } from '../kernel/routine.ts';
import { Call } from './command/call.ts';
import { parseCommand } from './command/command.ts';
import { fieldManagerOf } from './command/field-manager.ts';
import { kubectlFor } from './commands.ts';
import { CommandFailure, renderFailure } from './failure.ts';
import { KubeClient } from './resource/kube-client.ts';
import { RestMapper } from './resource/rest-mapper.ts';
import type { KubectlSession } from './session.ts';

export interface CommandStreams {
  readonly stdin: () => string;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/**
 * @param words  without the leading `kubectl`
 * @returns the exit code
 * @throws UserError  the command line asks for something that is not simulated
 */
export function* runCommand(
  words: readonly string[],
  session: KubectlSession,
  { stdin, out, err }: CommandStreams,
): Routine<number> {
  try {
    const { command, path, flags, args, dashAt } = parseCommand(kubectlFor(session.version), words);
    if (flags.has('record') && flags.isSet('record')) {
      err('Flag --record has been deprecated, --record will be removed in the future\n');
    }
    const client = new KubeClient(session, err, fieldManagerOf(path, flags));
    const { core } = session.server;
    const mapper = new RestMapper(() => core.kinds.values(), session.version, core.switchedOn, err);
    const call = new Call({ session, path, flags, args, dashAt, words, stdin, out, err, client, mapper });
    const running = command.run?.(call);
    if (running !== undefined) yield* running;
    return 0;
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw withCommand(error, words);
    const { text, code } = renderFailure(error.failure);
    err(text);
    return code;
  }
}

// A refusal names the whole command, which may stand deep in a script.
function withCommand(error: unknown, words: readonly string[]): unknown {
  if (!(error instanceof UserError)) return error;
  return new UserError(
    ...error.problems.map((problem) => ({
      ...problem,
      message: `kubectl ${words.join(' ')}: ${problem.message}`,
    })),
  );
}
