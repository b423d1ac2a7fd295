// Words about who reaches whom: ` on port 8080`, ` because …`, and the heads of a table's rows and columns.

import { type ObjectName, UserError } from '../../engine/index.ts';

/** ` on port 8080`, or nothing. */
export const parseOnPort = (text: string): number | undefined =>
  text === '' ? undefined : Number(text.replace(' on port ', ''));

/** ` because its selector matches no pod`, quoted or not; or nothing. */
export const parseBecause = (text: string): string | undefined =>
  text === '' ? undefined : text.replace(/^ because "?(.*?)"?$/, '$1');

/** `web`, `service shop/web:80`, `pod db`, `namespace audit` */
export interface MatrixHead {
  readonly kind: 'pod' | 'service' | 'namespace';
  readonly name: ObjectName;
  readonly port?: number;
}

/**
 * @param kind  meant where the head names none
 * @throws UserError
 */
export function parseHead(text: string, kind: MatrixHead['kind']): MatrixHead {
  const match = /^(?:(pod|service|namespace) )?(?:([a-z0-9.-]+)\/)?([a-z0-9.-]+)(?::(\d+))?$/.exec(text);
  const [, said, namespace, name, port] = match ?? [];
  if (name === undefined) {
    throw new UserError({
      message: `"${text}" names nobody who reaches or is reached`,
      hint: 'write web, pod shop/web, service web:80, or namespace shop',
    });
  }
  return {
    kind: (said ?? kind) as MatrixHead['kind'],
    name: namespace === undefined ? { name } : { namespace, name },
    ...(port === undefined ? {} : { port: Number(port) }),
  };
}
