// Rows that `kubectl get` shows of objects, by release.
// Source: kubernetes v1.28.0 pkg/printers/internalversion/printers.go and printers_test.go; for the column Status of Jobs pull
// requests 123226 and 132832.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import { versionProfile } from '../../versions/profile.ts';
import type { AnyObject } from '../objects.ts';
import { kindByName } from './index.ts';

const CREATED = '2025-01-01T00:00:00Z';
const NOW_EPOCH_MS = Date.UTC(2025, 0, 1, 0, 10);
const TEMPLATE = { spec: { containers: [{ name: 'c', image: 'i' }] } };

const condition = (type: string): object => ({ type, status: 'True' });
const job = (status: object, spec: object = {}, metadata: object = {}): object => ({
  metadata,
  spec: { completions: 3, template: TEMPLATE, ...spec },
  status,
});
const ingress = (...hosts: string[]): object => ({ spec: { rules: hosts.map((host) => ({ host })) } });

type Row = readonly [name: string, minor: number, kind: string, object: object, narrow: string];

const ROWS: readonly Row[] = [
  ['a Job that runs', 36, 'Job', job({ startTime: CREATED }), 'a|Running|0/3|10m|10m'],
  ['a Job before there was a status', 28, 'Job', job({ startTime: CREATED, succeeded: 1 }), 'a|1/3|10m|10m'],
  [
    'a Job that is complete',
    36,
    'Job',
    job({
      startTime: CREATED,
      completionTime: '2025-01-01T00:01:30Z',
      succeeded: 3,
      conditions: [condition('SuccessCriteriaMet'), condition('Complete')],
    }),
    'a|Complete|3/3|90s|10m',
  ],
  [
    'a Job that has failed',
    36,
    'Job',
    job({ conditions: [condition('FailureTarget'), condition('Failed')] }),
    'a|Failed|0/3||10m',
  ],
  [
    'a Job that goes',
    36,
    'Job',
    job({ conditions: [condition('Suspended')] }, {}, { deletionTimestamp: CREATED }),
    'a|Terminating|0/3||10m',
  ],
  [
    'a Job that is suspended',
    36,
    'Job',
    job({ conditions: [condition('Suspended')] }),
    'a|Suspended|0/3||10m',
  ],
  [
    'a Job that will fail',
    36,
    'Job',
    job({ conditions: [condition('FailureTarget')] }),
    'a|FailureTarget|0/3||10m',
  ],
  [
    'a Job that will succeed',
    36,
    'Job',
    job({ conditions: [condition('SuccessCriteriaMet')] }),
    'a|SuccessCriteriaMet|0/3||10m',
  ],
  [
    'a Job of a queue',
    36,
    'Job',
    job({ succeeded: 1 }, { completions: null, parallelism: 2 }),
    'a|Running|1/1 of 2||10m',
  ],
  ['a Job of one pod', 36, 'Job', job({}, { completions: null, parallelism: 1 }), 'a|Running|0/1||10m'],

  ['an Ingress for all hosts', 36, 'Ingress', ingress(), 'a|<none>|*||80|10m'],
  ['an Ingress for three hosts', 36, 'Ingress', ingress('a', 'b', 'c'), 'a|<none>|a,b,c||80|10m'],
  [
    'an Ingress for five rules',
    36,
    'Ingress',
    ingress('a', '', 'b', 'c', 'd'),
    'a|<none>|a,b,c + 2 more...||80|10m',
  ],
  [
    'an Ingress with a certificate',
    36,
    'Ingress',
    { spec: { ingressClassName: 'x', tls: [{}] } },
    'a|x|*||80, 443|10m',
  ],
  ['an Ingress before there were classes', 17, 'Ingress', ingress('a'), 'a|a||80|10m'],

  [
    'a CronJob',
    36,
    'CronJob',
    {
      spec: {
        schedule: '@daily',
        timeZone: 'UTC',
        suspend: true,
        jobTemplate: { spec: { template: TEMPLATE } },
      },
      status: { active: [{}], lastScheduleTime: CREATED },
    },
    'a|@daily|UTC|True|1|10m|10m',
  ],
  [
    'a CronJob of an older release',
    20,
    'CronJob',
    {
      spec: { schedule: '@daily', suspend: false, jobTemplate: { spec: { template: TEMPLATE } } },
      status: {},
    },
    'a|@daily|False|0|<none>|10m',
  ],
  [
    'a CronJob that does not say',
    36,
    'CronJob',
    { spec: { schedule: '@daily', jobTemplate: {} }, status: {} },
    'a|@daily|<none>|<unset>|0|<none>|10m',
  ],

  [
    'an IngressClass',
    36,
    'IngressClass',
    { spec: { controller: 'example.com/c' } },
    'a|example.com/c|<none>|10m',
  ],
  [
    'an IngressClass with parameters',
    36,
    'IngressClass',
    { spec: { controller: 'c', parameters: { apiGroup: 'k8s.example.com', kind: 'Params', name: 'p' } } },
    'a|c|Params.k8s.example.com/p|10m',
  ],
  [
    'an IngressClass with parameters of the core group',
    36,
    'IngressClass',
    { spec: { controller: 'c', parameters: { kind: 'ConfigMap', name: 'p' } } },
    'a|c|ConfigMap/p|10m',
  ],

  [
    'a CSIDriver',
    36,
    'CSIDriver',
    {
      spec: {
        attachRequired: false,
        podInfoOnMount: true,
        volumeLifecycleModes: ['Persistent', 'Ephemeral'],
      },
    },
    'a|false|true|false|<unset>|false|Persistent,Ephemeral|10m',
  ],
  [
    'a CSIDriver with tokens',
    36,
    'CSIDriver',
    { spec: { tokenRequests: [{ audience: 'x' }, { audience: 'y' }], requiresRepublish: true } },
    'a|true|false|false|x,y|true|<none>|10m',
  ],
  ['a CSIDriver of an older release', 18, 'CSIDriver', { spec: {} }, 'a|true|false|<none>|10m'],
];

describe('the row of an object', () => {
  for (const [name, minor, kind, object, narrow] of ROWS)
    it(`${name}, 1.${minor}`, () => {
      const { printer } = kindByName(kind)!;
      const context = { version: versionProfile(minor), nowEpochMs: NOW_EPOCH_MS };
      const { metadata, ...rest } = object as { metadata?: object };
      const whole = {
        kind,
        metadata: { name: 'a', namespace: 'default', creationTimestamp: CREATED, ...metadata },
        ...rest,
      };
      const cells = printer!.cells(whole as unknown as AnyObject, context);
      const shown = printer!.columns(context).flatMap(({ wide }, i) => (wide ? [] : [cells[i]]));
      expect(shown.join('|')).to.equal(narrow);
    });
});
