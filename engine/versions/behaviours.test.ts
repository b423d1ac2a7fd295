import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { BehaviourRows } from './behaviours/rows.ts';
import { BEHAVIOUR_TOPICS } from './behaviours.ts';
import { NEWEST_MINOR, OLDEST_MINOR, versionProfile } from './profile.ts';

const TOPICS: readonly (readonly [string, BehaviourRows])[] = Object.entries(BEHAVIOUR_TOPICS);

describe('behaviours', () => {
  it('have one row each, in one topic', () => {
    const names = TOPICS.flatMap(([, rows]) => Object.keys(rows));
    const twice = names.filter((name, index) => names.indexOf(name) !== index);
    expect(twice).to.deep.equal([]);
  });

  it('hold somewhere, and not everywhere', () => {
    const useless = TOPICS.flatMap(([topic, rows]) =>
      Object.entries(rows)
        .filter(([, { from = OLDEST_MINOR, until = NEWEST_MINOR }]) => {
          const isEverywhere = from <= OLDEST_MINOR && until >= NEWEST_MINOR;
          return from > until || from > NEWEST_MINOR || until < OLDEST_MINOR || isEverywhere;
        })
        .map(([name]) => `${topic}: ${name}`),
    );
    expect(useless).to.deep.equal([]);
  });

  it('count both bounds in', () => {
    const minors = [18, 19, 26, 27].map((minor) => versionProfile(minor).has('seccompAnnotationsSynced'));
    expect(minors).to.deep.equal([false, true, true, false]);
  });

  it('hold from the oldest release or to the newest where a bound is absent', () => {
    const lost = [OLDEST_MINOR, 21, 22].map((minor) => versionProfile(minor).has('dynamicKubeletConfig'));
    expect(lost).to.deep.equal([true, true, false]);
    const won = [34, 35, NEWEST_MINOR].map((minor) => versionProfile(minor).has('envFiles'));
    expect(won).to.deep.equal([false, true, true]);
  });
});
