// The text of a walk through what may be in the way.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import { walkText } from './walk-text.ts';

const REF = { kind: 'Service', namespace: 'default', name: 'web' };
const CHECKS = [
  {
    asks: "the cluster's DNS answers",
    command: 'kubectl exec client -- nslookup kubernetes.default',
    found: '10.96.0.1',
  },
  {
    asks: 'it has ready endpoints',
    command: 'kubectl get pods -l app=wbe',
    found: 'none: no pod has app=wbe',
    cause: { phrase: 'its selector matches no pod', blame: [REF], hint: 'compare' },
  },
] as const;
const REASON = {
  phrase: 'its selector matches no pod',
  blame: [REF],
  ref: REF,
  state: 'out of reach',
  message: '',
};

describe('the text of a walk', () => {
  it('has a line for each look and one for how to take it, then where and what to try', () => {
    const text = walkText({
      sentence: 'service "web" cannot be reached from pod "client"',
      checks: CHECKS,
      reason: {
        ...REASON,
        where: { ref: REF, path: 'spec.selector', value: { app: 'wbe' } },
        hint: 'compare',
      },
      place: { file: 'web.yaml', line: 7 },
    });
    expect(text.split('\n')).to.deep.equal([
      'service "web" cannot be reached from pod "client" because its selector matches no pod',
      "  ✔ the cluster's DNS answers: 10.96.0.1",
      '      kubectl exec client -- nslookup kubernetes.default',
      '  ✖ it has ready endpoints: none: no pod has app=wbe',
      '      kubectl get pods -l app=wbe',
      '  where  web.yaml:7  spec.selector = {"app":"wbe"}',
      '  try    compare',
    ]);
  });

  it('names the object where no manifest is known, and leaves out what is not there', () => {
    const base = { sentence: 'so', checks: [], place: undefined };
    const where = { ref: REF, path: 'spec.selector', value: undefined };
    expect(walkText({ ...base, reason: { ...REASON, where } }).split('\n')[1]).to.equal(
      '  where  Service web  spec.selector',
    );
    expect(walkText({ ...base, reason: REASON })).to.equal('so because its selector matches no pod');
  });
});
