// The words about clients: each form, and what is no such thing.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import {
  parseClients,
  parseEnding,
  parseManner,
  parseOfClients,
  parseRate,
  parseTarget,
  parseTimeBounds,
} from './traffic.ts';

type Parse = (text: string) => unknown;

const ROWS: readonly (readonly [parse: Parse, text: string, meaning: unknown])[] = [
  [parseClients, 'clients', { from: { kind: 'cluster' } }],
  [parseClients, 'clients "mobile" outside of the cluster', { name: 'mobile', from: { kind: 'outside' } }],
  [parseClients, 'clients on node "node-1"', { from: { kind: 'node', name: 'node-1' } }],
  [
    parseClients,
    'clients in pod "shop/phone"',
    { from: { kind: 'pod', name: { namespace: 'shop', name: 'phone' } } },
  ],
  [
    parseClients,
    'clients in pods of deployment "web" in namespace "shop"',
    { from: { kind: 'pods of', word: 'deployment', name: { namespace: 'shop', name: 'web' } } },
  ],
  [parseRate, '50 requests per second', { kind: 'constant', perSecond: 50 }],
  [parseRate, '30 requests per minute', { kind: 'constant', perSecond: 0.5 }],
  [parseRate, 'about 2.5 requests a second', { kind: 'random', perSecond: 2.5 }],
  [
    parseRate,
    'from 10 to 100 requests per second over 2 minutes',
    { kind: 'ramp', from: 10, to: 100, overMs: 120_000 },
  ],
  [parseTarget, 'service "web"', { kind: 'service', name: { name: 'web' } }],
  [parseTarget, 'service "web" port "http"', { kind: 'service', name: { name: 'web' }, port: 'http' }],
  [
    parseTarget,
    'service "web" in namespace "shop" at port 8080',
    { kind: 'service', name: { namespace: 'shop', name: 'web' }, port: 8080 },
  ],
  [parseTarget, 'node port 30080', { kind: 'node port', port: 30_080 }],
  [parseTarget, 'node port 30080 of node "node-1"', { kind: 'node port', port: 30_080, node: 'node-1' }],
  [parseTarget, '"http://web.shop:8080/a?b"', { kind: 'url', host: 'web.shop', port: 8080, path: '/a?b' }],
  [parseTarget, '"web"', { kind: 'url', host: 'web', port: 80, path: '/' }],
  [parseManner, '', {}],
  [parseManner, ' over a connection that stays open', { connections: 1 }],
  [
    parseManner,
    ', over 4 connections that stay open, giving up after 500ms and trying again twice',
    { connections: 4, timeoutMs: 500, retries: 2 },
  ],
  [parseManner, ' trying again 3 times', { retries: 3 }],
  [parseEnding, 'was refused', { text: 'was refused', outcome: 'refused' }],
  [parseEnding, 'timed out', { text: 'timed out', outcome: 'timed out' }],
  [parseEnding, 'found no way', { text: 'found no way', outcome: 'unreachable' }],
  [parseEnding, 'found no such name', { text: 'found no such name', outcome: 'unknown host' }],
  [
    parseEnding,
    'were answered with 503',
    { text: 'were answered with 503', outcome: 'answered', status: 503 },
  ],
  [
    parseTimeBounds,
    'at least 2 seconds',
    { text: 'at least 2 seconds', min: 2000, max: Number.POSITIVE_INFINITY },
  ],
  [parseTimeBounds, 'exactly 20ms', { text: 'exactly 20ms', min: 20, max: 20 }],
  [parseOfClients, ' of clients "mobile"', 'mobile'],
  [parseOfClients, '', undefined],
];

const WRONG: readonly (readonly [parse: Parse, text: string, message: string])[] = [
  [parseRate, '0 requests per second', '"0 requests per second" is no rate'],
  [parseRate, 'from 0 to 0 requests per second over 1 minute', 'is no rate'],
  [parseTarget, '"http://"', 'nobody can send requests to "http://"'],
  [parseManner, ' over 0 connections', 'nobody sends anything over 0 connections'],
];

describe('the words about clients', () => {
  for (const [parse, text, meaning] of ROWS) {
    it(text || '(nothing)', () => {
      expect(parse(text)).to.deep.equal(meaning);
    });
  }

  for (const [parse, text, message] of WRONG) {
    it(`not ${text}`, () => {
      expect(() => parse(text)).to.throw(message);
    });
  }
});
