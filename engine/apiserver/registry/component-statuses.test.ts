import { describe, it } from 'node:test';
import { expect } from 'chai';
import { versionProfile } from '../../versions/profile.ts';
import { componentStatuses } from './component-statuses.ts';

interface Row {
  readonly name: string;
  readonly source: string;
  readonly minor: number;
  /** Processes that do not run. */
  readonly down?: readonly string[];
  /** Name, status and message of each, in order. */
  readonly expected: readonly string[];
}

const BOTH = ['kube-scheduler', 'kube-controller-manager'];
const refusedAt = (name: string, url: string, port: number): string =>
  `${name} False Get ${url}: dial tcp 127.0.0.1:${port}: connect: connection refused`;

const ROWS: readonly Row[] = [
  {
    name: 'all are well; etcd is asked as the store asks it',
    source: 'kubernetes v1.28.0 validator.go, EtcdServer.DoServerCheck',
    minor: 28,
    expected: ['scheduler True ok', 'controller-manager True ok', 'etcd-0 True ok'],
  },
  {
    name: 'etcd 3.5 gives a reason',
    source: 'etcd v3.5.0 server/etcdserver/api/etcdhttp/metrics.go, Health',
    minor: 27,
    expected: [
      'scheduler True ok',
      'controller-manager True ok',
      'etcd-0 True {"health":"true","reason":""}',
    ],
  },
  {
    name: 'etcd 3.4 gives none',
    source: 'recorded with kubernetes v1.20.2',
    minor: 21,
    expected: ['scheduler True ok', 'controller-manager True ok', 'etcd-0 True {"health":"true"}'],
  },
  {
    name: 'etcd 3.2 writes a space',
    source: 'kubernetes v1.20.2 cmd/kubeadm/app/constants/constants.go, SupportedEtcdVersion',
    minor: 13,
    expected: ['scheduler True ok', 'controller-manager True ok', 'etcd-0 True {"health": "true"}'],
  },
  {
    name: 'both are asked with TLS',
    source: 'kubernetes v1.28.0 storage_core.go, serversToValidate',
    minor: 23,
    down: BOTH,
    expected: [
      refusedAt('scheduler', '"https://127.0.0.1:10259/healthz"', 10259),
      refusedAt('controller-manager', '"https://127.0.0.1:10257/healthz"', 10257),
      'etcd-0 True {"health":"true","reason":""}',
    ],
  },
  {
    name: 'in 1.22 the controller manager alone is asked with TLS',
    source: 'kubernetes pull 96216',
    minor: 22,
    down: BOTH,
    expected: [
      refusedAt('scheduler', '"http://127.0.0.1:10251/healthz"', 10251),
      refusedAt('controller-manager', '"https://127.0.0.1:10257/healthz"', 10257),
      'etcd-0 True {"health":"true","reason":""}',
    ],
  },
  {
    name: 'neither is asked with TLS',
    source: 'recorded with kubernetes v1.20.2',
    minor: 20,
    down: BOTH,
    expected: [
      refusedAt('scheduler', '"http://127.0.0.1:10251/healthz"', 10251),
      refusedAt('controller-manager', '"http://127.0.0.1:10252/healthz"', 10252),
      'etcd-0 True {"health":"true"}',
    ],
  },
  {
    name: 'addresses are not quoted yet',
    source: 'kubernetes/kubeadm issue 2222',
    minor: 18,
    down: ['kube-scheduler'],
    expected: [
      refusedAt('scheduler', 'http://127.0.0.1:10251/healthz', 10251),
      'controller-manager True ok',
      'etcd-0 True {"health":"true"}',
    ],
  },
];

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly message: string;
}

function check({ minor, down = [], expected }: Row): void {
  const { list } = componentStatuses(versionProfile(minor), (process) => !down.includes(process));
  const shown = list().map(({ metadata, ...rest }) => {
    const [{ status, message }] = (rest as unknown as { conditions: [Condition] }).conditions;
    return `${metadata.name} ${status} ${message}`;
  });
  expect(shown).to.deep.equal(expected);
}

describe('component statuses', () => {
  for (const row of ROWS) it(`1.${row.minor}: ${row.name} (${row.source})`, () => check(row));

  it('have no metadata but their names, and a null timestamp until 1.33', () => {
    const metadataIn = (minor: number): unknown =>
      componentStatuses(versionProfile(minor), () => true).list()[0]?.metadata;
    expect(metadataIn(33)).to.deep.equal({ creationTimestamp: null, name: 'scheduler' });
    expect(metadataIn(34)).to.deep.equal({ name: 'scheduler' });
  });
});
