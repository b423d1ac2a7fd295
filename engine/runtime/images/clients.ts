// The commands that images bring to talk to their own server: `nginx -s`, `redis-cli ping`, `pg_isready` and the like.
// Probes and hooks call them. Each knows its server by its port in the pod.

import type { Behaviour } from '../behaviour/behaviour.ts';
import { serverProgram } from '../behaviour/server.ts';
import { EFFECT } from '../process/effects.ts';
import { type Invocation, type Program, untilEnd } from '../programs/program.ts';

/** Succeeds with `says` while the pod's own port takes connections. `-p PORT` and `-h HOST` are heeded. */
export function portCheck(port: number, says: string, failureCode = 1): Program {
  return {
    run: (call) => {
      call.process.effects.add(EFFECT.network);
      const answer = call.machine.sandbox.connect(
        option(call, '-h', '--host') ?? 'localhost',
        Number(option(call, '-p', '--port') ?? port),
      );
      if (!answer.connected) return call.fail('could not connect to server: Connection refused', failureCode);
      call.out(`${says}\n`);
      return 0;
    },
  };
}

function option(call: Invocation, short: string, long: string): string | undefined {
  for (const [i, arg] of call.args.entries()) {
    if (arg === short || arg === long) return call.args[i + 1];
    if (arg.startsWith(`${long}=`)) return arg.slice(long.length + 1);
    if (arg.startsWith(short) && /^\d+$/.test(arg.slice(short.length))) return arg.slice(short.length);
  }
  return undefined;
}

/** `nginx`: a daemon unless told otherwise; `nginx -s quit` and the like signal the running one. */
export function nginxProgram(behaviour: Behaviour): Program {
  const server = serverProgram(behaviour, []);
  return {
    ownProcess: true,
    run: (call) => {
      const order = option(call, '-s', '--signal');
      if (order !== undefined) return signalRunning(call, order);
      if (call.args.includes('-t')) {
        call.err('nginx: configuration file /etc/nginx/nginx.conf test is successful\n');
        return 0;
      }
      if (/daemon\s+off/.test(call.args.join(' '))) return server.run(call);
      call.machine.table.spawn(
        { command: 'nginx: master process nginx', streams: call.io, parent: call.process },
        (process) => untilEnd(() => server.run(call.inProcess(process))),
      );
      return 0;
    },
  };
}

function signalRunning(call: Invocation, order: string): number {
  call.process.effects.add(EFFECT.processes);
  const signal = ({ quit: 'QUIT', stop: 'TERM', reload: 'HUP', reopen: 'USR1' } as const)[order];
  if (signal === undefined) return call.fail(`invalid option: "-s ${order}"`);
  const master = call.machine.table
    .living()
    .find((process) => process !== call.process && /^(\S*\/)?nginx(:| |$)/.test(process.command));
  if (master === undefined)
    return call.fail('[error] open() "/var/run/nginx.pid" failed (2: No such file or directory)');
  // Reloading and reopening change nothing that is modelled, but must not end the server.
  if (signal === 'QUIT' || signal === 'TERM') master.signal(signal);
  return 0;
}
