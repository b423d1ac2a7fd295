// Builtins that read and change variables, options, positional parameters and the working folder.

import { resolvePath } from '../../filesystem/paths.ts';
import { EFFECT } from '../../process/effects.ts';
import type { OptionLetter, Shell } from '../shell.ts';
import type { Builtin } from './index.ts';

const NAME = /^([A-Za-z_]\w*)(?:(\+?=)([\s\S]*))?$/;

/** Runs `each` for every `name` or `name=value`. */
function forNames(
  shell: Shell,
  args: readonly string[],
  each: (name: string, value: string | undefined) => void,
): number {
  for (const arg of args) {
    const match = NAME.exec(arg);
    if (match === null) return shell.misuse(`${arg.split('=')[0]}: bad variable name`);
    const name = match[1]!;
    each(name, match[2] === '+=' ? (shell.get(name) ?? '') + match[3] : match[3]);
  }
  return 0;
}

const exportNames: Builtin = (shell, args) => {
  if (args.length === 0 || args[0] === '-p') {
    for (const [name, value] of [...shell.env].sort(byName)) shell.out(`export ${name}='${value}'\n`);
    return 0;
  }
  const undo = args[0] === '-n';
  return forNames(shell, undo ? args.slice(1) : args, (name, value) => {
    const old = shell.variables.get(name);
    if (undo) shell.restore(name, old === undefined ? undefined : { ...old, exported: false });
    else if (value !== undefined || old !== undefined)
      shell.set(name, value ?? old?.value ?? '', { export: true });
    else shell.restore(name, { value: '', exported: true, readOnly: false });
  });
};

const readOnly: Builtin = (shell, args) =>
  forNames(
    shell,
    args.filter((arg) => !arg.startsWith('-')),
    (name, value) => {
      if (value !== undefined) shell.set(name, value);
      const old = shell.variables.get(name);
      shell.restore(name, { value: old?.value ?? '', exported: old?.exported === true, readOnly: true });
    },
  );

const local: Builtin = (shell, args) => {
  const scope = shell.localScopes.at(-1);
  if (scope === undefined) return shell.misuse('local: not in a function');
  return forNames(
    shell,
    args.filter((arg) => !arg.startsWith('-')),
    (name, value) => {
      if (!scope.has(name)) scope.set(name, shell.variables.get(name));
      // dash: a local variable without a value keeps the outer one's; bash and busybox: it is unset.
      if (value !== undefined) shell.set(name, value);
      else if (shell.dialect !== 'dash') shell.restore(name, undefined);
    },
  );
};

const unset: Builtin = (shell, args) => {
  const functions = args[0] === '-f';
  for (const name of args.filter((arg) => !arg.startsWith('-'))) {
    if (functions) shell.functions.delete(name);
    else if (shell.variables.get(name)?.readOnly === true)
      return shell.misuse(`unset: ${name}: is read only`);
    else if (shell.variables.has(name)) shell.restore(name, undefined);
    else shell.functions.delete(name);
    shell.touchState();
  }
  return 0;
};

const OPTION_NAMES: Readonly<Record<string, OptionLetter>> = {
  errexit: 'e',
  nounset: 'u',
  xtrace: 'x',
  noglob: 'f',
  noexec: 'n',
  verbose: 'v',
  allexport: 'a',
  noclobber: 'C',
  pipefail: 'pipefail',
};

const set: Builtin = (shell, args) => {
  shell.touchState();
  if (args.length === 0) {
    for (const [name, { value }] of [...shell.variables].sort(byName)) shell.out(`${name}='${value}'\n`);
    return 0;
  }
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    if (arg === '--' || !/^[-+]./.test(arg)) {
      shell.positional = args.slice(arg === '--' || arg === '-' ? i + 1 : i);
      return 0;
    }
    for (const letter of arg.slice(1)) {
      const option = letter === 'o' ? longOption(shell, args[++i] ?? '') : (letter as OptionLetter);
      if (!Object.values(OPTION_NAMES).includes(option))
        return shell.misuse(`set: Illegal option -${letter}`);
      if (option === 'n' || option === 'v' || option === 'C') shell.problem(`set ${arg}`, 'not modelled');
      if (arg.startsWith('-')) shell.options.add(option);
      else shell.options.delete(option);
    }
  }
  return 0;
};

function longOption(shell: Shell, name: string): OptionLetter {
  return OPTION_NAMES[name] ?? shell.problem(`set -o ${name}`, `the shell option ${name} is not modelled`);
}

const shift: Builtin = (shell, args) => {
  const text = args[0] ?? '1';
  if (!/^\d+$/.test(text)) return shell.misuse(`shift: Illegal number: ${text}`);
  const count = Number(text);
  if (count > shell.positional.length) {
    // Source: dash 0.5.12 eval.c, shiftcmd; busybox 1.35 shell/ash.c, shiftcmd, says nothing.
    return shell.dialect === 'dash' ? shell.misuse("shift: can't shift that many") : 1;
  }
  shell.touchState();
  shell.positional = shell.positional.slice(count);
  return 0;
};

const cd: Builtin = (shell, args) => {
  const argument = args.find((arg) => !arg.startsWith('-') || arg === '-') ?? shell.get('HOME') ?? '/root';
  const path = resolvePath(shell.cwd, argument === '-' ? (shell.get('OLDPWD') ?? shell.cwd) : argument);
  shell.process.effects.add(EFFECT.readFiles);
  const kind = shell.machine.files.stat(path)?.kind;
  if (kind === undefined) return shell.error(`cd: can't cd to ${argument}: No such file or directory`, 2);
  if (kind !== 'directory') return shell.error(`cd: can't cd to ${argument}: Not a directory`, 2);
  shell.set('OLDPWD', shell.cwd);
  shell.touchState();
  shell.cwd = path;
  shell.set('PWD', path);
  if (argument === '-') shell.out(`${path}\n`);
  return 0;
};

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export const VARIABLE_BUILTINS: Readonly<Record<string, Builtin>> = {
  export: exportNames,
  readonly: readOnly,
  local,
  declare: (shell, args) => (shell.localScopes.length > 0 ? local : forDeclare)(shell, args),
  typeset: (shell, args) => (shell.localScopes.length > 0 ? local : forDeclare)(shell, args),
  unset,
  set,
  shift,
  cd,
  let: (shell, args) => shell.problem(`let ${args.join(' ')}`, '`let` is not modelled; `$(( ))` is'),
  pwd: (shell) => {
    shell.out(`${shell.cwd}\n`);
    return 0;
  },
};

function forDeclare(shell: Shell, args: readonly string[]): number {
  const flags = args.filter((arg) => arg.startsWith('-')).join('');
  if (/[aAfFin]/.test(flags)) shell.problem(`declare ${flags}`, 'typed variables are not modelled');
  const names = args.filter((arg) => !arg.startsWith('-'));
  return forNames(shell, names, (name, value) =>
    shell.set(name, value ?? '', { export: flags.includes('x') }),
  );
}
