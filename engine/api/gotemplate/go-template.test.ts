// Rows: a template, what it prints, and how it fails, over one set of data. Each row is what Go's own package does.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { executeTemplate } from './execute.ts';
import { parseTemplate } from './parse.ts';
import { sprintf } from './printf.ts';
import { Float, Int } from './values.ts';

const DATA = {
  a: { b: null, n: 3, s: 'str', l: [1, 'x'], big: 1234567, t: true, f: 0.5 },
  items: [{ x: 1 }, { x: 2 }],
  z: null,
};

function run(text: string, allowsMissingKeys = true): { printed: string; error: string } {
  let printed = '';
  try {
    executeTemplate(parseTemplate('output', text), DATA, {
      out: (part) => (printed += part),
      allowsMissingKeys,
    });
    return { printed, error: '' };
  } catch (error) {
    return { printed, error: (error as Error).message };
  }
}

// Source: Go 1.19 text/template, run over the same data, its whole numbers as int64.
const ROWS: readonly (readonly [template: string, printed: string, error?: string])[] = [
  [
    '{{.}}',
    'map[a:map[b:<nil> big:1234567 f:0.5 l:[1 x] n:3 s:str t:true] items:[map[x:1] map[x:2]] z:<nil>]',
  ],
  ['{{.z}} {{.nope}} {{.a.nope}} {{.a.b}}', '<no value> <no value> <no value> <no value>'],
  ['{{.nope.x}}', '<no value>'],
  [
    '{{.a.s.x}}',
    '',
    'template: output:1:4: executing "output" at <.a.s.x>: can\'t evaluate field x in type interface {}',
  ],
  [
    '{{.a.n.x}}',
    '',
    'template: output:1:4: executing "output" at <.a.n.x>: can\'t evaluate field x in type interface {}',
  ],
  [
    '{{.a.b.x}}',
    '',
    'template: output:1:4: executing "output" at <.a.b.x>: nil pointer evaluating interface {}.x',
  ],
  ['{{index .items 0}} {{index .a "n"}} {{index .a.l 1}}', 'map[x:1] 3 x'],
  [
    '{{index .items 9}}',
    '',
    'template: output:1:2: executing "output" at <index .items 9>: error calling index: index out of range: 9',
  ],
  [
    '{{index .items "x"}}',
    '',
    'template: output:1:2: executing "output" at <index .items "x">: error calling index: cannot index slice/array with type string',
  ],
  [
    '{{index .a 1}}',
    '',
    'template: output:1:2: executing "output" at <index .a 1>: error calling index: value has type int; should be string',
  ],
  [
    '{{index .nope 1}}',
    '',
    'template: output:1:2: executing "output" at <index .nope 1>: error calling index: index of untyped nil',
  ],
  ['{{index .a "nope"}}', '<no value>'],
  ['{{len .a}} {{len .a.s}} {{len .items}}', '7 3 2'],
  [
    '{{len .a.n}}',
    '',
    'template: output:1:2: executing "output" at <len .a.n>: error calling len: len of type int64',
  ],
  [
    '{{len .nope}}',
    '',
    'template: output:1:2: executing "output" at <len .nope>: error calling len: reflect: call of reflect.Value.Type on zero Value',
  ],
  ['{{eq .a.n 3}}', 'true'],
  [
    '{{eq .a.n 3.0}} {{eq .a.s "str"}} {{eq .a.s "x" "str"}} {{ne .a.t true}}',
    '',
    'template: output:1:2: executing "output" at <eq .a.n 3.0>: error calling eq: incompatible types for comparison',
  ],
  [
    '{{eq .a.s 1}}',
    '',
    'template: output:1:2: executing "output" at <eq .a.s 1>: error calling eq: incompatible types for comparison',
  ],
  [
    '{{eq .a.t "x"}}',
    '',
    'template: output:1:2: executing "output" at <eq .a.t "x">: error calling eq: incompatible types for comparison',
  ],
  [
    '{{eq .a.l .a.l}}',
    '',
    'template: output:1:2: executing "output" at <eq .a.l .a.l>: error calling eq: non-comparable type [%!s(int64=1) x]: []interface {}',
  ],
  ['{{eq .nope "x"}}', 'false'],
  ['{{eq .nope nil}}', 'true'],
  ['{{gt .a.n 1}}', 'true'],
  [
    '{{gt .a.n 1.0}} {{lt 1 2}} {{le "a" "b"}} {{ge 2 2}}',
    '',
    'template: output:1:2: executing "output" at <gt .a.n 1.0>: error calling gt: incompatible types for comparison',
  ],
  [
    '{{gt .a.t true}}',
    '',
    'template: output:1:2: executing "output" at <gt .a.t true>: error calling gt: invalid type for comparison',
  ],
  [
    '{{gt .nope 1}}',
    '',
    'template: output:1:2: executing "output" at <gt .nope 1>: error calling gt: invalid type for comparison',
  ],
  ['{{and .a.t .a.s}} {{or .a.b "x"}} {{not .a.b}} {{and .a.b .x}}', 'str x true <no value>'],
  [
    '{{printf "%d" .a.n}} {{printf "%.0f" .a.n}} {{printf "%v" .a.big}} {{.a.big}}',
    '3 %!f(int64=3) 1234567 1234567',
  ],
  [
    '{{range .items}}{{.x}},{{end}}|{{range $i,$e := .items}}{{$i}}={{$e.x}},{{end}}|{{range .nope}}x{{else}}none{{end}}',
    '1,2,|0=1,1=2,|none',
  ],
  ['{{range $k,$v := .a}}{{$k}} {{end}}', 'b big f l n s t '],
  [
    '{{range .a.n}}x{{end}}',
    '',
    'template: output:1:10: executing "output" at <.a.n>: range can\'t iterate over 3',
  ],
  [
    '{{range .a.s}}x{{end}}',
    '',
    'template: output:1:10: executing "output" at <.a.s>: range can\'t iterate over str',
  ],
  ['{{range $i := .items}}{{$i}}{{end}}', 'map[x:1]map[x:2]'],
  ['{{with .a}}{{.s}}{{$.a.n}}{{end}}{{with .nope}}x{{else}}y{{end}}', 'str3y'],
  ['{{$x := 1}}{{if true}}{{$x = 2}}{{end}}{{$x}}', '2'],
  ['{{$x}}', '', 'template: output:1: undefined variable "$x"'],
  ['{{foo}}', '', 'template: output:1: function "foo" not defined'],
  ['{{.a', '', 'template: output:1: unclosed action'],
  ['{{if}}x{{end}}', '', 'template: output:1: missing value for if'],
  ['{{if .a}}x', '', 'template: output:1: unexpected EOF'],
  ['{{end}}', '', 'template: output:1: unexpected {{end}}'],
  ['{{else}}', '', 'template: output:1: unexpected {{else}}'],
  ['{{range}}{{end}}', '', 'template: output:1: missing value for range'],
  [
    '{{"a" "b"}}',
    '',
    'template: output:1:2: executing "output" at <"a">: can\'t give argument to non-function "a"',
  ],
  ['{{1 2}}', '', 'template: output:1:2: executing "output" at <1>: can\'t give argument to non-function 1'],
  ['{{.a "b"}}', '', 'template: output:1:2: executing "output" at <.a>: a is not a method but has arguments'],
  [
    '{{.a | .s}}',
    '',
    'template: output:1:7: executing "output" at <.s>: s is not a method but has arguments',
  ],
  ['{{"a" | printf "%s-%s" "b"}}', 'b-a'],
  ['{{print 1 2 "a" "b" 3 nil true}} {{println "x" 1}}', '1 2ab3 <nil> true x 1\n'],
  [
    '{{html "<a href=\'x\'>&\\""}} {{js "it\'s \\"<\\n"}} {{urlquery "a b&c" "d"}}',
    '&lt;a href=&#39;x&#39;&gt;&amp;&#34; it\\\'s \\"\\u003C\\u000A a+b%26cd',
  ],
  [
    '{{slice "abcdef" 1 3}} {{slice .items 1}} {{slice "abc" 9}}',
    'bc [map[x:2]] ',
    'template: output:1:44: executing "output" at <slice "abc" 9>: error calling slice: index out of range: 9',
  ],
  ['{{(index .items 0).x}} {{(.a).s}} {{.a.s | len | printf "%03d"}}', '1 str 003'],
  ['{{define "T"}}<{{.}}>{{end}}{{template "T" .a.s}} {{template "T"}}', '<str> <<no value>>'],
  [
    '{{template "nope"}}',
    '',
    'template: output:1:11: executing "output" at <{{template "nope"}}>: template "nope" not defined',
  ],
  ['{{block "B" .a}}{{.s}}{{end}}', 'str'],
  ['a {{- " b " -}} c {{/* c */ -}}  d', 'a b c d'],
  [
    '{{range .items}}{{if eq .x 1.0}}{{continue}}{{end}}{{.x}}{{break}}{{end}}',
    '',
    'template: output:1:21: executing "output" at <eq .x 1.0>: error calling eq: incompatible types for comparison',
  ],
  ['{{break}}', '', 'template: output:1: {{break}} outside {{range}}'],
  ['{{nil}}', '', 'template: output:1:2: executing "output" at <nil>: nil is not a command'],
  [
    '{{true}} {{1.5}} {{0x1F}} {{\'a\'}} {{1e3}} {{`raw`}} {{"\\t\\u00e9\\n"}}',
    'true 1.5 31 97 1000 raw \té\n',
  ],
  ['{{.a.x.y.z}}', '<no value>'],
  [
    '{{call .a}}',
    '',
    'template: output:1:2: executing "output" at <call .a>: error calling call: non-function of type map[string]interface {}',
  ],
  [
    '{{not 1 2}}',
    '',
    'template: output:1:2: executing "output" at <not>: wrong number of args for not: want 1 got 2',
  ],
  [
    '{{and}}',
    '',
    'template: output:1:2: executing "output" at <and>: wrong number of args for and: want at least 1 got 0',
  ],
  [
    '{{index}}',
    '',
    'template: output:1:2: executing "output" at <index>: wrong number of args for index: want at least 1 got 0',
  ],
  ['{{printf 1}}', '', 'template: output:1:9: executing "output" at <1>: expected string; found 1'],
  ['{{printf "%s"}}', '%!s(MISSING)'],
  ['{{.a.l}} {{.a.t}} {{.items}}', '[1 x] true [map[x:1] map[x:2]]'],
  ['{{"unclosed}}', '', 'template: output:1: unterminated quoted string'],
  ['{{.a)}}', '', 'template: output:1: unexpected ")" in command'],
  ['{{(.a}}', '', 'template: output:1: unclosed left paren'],
  ['{{.a | }}', 'map[b:<nil> big:1234567 f:0.5 l:[1 x] n:3 s:str t:true]'],
  ['{{| .a}}', '', 'template: output:1: unexpected "|" in command'],
  ['{{a.b}}', '', 'template: output:1: function "a" not defined'],
  [
    '{{$.a.s}} {{$}}',
    'str map[a:map[b:<nil> big:1234567 f:0.5 l:[1 x] n:3 s:str t:true] items:[map[x:1] map[x:2]] z:<nil>]',
  ],
  ['{{if .a}}1{{else if .z}}2{{else}}3{{end}}', '1'],
  ['{{if .z}}1{{else if .nope}}2{{else}}3{{end}}', '3'],
  ['{{/* x }}', '', 'template: output:1: unclosed comment'],
  ['{{ 3 | eq 3}} {{not true}} {{len "é"}} {{index "abc" 0}}', 'true false 2 97'],
  ['{{.1a}}', '', 'template: output:1: bad number syntax: ".1a"'],
  ['{{:}}', '', 'template: output:1: expected :='],
  ['{{.a := 1}}', '', 'template: output:1: unexpected ":=" in operand'],
  ['{{$a, $b := .items}}', '', 'template: output:1: too many declarations in command'],
  ['{{range $a, $b, $c := .items}}{{end}}', '', 'template: output:1: too many declarations in range'],
  [
    '{{eq 1}} ',
    '',
    'template: output:1:2: executing "output" at <eq 1>: error calling eq: missing argument for comparison',
  ],
  [
    '{{lt 1 "a"}}',
    '',
    'template: output:1:2: executing "output" at <lt 1 "a">: error calling lt: incompatible types for comparison',
  ],
  [
    '{{lt 1 1.5}}',
    '',
    'template: output:1:2: executing "output" at <lt 1 1.5>: error calling lt: incompatible types for comparison',
  ],
  ['{{%}}', '', 'template: output:1: unexpected "%" in command'],
  ['{{end x}}', '', 'template: output:1: unexpected "x" in end'],
  ['{{template T}}', '', 'template: output:1: unexpected "T" in template clause'],
  ['{{with $x := .a}}{{$x.s}}{{end}}{{if $y := .a.n}}{{$y}}{{end}}', 'str3'],
  ['{{eq .a.f 0.5}} {{.a.f}} {{gt .a.f 0.1}} {{printf "%.1f %v" .a.f .a.f}}', 'true 0.5 true 0.5 0.5'],
  [
    '{{gt .a.n 1}} {{eq .a.n 3}} {{index .a.l (len "")}} {{printf "%d %03d %s" .a.n .a.n .a.n}}',
    'true true 1 3 003 %!s(int64=3)',
  ],
  [
    '{{index .items .a.n}}',
    '',
    'template: output:1:2: executing "output" at <index .items .a.n>: error calling index: index out of range: 3',
  ],
  [
    '{{index .a.l .a.f}}',
    '',
    'template: output:1:2: executing "output" at <index .a.l .a.f>: error calling index: cannot index slice/array with type float64',
  ],
  [
    '{{eq .a.n 3.0}}',
    '',
    'template: output:1:2: executing "output" at <eq .a.n 3.0>: error calling eq: incompatible types for comparison',
  ],
  ['{{3.0}} {{2.5}} {{1e3}} {{print 3.0 1}}', '3 2.5 1000 3 1'],
  [
    '{{eq 1 1.0}}',
    '',
    'template: output:1:2: executing "output" at <eq 1 1.0>: error calling eq: incompatible types for comparison',
  ],
  ['{{if 0.0}}x{{else}}y{{end}}', 'y'],
];

// Source: Go fmt, Sprintf.
const FORMATS: readonly (readonly [format: string, values: readonly unknown[], text: string])[] = [
  ['%v %s %d %q %5.2f', Array(5).fill(new Float(3)), '3 %!s(float64=3) %!d(float64=3) %!q(float64=3)  3.00'],
  ['%08.3f|%-8v|%8v|%T', [1.23456, 'a', 'b', 2.5], '0001.235|a       |       b|float64'],
  ['%d %s %q %v', ['a', new Int(1), new Int(65), null], "%!d(string=a) %!s(int=1) 'A' <nil>"],
  ['%s %v', ['a'], 'a %!v(MISSING)'],
  ['%s', ['a', new Int(2)], 'a%!(EXTRA int=2)'],
  ['%s %q', [['a', 1, null], ['a']], '[a %!s(int64=1) %!s(<nil>)] ["a"]'],
  ['%t %z', ['x', new Int(1)], '%!t(string=x) %!z(int=1)'],
  [
    '%5t|%-5d|%05d|%x|%X|%c|%U|%e|%g|%.3s|%.2q',
    [
      true,
      new Int(3),
      new Int(42),
      'hi',
      new Int(255),
      new Int(120),
      new Int(120),
      3.5,
      new Float(1e7),
      'abcdef',
      'abcdef',
    ],
    ' true|3    |00042|6869|FF|x|U+0078|3.500000e+00|1e+07|abc|"ab"',
  ],
  ['100%', [], '100%!(NOVERB)'],
];

describe('Go templates', () => {
  for (const [template, printed, error = ''] of ROWS) {
    it(template, () => {
      expect(run(template)).to.deep.equal({ printed, error });
    });
  }

  it('go on after an empty with', () => {
    expect(run('{{with .nope}}x{{else with .a}}y{{end}}').printed).to.equal('y');
  });

  it('refuse missing keys where they are not allowed', () => {
    expect(run('{{.nope}}', false).error).to.equal(
      'template: output:1:2: executing "output" at <.nope>: map has no entry for key "nope"',
    );
  });

  it('keep text without actions as it is', () => {
    const text = fc.string().filter((one) => !one.includes('{{'));
    fc.assert(
      fc.property(text, (one) => run(one).printed === one),
      { seed: 42, numRuns: 200 },
    );
  });
});

describe('sprintf', () => {
  for (const [format, values, text] of FORMATS) {
    it(`${format} -> ${text}`, () => {
      expect(sprintf(format, values)).to.equal(text);
    });
  }
});
