import { test } from 'node:test';
import { expect } from 'chai';
import { mergeTolerations } from './runtime-class.ts';

const SOURCE = 'kubernetes v1.28.0 pkg/util/tolerations/tolerations_test.go, TestMergeTolerations';
const all = { operator: 'Exists' };
const web = { key: 'only', operator: 'Equal', value: 'web', effect: 'NoSchedule' };
const only = { key: 'only', operator: 'Exists' };
const minute = { key: 'gone', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 60 };
const hour = { ...minute, tolerationSeconds: 3600 };

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
