// Source: kubectl v0.32.0 pkg/cmd/debug/debug.go, Validate.

import { test } from 'node:test';
import { expect } from 'chai';
import { UserError } from '../../errors.ts';
import { testSession } from '../test-session.ts';

for (const line of ['-it', '--target=main', '--copy-to=other', '--attach', '--custom=c.yaml']) {
  test(`kubectl debug ${line} is refused, because it is not simulated`, () => {
    expect(() => testSession({}).run(`kubectl debug web --image=busybox ${line}`)).to.throw(UserError);
  });
}

for (const [flags, error] of [
  ['web', 'you must specify --image when not using --copy-to.'],
  ['web --image=BusyBox', 'invalid image name "BusyBox": invalid reference format'],
  ['--image=busybox', 'NAME or filename is required for debug'],
  ['web --image=busybox --image-pull-policy=Sometimes', 'invalid image pull policy: Sometimes'],
  ['web --image=busybox --replace', '--replace may only be used with --copy-to.'],
  ['web --image=busybox --set-image=a=b', '--set-image may only be used with --copy-to.'],
  ['nobody --image=busybox', 'pods "nobody" not found'],
] as const) {
  test(`kubectl debug ${flags}: ${error}`, () => {
    const { code, stderr } = testSession({}).run(`kubectl debug ${flags}`);
    expect(code).to.equal(1);
    expect(stderr).to.include(error);
  });
}
