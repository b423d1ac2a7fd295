import { describe, it } from 'node:test';
import { expect } from 'chai';
import { UserError } from '../../engine/index.ts';
import { type ExplorationParameters, ExplorationSettings } from './settings.ts';

function check(
  tags: readonly string[],
  parameters: ExplorationParameters,
  ownRuns?: number,
): readonly number[] {
  const settings = new ExplorationSettings(parameters);
  settings.readTags(tags);
  if (ownRuns !== undefined) settings.setRuns(ownRuns);
  return settings.seeds;
}

describe('how a scenario is explored', () => {
  const rows: readonly (readonly [name: string, seeds: readonly number[], is: readonly number[]])[] = [
    ['not at all without the tag', check([], {}), []],
    ['without the tag where everything is', check([], { explore: { everything: true, runs: 2 } }), [0, 1]],
    ['as often as it says', check(['@explore'], {}, 3), [0, 1, 2]],
    ['as often as whoever runs it says', check(['@explore'], { explore: { runs: 2 } }, 3), [0, 1]],
    ['not at all when nobody wants to', check(['@explore'], { explore: { runs: 0 } }, 3), []],
    ['by its seeds', check(['@explore'], { explore: { seeds: [7, 9] } }, 3), [7, 8, 9]],
    ['a share of them', check(['@explore'], { explore: { seeds: [0, 6], shard: [2, 3] } }), [1, 4]],
    ['not at all when it is replayed', check(['@explore'], { disturbances: [] }), []],
  ];
  for (const [name, seeds, is] of rows) {
    it(name, () => {
      expect(seeds).to.deep.equal(is);
    });
  }

  it('fifty times when nobody says anything', () => {
    expect(check(['@explore'], {})).to.have.length(50);
  });

  it('and the shares of all machines are the whole', () => {
    const shares = [1, 2, 3].flatMap((number) =>
      check(['@explore'], { explore: { runs: 20, shard: [number, 3] } }),
    );
    expect([...shares].sort((a, b) => a - b)).to.deep.equal(Array.from({ length: 20 }, (_, i) => i));
  });

  it('refuses sentences about it where it is not', () => {
    const settings = new ExplorationSettings({});
    expect(() => settings.setRuns(5)).to.throw(UserError, /not explored\n.*tag it @explore/);
    expect(() => settings.crash()).to.throw(UserError, /not explored/);
  });

  it('bounds real time only when asked to', () => {
    expect(new ExplorationSettings({}).budgetMs).to.equal(Number.POSITIVE_INFINITY);
    expect(new ExplorationSettings({ explore: { seconds: 2 } }).budgetMs).to.equal(2000);
    expect(new ExplorationSettings({ explore: { crashes: true } }).crashes).to.equal(true);
  });
});
