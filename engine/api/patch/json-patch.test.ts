// What JSON patches that do not apply say. Source: gopkg.in/evanphx/json-patch.v4 v4.12.0 patch.go, and v4.9.0 as
// kubernetes v1.20.2 vendors it.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import { versionProfile } from '../../versions/profile.ts';
import { type JSONPatchOperation, jsonPatch } from './json-patch.ts';

const DOCUMENT = { a: [1, 2, 3], m: { x: true, y: 2.5 } };

const MISSING = 'missing value';
const REFUSED: readonly (readonly [operation: object, message: string, minor?: number])[] = [
  [{ op: 'add', value: 1 }, `add operation failed to decode path: ${MISSING}`],
  [{ op: 'add', path: '/a/x', value: 1 }, 'strconv.Atoi: parsing "x": invalid syntax'],
  [{ op: 'remove', path: '/a/9' }, 'Unable to access invalid index: 9: invalid index referenced'],
  [{ op: 'test', path: '/m/x', value: false }, 'testing value /m/x failed: test failed'],
  [{ op: 'test', path: '/a', value: [1, 2] }, 'testing value /a failed: test failed'],
  [{ op: 'test', path: '/m', value: [1] }, 'testing value /m failed: test failed'],
  [{ op: 'test', path: '/m', value: { x: true } }, 'testing value /m failed: test failed'],
  [
    { op: 'test', path: '/q/r', value: 1 },
    `test operation does not apply: is missing path: /q/r: ${MISSING}`,
  ],
  [
    { op: 'move', from: '/q/r', path: '/z' },
    `move operation does not apply: doc is missing from path: /q/r: ${MISSING}`,
  ],
  [
    { op: 'move', from: '/m/x', path: '/q/r' },
    `move operation does not apply: doc is missing destination path: /q/r: ${MISSING}`,
  ],
  [
    { op: 'copy', from: '/q/r', path: '/z' },
    `copy operation does not apply: doc is missing from path: /q/r: ${MISSING}`,
  ],
  [
    { op: 'copy', from: '/m/x', path: '/q/r' },
    `copy operation does not apply: doc is missing destination path: /q/r: ${MISSING}`,
  ],
  [
    { op: 'copy', path: '/z' },
    `copy operation failed to decode from: operation, missing from field: ${MISSING}`,
  ],
  [{ path: '/z' }, 'Unexpected kind: unknown'],
  [{ op: 'jump', path: '/z' }, 'Unexpected kind: jump'],
  [{ op: 'replace', path: '' }, 'replace operation value must be object or array: %!w(<nil>)'],
  [{ op: 'replace', path: '' }, `replace operation does not apply: doc is missing path: : ${MISSING}`, 20],
];

const APPLIED: readonly (readonly [operation: object, result: object])[] = [
  [{ op: 'test', path: '/m', value: { x: true, y: 2.5 } }, DOCUMENT],
  [{ op: 'test', path: '/a', value: [1, 2, 3] }, DOCUMENT],
  [
    { op: 'replace', path: '/m/nope', value: 1 },
    { a: [1, 2, 3], m: { x: true, y: 2.5, nope: 1 } },
  ],
  [
    { op: 'add', path: '/z' },
    { ...DOCUMENT, z: null },
  ],
];

const apply = (operation: object, minor = 36): unknown =>
  jsonPatch(DOCUMENT, [operation as JSONPatchOperation], versionProfile(minor));

describe('JSON patch', () => {
  for (const [operation, message, minor] of REFUSED)
    it(`${JSON.stringify(operation)} is refused${minor === undefined ? '' : ` in 1.${minor}`}`, () => {
      expect(() => apply(operation, minor)).to.throw(message);
    });
  for (const [operation, result] of APPLIED)
    it(`${JSON.stringify(operation)} applies`, () => {
      expect(apply(operation)).to.deep.equal(result);
    });
});
