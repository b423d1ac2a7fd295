// The cells of a table of who reaches whom, from its words.

import { type MatrixCell, type ObjectName, type Reaches, UserError } from '../engine/index.ts';
import { type MatrixHead, parseHead } from './words/reach.ts';
import type { KubespecWorld } from './world.ts';

interface Named {
  readonly namespace: string;
  readonly name: string;
}

const ANSWERS: readonly string[] = ['yes', 'no', 'some', '-'];

/** Rows are clients, columns whom they connect to; `-` asks for nothing. @throws UserError */
export function cellsOf(world: KubespecWorld, rows: readonly (readonly string[])[]): MatrixCell[] {
  const [header = [], ...body] = rows;
  const targets = header.slice(1).map((text) => ({ text, head: parseHead(text, 'service') }));
  return body.flatMap(([who = '', ...answers]) => {
    const client = parseHead(who, 'pod');
    if (client.kind === 'service') {
      throw new UserError({ message: `"${who}" connects to nobody`, hint: 'rows are pods or namespaces' });
    }
    return targets.flatMap(({ text, head }, i): MatrixCell[] => {
      const wanted = answers[i] ?? '';
      if (!ANSWERS.includes(wanted)) {
        throw new UserError({ message: `"${wanted}" is no answer`, hint: 'write yes, no, some, or -' });
      }
      if (wanted === '-') return [];
      const look = (): Reaches | undefined => lookFrom(world, client, head);
      return [{ client: who, target: text, wanted: wanted as Reaches, look }];
    });
  });
}

function lookFrom(world: KubespecWorld, client: MatrixHead, target: MatrixHead): Reaches | undefined {
  const answers = podsOf(world, client).flatMap((pod) => lookFromPod(world, pod, target));
  const known = answers.filter((answer) => answer !== undefined);
  if (known.length === 0 || known.length < answers.length) return undefined;
  if (known.every((answer) => answer === 'yes')) return 'yes';
  return known.every((answer) => answer === 'no') ? 'no' : 'some';
}

function lookFromPod(world: KubespecWorld, client: Named, target: MatrixHead): (Reaches | undefined)[] {
  const { simulation } = world;
  const { port } = target;
  if (simulation.view.get('Pod', client.namespace, client.name) === undefined) return [undefined];
  if (target.kind !== 'service') {
    return podsOf(world, target)
      .filter(
        ({ namespace, name }) =>
          target.kind === 'pod' || namespace !== client.namespace || name !== client.name,
      )
      .map((pod) => {
        const isReached = simulation.reachesPod({ client, target: pod, port });
        return isReached === undefined ? undefined : isReached ? 'yes' : 'no';
      });
  }
  const service = named(world, target.name);
  if (simulation.view.get('Service', service.namespace, service.name) === undefined) return [undefined];
  const { ends, open } = simulation.reachProbe({ client, service, port }).count();
  if (open === 0) return ['no'];
  return [open === ends ? 'yes' : 'some'];
}

const named = (
  { vocabulary }: KubespecWorld,
  { namespace = vocabulary.namespace, name }: ObjectName,
): Named => ({
  namespace,
  name,
});

// Those of a namespace, or the one that is named, whether it is there or not.
function podsOf(world: KubespecWorld, { kind, name }: MatrixHead): readonly Named[] {
  if (kind !== 'namespace') return [named(world, name)];
  return world.simulation.view
    .list('Pod', name.name)
    .map(({ metadata }) => ({ namespace: metadata.namespace, name: metadata.name }));
}
