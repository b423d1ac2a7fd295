// Which command of a `-c` script is its last: the shell runs it in its own place.

import type { Command, ParsedScript } from 'unbash';

/** The last simple command that is reached unconditionally or behind `&&`; undefined where there is none. */
export function tailCommand(script: ParsedScript): Command | undefined {
  const statement = script.commands.at(-1);
  if (statement === undefined || statement.background === true) return undefined;
  const node = statement.command.type === 'AndOr' ? statement.command.commands.at(-1) : statement.command;
  return node?.type === 'Command' ? node : undefined;
}
