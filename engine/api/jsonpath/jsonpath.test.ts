import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import {
  explainJsonPathError,
  findJsonPath,
  JsonPathError,
  relaxedJsonPath,
  renderJsonPath,
} from './jsonpath.ts';

const OBJECT = {
  kind: 'List',
  metadata: { name: 'x', labels: { 'app.kubernetes.io/name': 'web' }, annotations: { html: '<b>&' } },
  nul: null,
  num: 5,
  flt: 1234567.25,
  text: 'text',
  empty: [],
  items: [
    { name: 'a', n: 1, ok: true, tags: ['t1', 't2'], m: { z: 1, y: null } },
    { name: 'b', n: 2, ok: false, tags: [] },
    { name: 'c(1)', n: 3, f: 1.5, deep: { name: 'dd' } },
  ],
};

describe('JSONPath', () => {
  // Each row was compared with kubectl v1.32.4 -o jsonpath.
  const rows: readonly [string, string][] = [
    ['{.metadata.name}', 'x'],
    ['{range .items[*]}{.name}={.n}{"\\n"}{end}', 'a=1\nb=2\nc(1)=3\n'],
    ['{range .items[*]}{.name}:{range .tags[*]}{@},{end};{end}done', 'a:t1,t2,;b:;c(1):;done'],
    ['{range .empty[*]}{.a[0]}{end}z', 'z'],
    ['{.items[?(@.name=="b")].n}', '2'],
    ['{.items[?(@.name=="c(1)")].n}', '3'],
    ['{.items[?(@.f)].name}', 'c(1)'],
    ['{.items[?(@.ok==true)].name}', 'a'],
    ['{.items[?(@.n>=2)].name}', 'b c(1)'],
    ['{.metadata.labels.app\\.kubernetes\\.io/name}', 'web'],
    ["{.metadata.labels['app\\.kubernetes\\.io/name']}", 'web'],
    ["{.metadata['name','annotations']}", 'x {"html":"\\u003cb\\u003e\\u0026"}'],
    ['{.metadata.annotations.html}', '<b>&'],
    ['{..tags}', '["t1","t2"] []'],
    ['{.items..name}', 'a b c(1) dd'],
    ['{.items[-1].name}{.items[0:2].name}{.items[::2].name}', 'c(1)a ba c(1)'],
    ['{.items[0,2].name}', 'a c(1)'],
    ['{.items[1:1].name}x', 'x'],
    ['{.items[].name}', 'a'],
    ['{.nul} {.num} {.flt} {true}', 'null 5 1.23456725e+06 true'],
    ['{.missing.deeper}x', 'x'],
    ['a{"b\\t"}{\'c\'}', 'ab\tc'],
    ['{.items[0].m}', '{"y":null,"z":1}'],
  ];
  for (const [template, text] of rows) {
    it(template, () => {
      expect(renderJsonPath(template, OBJECT)).to.equal(text);
    });
  }

  const refused: readonly [string, string][] = [
    ['{.items[*].name', 'unclosed action'],
    ['{.items[5].name}', 'array index out of bounds: index 5, length 3'],
    ['{.items[2:1].name}', 'starting index 2 is greater than ending index 1'],
    ['{.items[::0]}', 'step must be > 0'],
    ['{.items[a]}', 'invalid array index a'],
    ['{.items[-]}', 'array index - is not a number'],
    ['{.text[0]}', 'string is not array or slice'],
    ['{.items[?(@.n=="1")]}', 'incompatible types for comparison'],
    ['{.items[?(@.m.y==1)]}', 'invalid type for comparison'],
    ['{.items[?(@.name==b)]}', 'unrecognized identifier b'],
    ['{.nul[?(@.a)]}', '<nil> is not array or slice and cannot be filtered'],
    ['{end}', 'not in range, nothing to end'],
    ['{foo}', 'unrecognized identifier foo'],
    ['{....a}', 'invalid multiple recursive descent'],
    ['{1.2.3}', 'cannot parse number 1.2.3'],
    ['{"a}', 'unterminated quoted string'],
    ['{"\\q"}', 'unquote string "\\q" error invalid syntax'],
    ['{.a,.b}', "unrecognized character in action: U+002C ','"],
  ];
  for (const [template, message] of refused) {
    it(`${template} is refused`, () => {
      expect(() => renderJsonPath(template, OBJECT)).to.throw(JsonPathError, message);
    });
  }

  it('a missing key is an error where it is asked to be', () => {
    expect(() => renderJsonPath('{.a}', {}, { allowMissingKeys: false })).to.throw('a is not found');
  });

  it('prints each result list as an array where it is asked to', () => {
    expect(renderJsonPath('{.items[*].tags}', OBJECT, { asJson: true })).to.equal(
      '[\n    [\n        "t1",\n        "t2"\n    ],\n    []\n]\n',
    );
  });

  it('sorts keys as texts, integers too', () => {
    expect(renderJsonPath('{.*}', { b: 1, '10': 2, '9': 3 })).to.equal('2 3 1');
    expect(renderJsonPath('{@}', { b: 1, '10': 2, '9': 3 })).to.equal('{"10":2,"9":3,"b":1}');
  });

  it('finds values as they are', () => {
    expect(findJsonPath('{.items[*].m}', OBJECT)).to.deep.equal([OBJECT.items[0]!.m]);
    expect(findJsonPath('{.nul}', OBJECT)).to.deep.equal([null]);
  });

  it('takes a relaxed path in any of its forms', () => {
    for (const path of ['a.b', '.a.b', '{a.b}', '{.a.b}'])
      expect(relaxedJsonPath(path), path).to.equal('{.a.b}');
    expect(() => relaxedJsonPath('{a}{b}')).to.throw('unexpected path string');
  });

  it('explains an error with the object in the syntax of Go', () => {
    const error = new JsonPathError('no');
    expect(explainJsonPathError(error, '{end}', { a: [1, null, 'b'] })).to.contain(
      'map[string]interface {}{"a":[]interface {}{1, interface {}(nil), "b"}}',
    );
  });

  it('any key is found by its name with dots and brackets escaped', () => {
    const key = fc.string({ minLength: 1 }).filter((text) => !/[\\\n\r]/.test(text) && text !== '*');
    fc.assert(
      fc.property(key, fc.jsonValue(), (name, value) => {
        const path = `{.${name.replace(/[^\p{L}\p{Nd}]/gu, '\\$&')}}`;
        expect(findJsonPath(path, Object.fromEntries([[name, value]]))).to.deep.equal([value]);
      }),
      { seed: 42, numRuns: 200 },
    );
  });
});
