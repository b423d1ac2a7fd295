import { test } from 'node:test';
import { expect } from 'chai';
import type { Toleration } from '../../api/objects.ts';
import { mergeTolerations } from './runtime-class.ts';

const SOURCE = 'kubernetes v1.28.0 pkg/util/tolerations/tolerations_test.go, TestMergeTolerations';
const all: Toleration = { operator: 'Exists' };
const web: Toleration = { key: 'only', operator: 'Equal', value: 'web', effect: 'NoSchedule' };
const only: Toleration = { key: 'only', operator: 'Exists' };
const minute: Toleration = { key: 'gone', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 60 };
const hour: Toleration = { ...minute, tolerationSeconds: 3600 };

for (const [name, given, wanted] of [
  ['different ones stay, in order', [web, minute], [web, minute]],
  ['equal ones become one', [web, { ...web }], [web]],
  ['a wider one before replaces', [only, web], [only]],
  ['a wider one behind replaces', [web, only], [only]],
  ['one that tolerates all replaces all', [web, minute, all], [all]],
  ['the longer time wins', [minute, hour], [hour]],
  ['and stays when it comes first', [hour, minute], [hour]],
] as const) {
  test(`tolerations of pod and RuntimeClass: ${name} (${SOURCE})`, () => {
    expect(mergeTolerations(given)).to.deep.equal(wanted);
  });
}
