import { describe, it } from 'node:test';
import { expect } from 'chai';
import { UserError } from '../../errors.ts';
import { isDuration, isOneOf, isQuantities, isText, isTruth, isWholeNumber } from './checks.ts';
import { type ConfigForm, readFields } from './read-fields.ts';

interface Meter {
  readonly mode?: string;
  readonly depth?: number;
  readonly pace?: { readonly every?: string; readonly isSteady?: boolean; readonly name?: string };
  readonly limits?: Readonly<Record<string, string>>;
}

const FORM: ConfigForm<Meter> = {
  kind: 'MeterConfiguration',
  apiVersion: 'meter.example.com/v1',
  component: 'a meter',
  fields: {
    mode: isOneOf('', 'fast', 'slow'),
    depth: isWholeNumber,
    pace: { every: isDuration, isSteady: isTruth, name: isText },
    limits: isQuantities,
  },
};
const HEAD = { apiVersion: 'meter.example.com/v1', kind: 'MeterConfiguration' };

const TAKEN: readonly (readonly [name: string, given: unknown, read: Meter])[] = [
  ['nothing', null, {}],
  ['its kind alone', HEAD, {}],
  ['fields without its kind', { depth: 2 }, { depth: 2 }],
  ['fields within fields', { ...HEAD, pace: { every: '1m30s' } }, { pace: { every: '1m30s' } }],
  ['a field left empty, as one not written', { mode: null, pace: { every: null } }, { pace: {} }],
  ['an empty word', { mode: '' }, { mode: '' }],
];

const REFUSED: readonly (readonly [name: string, given: unknown, says: readonly string[]])[] = [
  ['a list', ['fast'], ['the configuration of a meter: ["fast"] has no fields']],
  ['a text', 'fast', ['the configuration of a meter: "fast" has no fields']],
  [
    'the kind of another component',
    { kind: 'KubeletConfiguration' },
    ['kind: "KubeletConfiguration" must be MeterConfiguration in the configuration of a meter'],
  ],
  [
    'an unknown field near a known one',
    { dept: 1 },
    ['the configuration of a meter has no dept here\n  try  did you mean depth?'],
  ],
  [
    'an unknown field near none, inside another',
    { pace: { colour: 1 } },
    [
      'the configuration of a meter has no pace.colour here\n  try  it may say pace.every, pace.isSteady, pace.name',
    ],
  ],
  ['a word where fields are', { pace: 'slow' }, ['pace: "slow" has no fields']],
  [
    'all that is wrong, at once',
    {
      mode: 'warp',
      depth: 1.5,
      pace: { every: 'soon', isSteady: 'yes', name: 5 },
      limits: { cpu: 1 },
    },
    [
      'mode: "warp" is not known here, only fast, slow',
      'depth: 1.5 is no whole number',
      'pace.every: "soon" time: invalid duration "soon"',
      'pace.isSteady: "yes" is neither true nor false',
      'pace.name: 5 is no text',
      'limits: {"cpu":1} is no map of texts: numbers go in quotes',
    ],
  ],
  ['a number for a duration', { pace: { every: 5 } }, ['pace.every: 5 is no duration']],
  [
    'a text that is no quantity',
    { limits: { cpu: 'many' } },
    [
      'limits: {"cpu":"many"} quantities must match the regular expression \'^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$\'',
    ],
  ],
];

describe("the fields of a component's configuration", () => {
  for (const [name, given, read] of TAKEN)
    it(`are read from ${name}`, () => {
      expect(readFields(given, FORM)).to.deep.equal(read);
    });

  for (const [name, given, says] of REFUSED)
    it(`are refused for ${name}`, () => {
      expect(() => readFields(given, FORM))
        .to.throw(UserError)
        .with.property('message', says.join('\n'));
    });
});
