// `agnhost`, the image of Kubernetes' own end-to-end tests and of its tutorials: the servers that scenarios use.
//
// Source: kubernetes v1.28.0 test/images/agnhost/README.md, serve-hostname, netexec and pause. Other subcommands stop the
// scenario, by name; so far netexec answers its other paths with nothing.

import { type Behaviour, overlay } from '../behaviour/behaviour.ts';
import { serverProgram } from '../behaviour/server.ts';
import { parseArguments } from '../programs/arguments.ts';
import type { Program } from '../programs/program.ts';

const MEMORY_BYTES = 10 * 1024 ** 2;
const HOSTNAME_PORT = '9376';
const NETEXEC_PORT = '8080';

function onPort(port: string, rest: Behaviour): Behaviour {
  return { listens: [{ port: Number(port), protocol: 'http' }], memoryBytes: MEMORY_BYTES, ...rest };
}

function behaviourOf(subcommand: string, port: string | undefined): Behaviour | undefined {
  switch (subcommand) {
    case 'pause':
      return { listens: [], memoryBytes: MEMORY_BYTES };
    case 'serve-hostname':
      return onPort(port ?? HOSTNAME_PORT, { body: '{hostname}' });
    case 'netexec':
      return onPort(port ?? NETEXEC_PORT, {
        bodies: { '/hostname': '{hostname}', '/hostName': '{hostname}' },
      });
    default:
      return undefined;
  }
}

/** @param words  said of the image: put over what the subcommand does */
export function agnhostProgram(words: Behaviour): Program {
  return {
    ownProcess: true,
    run: (call) => {
      const [subcommand = 'pause', ...rest] = call.args;
      const args = parseArguments(call.withArgs(rest), 'p:u:', {
        port: 'p',
        'http-port': 'p',
        'udp-port': 'u',
        http: 'http',
      });
      const behaviour = behaviourOf(subcommand, args.value('p'));
      if (behaviour === undefined) return call.notModelled(`agnhost ${subcommand}`);
      return serverProgram(overlay(behaviour, words), []).run(call);
    },
  };
}
