// Comparisons, ranges, texts and errors of JSONPath. Source: client-go v0.32 util/jsonpath/{jsonpath,parser}.go and
// third_party/forked/golang/template/funcs.go.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import { renderJsonPath } from './jsonpath.ts';

const OBJECT = {
  a: [1, 2, 3],
  m: { x: true, y: 2.5, z: 's' },
  big: 1e21,
  small: 1e-7,
  l: [{ k: 'b', v: 1 }, { k: 'a', v: 2 }, { k: 'c' }],
};

const RESULTS: readonly (readonly [path: string, text: string])[] = [
  ['{.a[?(@!=2)]}', '1 3'],
  ['{.a[?(@>=2)]}', '2 3'],
  ['{.a[?(@<=2)]}', '1 2'],
  ['{.a[?(@<2)]}', '1'],
  ['{.l[?(@.v>1)].k}', 'a'],
  ["{.l[?(@.k!='b')].k}", 'a c'],
  ['{.l[?(@.v)].k}', 'b a'],
  ['{.a[-1:]}', '3'],
  ['{"tab\\there"}', 'tab\there'],
  ["{'it\\'s'}", "it's"],
  ['{"\\u20ac"}', '€'],
  ['{.big} {.small}', '1e+21 1e-07'],
  ["{.m['x','z']}", 'true s'],
  ['{.m.x}{.m.y}', 'true2.5'],
  ['{range .l[*]}{.k}={.v};{end}', 'b=1;a=2;c=;'],
  ['{.a.b}', ''],
];

const ERRORS: readonly (readonly [path: string, message: string])[] = [
  ['{.m[?(@==true)]}', 'map[x:true y:2.5 z:s] is not array or slice and cannot be filtered'],
  ['{.l[?(@.k>1)]}', 'incompatible types for comparison'],
  ['{.a[5]}', 'array index out of bounds: index 5, length 3'],
  ['{.a[0:9]}', 'array index out of bounds: index 8, length 3'],
  ['{.a[', 'unterminated array'],
  ['{.a[?(@==1)', 'unclosed array expect ]'],
  ['{.a[?(@', 'unterminated filter'],
  ['{"bad\\q"}', 'unquote string "bad\\q" error invalid syntax'],
  ['{"unclosed', 'unterminated quoted string'],
  ['{end}', 'not in range, nothing to end'],
];

describe('JSONPath: corners', () => {
  for (const [path, text] of RESULTS)
    it(path, () => {
      expect(renderJsonPath(path, OBJECT)).to.equal(text);
    });
  for (const [path, message] of ERRORS)
    it(`${path} is refused`, () => {
      expect(() => renderJsonPath(path, OBJECT)).to.throw(message);
    });
});
