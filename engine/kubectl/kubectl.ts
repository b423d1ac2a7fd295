// The door of kubectl: a command line in, exit code and output back, in simulation time.
//
// The line is a small shell script around kubectl: pipes into text filters, here-documents, `&&`, loops. The version of
// kubectl is 1.32 whatever the cluster's; what a server of that release would answer follows the cluster's version.

import { UserError } from '../errors.ts';
import { type Routine, until } from '../kernel/routine.ts';
import type { Process } from '../runtime/process/process.ts';
import { signalExitCode } from '../runtime/process/signals.ts';
import { NullStream, SinkStream, type Stream } from '../runtime/process/streams.ts';
import { runShell } from '../runtime/shell/run.ts';
import { Shell } from '../runtime/shell/shell.ts';
import { HOME, UnknownWord, Workstation } from './line/workstation.ts';
import { RunningCommand } from './running-command.ts';
import type { CommandResult, KubectlSession } from './session.ts';

export { RunningCommand } from './running-command.ts';
export type { CommandResult, KubectlSession, LogAnswer, LogOptions, NodeAccess } from './session.ts';

/**
 * Runs a command line, for example `kubectl get pods | grep web`.
 *
 * Writes that it makes happen while it runs, so the caller's cause is theirs; what follows a wait has the cause that
 * ended the wait.
 *
 * @param running  shows what it prints while it runs
 * @throws UserError  the line has no kubectl or network client in it, or asks for something that is not simulated
 */
export function* runKubectl(
  line: string,
  session: KubectlSession,
  running = new RunningCommand(line),
): Routine<CommandResult> {
  refuseOtherLines(line, [...(session.programs?.keys() ?? [])]);
  let thrown: unknown;
  const goesOn = (): void => {
    running.goesOn = true;
  };
  const workstation = new Workstation({ ...session, goesOn }, (error) => {
    thrown ??= error;
  });
  const io = new Map<number, Stream>([
    [0, new NullStream()],
    [1, new SinkStream((text) => (running.stdout += text))],
    [2, new SinkStream((text) => (running.stderr += text))],
  ]);
  running.begins(() => workstation.table.endAll({ code: signalExitCode('INT'), signal: 'INT' }));
  const shell = (process: Process): Shell =>
    Shell.create({
      machine: workstation,
      process,
      env: new Map([
        ['HOME', HOME],
        ['PWD', HOME],
      ]),
      cwd: HOME,
      io,
      name: 'sh',
      args: [],
      script: line,
      isBash: true,
    });
  const main = workstation.table.spawn({ command: line, streams: io }, (process) =>
    runShell(shell(process), workstation.scripts.parse(line)),
  );
  if (main.exit === undefined) yield until((wake) => void main.onExit(wake));
  workstation.table.endAll({ code: 137, signal: 'KILL' });
  if (thrown !== undefined) throw asUserError(thrown, line);
  workstation.syncFiles();
  const code = main.exit?.code ?? 0;
  running.code = code;
  return { code, stdout: running.stdout, stderr: running.stderr };
}

const UNDERSTOOD =
  'kubectl, curl, wget, nc and ping from a machine outside, and around them pipes to grep, wc, head, tail, sort, awk, cut, tr and sed, here-documents, && and loops';

const USUAL = ['kubectl', 'curl', 'wget', 'nc', 'ping'];

/** @param others  programs of the machine on which the line runs */
function refuseOtherLines(line: string, others: readonly string[]): void {
  const words = [...USUAL, ...others].join('|');
  if (new RegExp(`(^|[\\s;&|(\`])(${words})(\\s|$)`).test(line)) return;
  const [word = ''] = line.trim().split(/\s+/);
  throw new UserError({
    message:
      word === ''
        ? 'the command line is empty'
        : `"${word}" is not kubectl, and nothing else can be run here: ${line}`,
    hint: `understood is ${UNDERSTOOD}`,
  });
}

function asUserError(error: unknown, line: string): unknown {
  if (!(error instanceof UnknownWord)) return error;
  return new UserError({
    message: `"${error.word}" ${error.message} in: ${line}`,
    hint: `understood is ${UNDERSTOOD}`,
  });
}
