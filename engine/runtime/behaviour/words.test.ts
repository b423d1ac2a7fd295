// Behaviour in words: each form, combinations, and what is refused.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import type { Behaviour } from './behaviour.ts';
import { BEHAVIOUR_FORMS, BehaviourError, parseBehaviour } from './words.ts';

const MIB = 1024 ** 2;

const ROWS: readonly (readonly [string, Behaviour])[] = [
  ['starts in 40s', { startsInMs: 40_000 }],
  ['takes 1m30s to start', { startsInMs: 90_000 }],
  ['gets ready after 2 minutes', { readyAfterMs: 120_000 }],
  ['never gets ready', { neverReady: true }],
  ['serves HTTP on 8080', { listens: [{ port: 8080, protocol: 'http' }] }],
  ['serves tcp on port 5432', { listens: [{ port: 5432, protocol: 'tcp' }] }],
  ['listens on 53/udp', { listens: [{ port: 53, protocol: 'udp' }] }],
  ['serves nothing', { listens: [] }],
  ['answers /healthz with 500', { http: { '/healthz': 500 } }],
  ['answers "hello, world and all"', { body: 'hello, world and all' }],
  ['answers with its hostname', { body: '{hostname}' }],
  ['answers in 20ms at 100 requests per second', { answersInMs: 20, requestsPerSecondMax: 100 }],
  ['handles up to 50 requests per second', { requestsPerSecondMax: 50 }],
  ['uses 250m CPU and uses 64Mi of memory', { cpuMilli: 250, memoryBytes: 64 * MIB }],
  ['depends on service "db"', { dependsOn: [{ service: 'db' }] }],
  [
    'reads from service "db.shop" port 5432 for at most 2s, and asks service "mail"',
    { dependsOn: [{ service: 'db.shop', port: 5432, timeoutMs: 2000 }, { service: 'mail' }] },
  ],
  ['needs 5 ms of CPU per request', { cpuMsPerRequest: 5 }],
  ['leaks 50 MiB per hour', { memoryLeakBytesPerHour: 50 * MIB }],
  [
    'uses 50Mi of memory, 10Mi more each minute',
    { memoryBytes: 50 * MIB, memoryLeakBytesPerHour: 600 * MIB },
  ],
  [
    'uses 900Mi of memory after 5 minutes for 30s',
    { memorySteps: [{ afterMs: 300_000, forMs: 30_000, bytes: 900 * MIB }] },
  ],
  ['uses 2 CPU after 1 hour', { cpuSteps: [{ afterMs: 3_600_000, milli: 2000 }] }],
  ['writes 20Mi of files', { writes: [{ bytes: 20 * MIB }] }],
  ['writes 1Mi per second to /cache', { writes: [{ path: '/cache', bytesPerHour: 3600 * MIB }] }],
  ['logs 1 MiB each minute', { logBytesPerHour: 60 * MIB }],
  ['runs 500 processes', { processes: 500 }],
  ['leaks 1 MiB per minute', { memoryLeakBytesPerHour: 60 * MIB }],
  ['takes 8s to drain', { drainMs: 8000 }],
  ['stops within 3 seconds', { drainMs: 3000 }],
  ['ignores SIGTERM', { ignoresTerm: true }],
  ['exits with 143 on TERM', { termExitCode: 143 }],
  ['exits with 3 after 5 minutes', { exits: { afterMs: 300_000, code: 3 } }],
  ['exits after 10s with code 2', { exits: { afterMs: 10_000, code: 2 } }],
  ['exits after 10s', { exits: { afterMs: 10_000, code: 0 } }],
  ['crashes after an hour', { exits: { afterMs: 3_600_000, code: 1 } }],
  ['crashes with 139 after 1s', { exits: { afterMs: 1000, code: 139 } }],
  ['exits with 1', { exits: { afterMs: 0, code: 1 } }],
  ['completes after 30s', { exits: { afterMs: 30_000, code: 0 } }],
  ['hangs after 1 minute for 10s', { hangs: { afterMs: 60_000, forMs: 10_000 } }],
  ['answers with 500 after 10s', { fails: { afterMs: 10_000, status: 500 } }],
  ['prints "tick" every 5s', { prints: [{ text: 'tick', everyMs: 5000 }] }],
  ['runs until stopped', {}],
  [
    'starts in 40s, serves HTTP on 8080, leaks 50 MiB per hour, answers in 20ms at 100 requests per second and takes 8s to drain',
    {
      startsInMs: 40_000,
      listens: [{ port: 8080, protocol: 'http' }],
      memoryLeakBytesPerHour: 50 * MIB,
      answersInMs: 20,
      requestsPerSecondMax: 100,
      drainMs: 8000,
    },
  ],
];

describe('behaviour in words', () => {
  for (const [text, behaviour] of ROWS)
    it(text, () => {
      expect(parseBehaviour(text)).to.deep.equal(behaviour);
    });

  it('names the phrase that it does not understand and lists what it does', () => {
    expect(() => parseBehaviour('starts in 40s, dances on the table')).to.throw(
      BehaviourError,
      /"dances on the table"[\s\S]*starts in D/,
    );
    expect(() => parseBehaviour('')).to.throw(BehaviourError);
    expect(() => parseBehaviour('serves HTTP on 70000')).to.throw(BehaviourError, /1 to 65535/);
  });

  it('lists every form once', () => {
    expect(new Set(BEHAVIOUR_FORMS).size).to.equal(BEHAVIOUR_FORMS.length);
  });
});
