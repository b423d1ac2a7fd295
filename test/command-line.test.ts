import { describe, it } from 'node:test';
import { expect } from 'chai';
import { readCommand } from '../tools/command-line.ts';

const check = (line: string): ReturnType<typeof readCommand> => readCommand(line.split(' ').filter(Boolean));

describe('the command kubespec', () => {
  const runs: readonly (readonly [line: string, args: readonly string[], parameters: object])[] = [
    ['explore a.feature', ['a.feature'], { explore: { everything: true } }],
    [
      'explore a.feature:3 b --runs 500 --time 2m --crashes --seed=7',
      ['a.feature:3', 'b'],
      { seed: 7, explore: { runs: 500, seconds: 120, crashes: true, everything: true } },
    ],
    [
      'explore a --seeds 0-999 --shard 2/4 -- --format progress',
      ['a', '--format', 'progress'],
      { explore: { seeds: [0, 999], shard: [2, 4], everything: true } },
    ],
    [
      'replay a.feature:3 --seed 1 --disturbances [{"kind":"order","nth":2}]',
      ['a.feature:3'],
      { seed: 1, disturbances: [{ kind: 'order', nth: 2 }] },
    ],
  ];
  for (const [line, args, parameters] of runs) {
    it(`takes "${line}"`, () => {
      expect(check(line)).to.deep.equal({ kind: 'run', args, parameters });
    });
  }

  const mistakes: readonly (readonly [line: string, message: RegExp])[] = [
    ['exlpore a', /no command "exlpore"; want explore or replay/],
    ['explore', /explore wants a feature/],
    ['explore a --sedes 1-2', /explore knows no --sedes; it knows --runs, --seeds/],
    ['explore a --runs many', /--runs wants a whole number, not "many"/],
    ['explore a --seeds 9-1', /--seeds wants two seeds, such as 0-999, not "9-1"/],
    ['explore a --shard 5/4', /--shard wants a share/],
    ['explore a --time soon', /--time wants a length of time/],
    ['explore a --runs', /--runs wants a whole number$/],
    ['explore a --runs 5 --seeds 0-4', /exclude one another/],
    ['replay a.feature --disturbances []', /one scenario, by its line/],
    ['replay a.feature:3 b.feature:4 --disturbances []', /one scenario, by its line/],
    ['replay a.feature:3', /wants --disturbances/],
    ['replay a.feature:3 --disturbances {', /wants JSON/],
  ];
  for (const [line, message] of mistakes) {
    it(`refuses "${line}" in words`, () => {
      const command = check(line);
      expect(command.kind).to.equal('mistake');
      expect((command as { message: string }).message).to.match(message);
    });
  }

  for (const line of ['', 'help', 'replay --help'])
    it(`helps at "${line}"`, () => {
      expect(check(line)).to.deep.equal({ kind: 'help' });
    });
});
