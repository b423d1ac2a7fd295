import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { versionProfile } from '../../versions/profile.ts';
import { convertFieldLabel, selectableFields } from './field-labels.ts';
import { parseFieldSelector } from './field-selector.ts';
import {
  formatLabelSelector,
  formatLabels,
  labelSelectorAsSelector,
  selectorFromSet,
} from './label-selector.ts';
import { parseLabelSelector } from './parse.ts';
import { EVERYTHING, NOTHING } from './selector.ts';

const release = versionProfile();
const run = { seed: 42, numRuns: 200 };

describe('label selector text', () => {
  // Source: kubernetes apimachinery v0.36.0 pkg/labels/selector_test.go, and the releases that the rows name.
  const refused: readonly { text: string; minor: number; message: string }[] = [
    { text: 'x y', minor: 36, message: "found 'y', expected: in, notin, =, ==, !=, gt, lt" },
    { text: 'x y', minor: 21, message: "found 'y', expected: '=', '!=', '==', 'in', notin'" },
    {
      text: 'x>a',
      minor: 36,
      message: `values[0]: Invalid value: "a": for 'Gt', 'Lt' operators, the value must be an integer`,
    },
    { text: 'x>a', minor: 20, message: "for 'Gt', 'Lt' operators, the value must be an integer" },
    { text: 'x in (,,)', minor: 34, message: "found ')', expected: ',', or identifier" },
  ];
  for (const { text, minor, message } of refused) {
    it(`${text} is refused in 1.${minor}`, () => {
      expect(() => parseLabelSelector(text, versionProfile(minor))).to.throw(
        `unable to parse requirement: ${message}`,
      );
    });
  }

  it('a bad key is named by itself, a bad value by its key', () => {
    expect(() => parseLabelSelector('-x=a')).to.throw(
      /^unable to parse requirement: <nil>: Invalid value: "-x": name part/,
    );
    expect(() => parseLabelSelector('x=-a')).to.throw(
      /^unable to parse requirement: values\[0\]\[x\]: Invalid value: "-a": a valid/,
    );
  });

  it('several problems of one requirement are listed', () => {
    expect(() => parseLabelSelector('x>-')).to.throw(
      /: \[values\[0\]: Invalid value.*, values\[0\]\[x\]: Invalid value.*\]$/,
    );
  });

  it('two commas are two empty values since 1.35', () => {
    expect(String(parseLabelSelector('x in (,,)', versionProfile(35)))).to.equal('x in ()');
  });

  it('what a plain object inherits is no label', () => {
    expect(parseLabelSelector('constructor').matches({})).to.equal(false);
    expect(parseLabelSelector('!constructor').matches({})).to.equal(true);
  });

  it('its text parses to itself', () => {
    const name = fc.constantFrom('a', 'app', 'example.com/tier', 'in', 'notin');
    const value = fc.constantFrom('web', 'db', '', '1', 'in');
    const term = fc.oneof(
      name,
      name.map((key) => `!${key}`),
      fc.tuple(name, fc.constantFrom('=', '==', '!='), value).map(([k, op, v]) => `${k}${op}${v}`),
      fc
        .tuple(name, fc.constantFrom('<', '>'), fc.integer())
        .map(([k, op, v]) => `${k}${op}${v < 0 ? -v : v}`),
      fc
        .tuple(name, fc.constantFrom('in', 'notin'), fc.array(value, { minLength: 1 }))
        .map(([k, op, v]) => `${k} ${op} (${v})`),
    );
    fc.assert(
      fc.property(fc.array(term), fc.dictionary(name, value), (terms, labels) => {
        const selector = parseLabelSelector(terms.join(','));
        const again = parseLabelSelector(String(selector));
        expect(String(again)).to.equal(String(selector));
        expect(again.matches(labels)).to.equal(selector.matches(labels));
      }),
      run,
    );
  });
});

describe('label selectors of objects', () => {
  it('absent selects nothing, empty everything', () => {
    expect(labelSelectorAsSelector(undefined)).to.equal(NOTHING);
    expect(labelSelectorAsSelector({})).to.equal(EVERYTHING);
    expect(formatLabelSelector({ matchLabels: { b: '2', a: '1' } })).to.equal('a=1,b=2');
    expect(formatLabelSelector({})).to.equal('<none>');
    expect(formatLabels({ b: '2', a: '1' })).to.equal('a=1,b=2');
  });

  it('one object is compiled once', () => {
    const selector = { matchLabels: { app: 'web' } };
    expect(labelSelectorAsSelector(selector)).to.equal(labelSelectorAsSelector(selector));
    expect(labelSelectorAsSelector(selector).matches({ app: 'web', tier: 'front' })).to.equal(true);
  });

  it('a plain set matches as an and of its labels', () => {
    const selector = selectorFromSet({ app: 'web', tier: 'front' });
    expect(selector.matches({ app: 'web' })).to.equal(false);
    expect(selector.matches({ tier: 'front', app: 'web', x: '' })).to.equal(true);
    expect(selectorFromSet(undefined).isEmpty).to.equal(true);
  });
});

describe('field selectors', () => {
  it('its text parses to itself, whatever the value', () => {
    const term = fc.tuple(
      fc.constantFrom('a', 'b.c'),
      fc.constantFrom('=' as const, '!=' as const),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(term), (terms) => {
        const text = terms.map(([f, op, v]) => `${f}${op}${v.replace(/[\\,=]/g, '\\$&')}`).join(',');
        const selector = parseFieldSelector(text);
        expect(selector.requirements).to.have.length(terms.length);
        expect(String(parseFieldSelector(String(selector)))).to.equal(String(selector));
      }),
      run,
    );
  });

  it('a pod is found by its node', () => {
    const kind = { group: '', version: 'v1', kind: 'Pod' };
    const pod = {
      metadata: { name: 'a', namespace: 'b' },
      spec: { nodeName: 'n1' },
      status: { podIPs: [{ ip: '10.0.0.1' }] },
    };
    const { field, value } = convertFieldLabel(kind, 'spec.host', 'n1', release);
    const fields = selectableFields(kind, pod);
    expect(
      parseFieldSelector(`${field}=${value},status.podIP=10.0.0.1,spec.hostNetwork=false`).matches(fields),
    ).to.equal(true);
    expect(parseFieldSelector('status.phase!=').matches(fields)).to.equal(false);
    expect(() => convertFieldLabel(kind, 'spec.hostNetwork', 'x', versionProfile(27))).to.throw(
      'field label not supported',
    );
  });

  it('an event of events.k8s.io is found by its own field names', () => {
    const kind = { group: 'events.k8s.io', version: 'v1', kind: 'Event' };
    expect(convertFieldLabel(kind, 'regarding.name', 'x', release).field).to.equal('involvedObject.name');
    expect(selectableFields(kind, { regarding: { name: 'x' } })['involvedObject.name']).to.equal('x');
  });
});
