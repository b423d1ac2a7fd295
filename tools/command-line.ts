// Reads the words of the command `kubespec`: which command, what it means for cucumber-js, and what is wrong with them.

export const USAGE = `usage:
  kubespec explore PATH… [--runs N | --seeds A-B] [--shard I/N] [--time SECONDS] [--crashes] [--seed N] [-- OPTIONS]
  kubespec replay PATH:LINE --disturbances JSON [--seed N] [-- OPTIONS]

explore   plays each scenario at PATH again, tagged @explore or not, in orders drawn from one seed a run
  --runs N          as many runs, from seed 0 (default: what the scenario says, else 50)
  --seeds A-B       the runs of these seeds, both included
  --shard I/N       this machine's share of them
  --time SECONDS    no further run begins after so much real time; "90", "90s" and "2m" will do
  --crashes         components may crash too
replay    plays one scenario with these disturbances, as a failing run prints them
  --seed N          the cluster's seed (default: the scenario's own)
OPTIONS   go to cucumber-js: --format, --tags, --name …`;

type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'mistake'; readonly message: string }
  | { readonly kind: 'run'; readonly args: readonly string[]; readonly parameters: object };

/** How the word after a flag is read; undefined: it is none of these. */
interface Value {
  readonly read: (text: string) => unknown;
  readonly want: string;
}

const NUMBER: Value = {
  read: (text) => (/^\d+$/.test(text) ? Number(text) : undefined),
  want: 'a whole number',
};

const RANGE: Value = {
  read: (text) => {
    const [, first, last] = /^(\d+)-(\d+)$/.exec(text) ?? [];
    return Number(first) <= Number(last) ? [Number(first), Number(last)] : undefined;
  },
  want: 'two seeds, such as 0-999',
};

const SHARE: Value = {
  read: (text) => {
    const [, number, of] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
    return Number(number) >= 1 && Number(number) <= Number(of) ? [Number(number), Number(of)] : undefined;
  },
  want: 'a share, such as 2/4',
};

const SECONDS: Value = {
  read: (text) => {
    const [, amount, unit = 's'] = /^(\d+)(s|m)?$/.exec(text) ?? [];
    return amount === undefined ? undefined : Number(amount) * (unit === 'm' ? 60 : 1);
  },
  want: 'a length of time, such as 90s or 2m',
};

const JSON_TEXT: Value = {
  read: (text) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      return undefined;
    }
  },
  want: 'JSON, as a failing run prints it, between single quotes',
};

/** By command; `undefined` is a flag without a value. */
const FLAGS: Readonly<Record<string, Readonly<Record<string, Value | undefined>>>> = {
  explore: {
    '--runs': NUMBER,
    '--seeds': RANGE,
    '--shard': SHARE,
    '--time': SECONDS,
    '--seed': NUMBER,
    '--crashes': undefined,
  },
  replay: { '--disturbances': JSON_TEXT, '--seed': NUMBER },
};

/** Thrown within this file. */
class Mistake extends Error {}

/** @param words  as typed after `kubespec` */
export function readCommand(words: readonly string[]): Command {
  const [name, ...rest] = words;
  if (name === undefined || name === 'help' || words.includes('--help')) return { kind: 'help' };
  try {
    const flags = FLAGS[name];
    if (flags === undefined) throw new Mistake(`there is no command "${name}"; want explore or replay`);
    const end = rest.indexOf('--');
    const { paths, values } = readWords(name, flags, end < 0 ? rest : rest.slice(0, end));
    if (paths.length === 0) throw new Mistake(`${name} wants a feature: features/shop.feature:12`);
    const parameters = name === 'explore' ? exploreParameters(values) : replayParameters(values, paths);
    return { kind: 'run', args: [...paths, ...(end < 0 ? [] : rest.slice(end + 1))], parameters };
  } catch (error) {
    if (error instanceof Mistake) return { kind: 'mistake', message: error.message };
    throw error;
  }
}

type Values = Readonly<Record<string, unknown>>;

function readWords(
  name: string,
  flags: Readonly<Record<string, Value | undefined>>,
  words: readonly string[],
): { readonly paths: readonly string[]; readonly values: Values } {
  const paths: string[] = [];
  const values: Record<string, unknown> = {};
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i]!;
    const [flag = '', ...inline] = word.split('=');
    if (!word.startsWith('-')) paths.push(word);
    else if (!(flag in flags))
      throw new Mistake(`${name} knows no ${flag}; it knows ${Object.keys(flags).join(', ')}`);
    else {
      const value = flags[flag];
      const text = value === undefined || inline.length > 0 ? inline.join('=') : words[++i];
      values[flag.slice(2)] = value === undefined ? true : readValue(flag, value, text);
    }
  }
  return { paths, values };
}

function readValue(flag: string, { read, want }: Value, text: string | undefined): unknown {
  if (text === undefined) throw new Mistake(`${flag} wants ${want}`);
  const value = read(text);
  if (value === undefined) throw new Mistake(`${flag} wants ${want}, not "${text}"`);
  return value;
}

const seedOf = ({ seed }: Values): object => (seed === undefined ? {} : { seed });

function exploreParameters(values: Values): object {
  const { seed: _, time, ...explore } = values;
  if (explore.runs !== undefined && explore.seeds !== undefined)
    throw new Mistake('--runs and --seeds exclude one another');
  const limit = time === undefined ? {} : { seconds: time };
  return { ...seedOf(values), explore: { ...explore, ...limit, everything: true } };
}

function replayParameters(values: Values, paths: readonly string[]): object {
  if (paths.length > 1 || !/:\d+$/.test(paths[0] ?? ''))
    throw new Mistake('replay wants one scenario, by its line: features/shop.feature:12');
  const { disturbances } = values;
  if (disturbances === undefined)
    throw new Mistake('replay wants --disturbances, as a failing run prints them');
  return { ...seedOf(values), disturbances };
}
