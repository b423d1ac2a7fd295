// The block that a failing step shows, whole and bare.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import { clockText, spanText } from './clock-text.ts';
import type { Failure } from './failure.ts';
import { renderFailure } from './render-failure.ts';

const BARE: Failure = {
  place: { file: 'features/rollout.feature', line: 14 },
  sentence: 'Then within 2 minutes deployment "web" has 3 available replicas',
  found: [],
  because: [],
  where: [],
  timeline: [],
  chain: [],
  tries: [],
};

describe('the failure block', () => {
  it('says what it knows, one fact a line', () => {
    const text = renderFailure({
      ...BARE,
      found: ['1 of 3 available'],
      foundAtMs: 120_000,
      reason: 'it did not come to hold in time',
      because: [
        {
          object: 'Pod default/web-7c9-x2',
          state: 'Pending',
          message: '0/2 nodes are available: 2 Insufficient cpu.',
        },
        { object: 'Pod default/web-7c9-x3', state: 'Running, not ready', message: '' },
      ],
      sinceMs: 2000,
      where: [
        {
          file: 'web.yaml',
          line: 21,
          path: 'spec.template.spec.containers[0].resources.requests.cpu',
          value: '"4"',
        },
      ],
      timeline: [
        { t: 0, found: '0 of 3 available' },
        { t: 2000, found: '1 of 3 available' },
      ],
      chain: [
        { t: 0, text: 'kubectl: kubectl apply -f web.yaml' },
        { t: 2000, text: 'deployment-controller updates Deployment default/web' },
      ],
      tries: ['lower the request'],
      replay: `npx cucumber-js features/rollout.feature:12 --world-parameters '{"seed":42}'`,
    });
    expect(text.split('\n')).to.deep.equal([
      'features/rollout.feature:14  Then within 2 minutes deployment "web" has 3 available replicas',
      '  found    1 of 3 available at 00:02:00: it did not come to hold in time',
      '  because  Pod default/web-7c9-x2 is Pending: 0/2 nodes are available: 2 Insufficient cpu.',
      '           Pod default/web-7c9-x3 is Running, not ready',
      '  since    00:00:02, for 1m58s',
      '  where    web.yaml:21  spec.template.spec.containers[0].resources.requests.cpu = "4"',
      '  seen     00:00:00  0 of 3 available',
      '           00:00:02  1 of 3 available',
      '  led by   00:00:00  kubectl: kubectl apply -f web.yaml',
      '           00:00:02  deployment-controller updates Deployment default/web',
      '  try      lower the request',
      `  replay   npx cucumber-js features/rollout.feature:12 --world-parameters '{"seed":42}'`,
    ]);
  });

  it('says by how much a number missed, and what came closest', () => {
    const text = renderFailure({
      ...BARE,
      found: ['2 of 3 available'],
      measured: { unit: 'ms', value: 4200, max: 3000 },
      closest: { t: 9000, found: '3 of 3 available' },
    });
    expect(text.split('\n').slice(1)).to.deep.equal([
      '  found    2 of 3 available',
      '  missed   by 1.2s: 4.2s, at most 3s',
      '  closest  3 of 3 available at 00:00:09',
    ]);
  });

  it('leaves out what it does not know, and indents texts of several lines', () => {
    expect(
      renderFailure({ ...BARE, found: ['a\nb'] })
        .split('\n')
        .slice(1),
    ).to.deep.equal(['  found    a', '           b']);
  });

  it('writes instants and spans', () => {
    expect([0, 61_250, 93_600_000].map(clockText)).to.deep.equal(['00:00:00', '00:01:01.250', '26:00:00']);
    expect([350, 106_000, 7_200_000, 1500].map(spanText)).to.deep.equal(['350ms', '1m46s', '2h', '1.5s']);
  });
});
