// Names of objects, with or without their namespace: `"web"`, `"shop/web"`, `"web" in namespace "shop"`.

import { type ObjectName, UserError } from '../../engine/index.ts';

/** @throws UserError  for two namespaces at once, and for names that are empty */
export function parseName(text: string): ObjectName {
  const [, quoted = '', after] = /^"([^"]*)"(?: in namespace "([^"]*)")?$/.exec(text) ?? [];
  const slash = quoted.indexOf('/');
  const before = slash < 0 ? undefined : quoted.slice(0, slash);
  const name = quoted.slice(slash + 1);
  if (name === '' || before === '' || after === '') {
    throw new UserError({
      message: `${text} is no name`,
      hint: 'write "web", or "shop/web" with a namespace',
    });
  }
  if (before !== undefined && after !== undefined && before !== after) {
    throw new UserError({
      message: `${text} names two namespaces`,
      hint: `write "${name}" in namespace "${after}"`,
    });
  }
  const namespace = after ?? before;
  return namespace === undefined ? { name } : { namespace, name };
}
