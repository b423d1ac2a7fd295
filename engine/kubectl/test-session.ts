// A small world to test kubectl in: an API server with the built-in kinds and nobody else (its questions for the
// health of others are answered well), and command lines to run.
// For tests only.

import { KINDS } from '../api/kinds/index.ts';
import { ApiServer } from '../apiserver/api-server.ts';
import { componentStatuses } from '../apiserver/registry/component-statuses.ts';
import { Kernel } from '../kernel/kernel.ts';
import { run } from '../kernel/routine.ts';
import { Streams } from '../kernel/streams.ts';
import { TraceLog } from '../trace/trace-log.ts';
import { versionProfile } from '../versions/profile.ts';
import { runKubectl } from './kubectl.ts';
import type { CommandResult, KubectlSession, NodeAccess } from './session.ts';

export interface TestSession {
  readonly session: KubectlSession;
  readonly kernel: Kernel;
  /** Runs a line to its end, however long that takes; at most an hour. */
  run(line: string): CommandResult;
  /** Starts a line and returns at once. */
  start(line: string): { readonly result: () => CommandResult | undefined };
}

const NO_NODES: NodeAccess = {
  logs: (_namespace, pod, container, { previous }) =>
    previous
      ? { refused: `previous terminated container "${container}" in pod "${pod}" not found` }
      : { text: `log of ${pod}/${container}\n` },
  // biome-ignore lint/correctness/useYield: answers at once.
  *exec(_namespace, _pod, container, command) {
    const isExit = command[0] === 'exit';
    return {
      code: isExit ? Number(command[1]) : 0,
      stdout: isExit ? '' : `${container}: ${command.join(' ')}\n`,
      stderr: '',
    };
  },
  attach: () => {},
  inside: () => undefined,
};

export function testSession(
  options: Partial<Pick<KubectlSession, 'namespaceIsExplicit' | 'documentation'>> & {
    readonly minor?: number;
    readonly files?: Readonly<Record<string, string>>;
  } = {},
): TestSession {
  const version = versionProfile(options.minor ?? 20);
  const kernel = new Kernel({ startEpochMs: Date.UTC(2025, 0, 1) });
  const trace = new TraceLog({ nowMs: () => kernel.nowMs, cause: () => kernel.cause() });
  const kinds = new Map(KINDS.map((kind) => [kind.kind, kind]));
  const streams = new Streams(1);
  const computed = new Map([['ComponentStatus', componentStatuses(version, () => true)]]);
  const means = { kernel, trace, streams, version, kinds, computed };
  const server = new ApiServer({ ...means, admission: [], hooks: [] });
  const session: KubectlSession = {
    server,
    kernel,
    version,
    files: new Map(Object.entries(options.files ?? {})),
    context: { namespace: 'default' },
    namespaceIsExplicit: options.namespaceIsExplicit ?? false,
    nodes: NO_NODES,
    actor: 'kubectl',
    ...(options.documentation && { documentation: options.documentation }),
  };
  const start = (line: string): { result: () => CommandResult | undefined } => {
    let result: CommandResult | undefined;
    run(kernel, 'kubectl', runKubectl(line, session), (ended) => {
      result = ended;
    });
    return { result: () => result };
  };
  return {
    session,
    kernel,
    start,
    run: (line) => {
      const { result } = start(line);
      if (result() === undefined) kernel.advance(3_600_000, () => result() !== undefined);
      const ended = result();
      if (ended === undefined) throw new Error(`still running after an hour: ${line}`);
      return ended;
    },
  };
}
