import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { renderProblem } from '../../errors.ts';
import { type ManifestProblem, positionOf, readManifests } from './read-manifests.ts';
import { schemaProblems, suggestKind } from './schema-problems.ts';

const HEAD = 'apiVersion: v1\nkind: ConfigMap\n';

const read = (text: string): ReturnType<typeof readManifests> => readManifests(text, 'f.yaml');
const object = (text: string): Record<string, unknown> => read(text).documents[0]!.object;

function allProblems(text: string): ManifestProblem[] {
  const { documents, problems } = read(text);
  return [...problems, ...documents.flatMap(schemaProblems)];
}

const pod = (spec: string): string => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n${spec}`;
const service = (spec: string): string =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: ${spec}\n`;

interface BadInput {
  readonly name: string;
  readonly text: string;
  readonly shown: readonly string[];
  readonly kubectl?: string;
}

const JSON_ERROR = 'error parsing f.yaml: error converting YAML to JSON: yaml: ';
const VALIDATION = 'error validating "f.yaml": error validating data: ';
const TURN_OFF = '; if you choose to ignore these errors, turn validation off with --validate=false';

// kubectl's texts were observed with kubectl v1.32 reading the same text.
const BAD_YAML: readonly BadInput[] = [
  {
    name: 'a tab',
    text: `${HEAD}metadata:\n\tname: a\n`,
    shown: ['f.yaml:4:1: a tab is used for indentation\n  try  indent with spaces'],
    kubectl: `${JSON_ERROR}line 4: found character that cannot start any token`,
  },
  {
    name: 'a line between two indentations',
    text: `${HEAD}metadata:\n  name: a\n namespace: b\n`,
    shown: [
      'f.yaml:5:2: this line is not indented like the lines it belongs to\n  try  start it in the same column as its siblings',
    ],
    kubectl: `${JSON_ERROR}line 4: did not find expected key`,
  },
  {
    name: 'a colon in a value',
    text: `${HEAD}metadata:\n  name: a: b\n`,
    shown: [
      'f.yaml:4:10: a second ": " on one line begins a mapping inside a value\n  try  put the value in quotes if the colon belongs to it',
    ],
    kubectl: `${JSON_ERROR}line 4: mapping values are not allowed in this context`,
  },
  {
    name: 'an open quote',
    text: `${HEAD}metadata:\n  name: "a\n`,
    shown: ['f.yaml:4:9: a quote is opened and never closed\n  try  close the quote'],
    kubectl: `${JSON_ERROR}line 5: found unexpected end of stream`,
  },
  {
    name: 'an open brace',
    text: `${HEAD}metadata: {name: a\ndata:\n  b: c\n`,
    shown: [
      'f.yaml:4:1: a bracket or a brace is not closed, or a comma is missing inside it\n  try  close it, or put a comma between the entries',
    ],
    kubectl: `${JSON_ERROR}line 3: did not find expected ',' or '}'`,
  },
  {
    name: 'an alias without anchor',
    text: `${HEAD}metadata:\n  name: *x\n`,
    shown: [
      'f.yaml:4:10: the alias names an anchor that is not defined before it\n  try  define it with & first, or quote the value if the star belongs to it',
    ],
    kubectl: `${JSON_ERROR}unknown anchor 'x' referenced`,
  },
  {
    name: 'a Helm template',
    text: `${HEAD}metadata:\n  name: {{ .Values.name }}\n`,
    shown: [
      'f.yaml:4:9: this is a template, not a manifest: "{{" is left in it\n  try  render it first (helm template, for instance) and read the result',
    ],
    kubectl: `${JSON_ERROR}invalid map key: map[interface {}]interface {}{".Values.name":interface {}(nil)}`,
  },
  {
    name: 'a list item among keys',
    text: `${HEAD}metadata:\n  name: a\n  - b\n`,
    shown: [
      'f.yaml:5:3: a list item stands among the keys of a mapping\n  try  give the list a key of its own, or indent the item below the key it belongs to',
    ],
    kubectl: `${JSON_ERROR}line 4: did not find expected key`,
  },
  {
    name: 'a value that begins with @',
    text: `${HEAD}metadata:\n  name: @a\n`,
    shown: ['f.yaml:4:9: a value cannot begin with this character\n  try  put the value in quotes'],
    kubectl: `${JSON_ERROR}line 4: found character that cannot start any token`,
  },
  {
    name: 'a value that begins with %, in the first line',
    text: 'a: %x\n',
    shown: ['f.yaml:1:4: a value cannot begin with this character\n  try  put the value in quotes'],
    kubectl: `${JSON_ERROR}found character that cannot start any token`,
  },
  {
    name: 'a key without colon',
    text: 'apiVersion: v1\nkind ConfigMap\nmetadata:\n  name: a\n',
    shown: [
      'f.yaml:2:1: this line has no ": " after the key\n  try  write it as `key: value`, with a blank after the colon',
    ],
    kubectl: `${JSON_ERROR}line 3: could not find expected ':'`,
  },
  {
    name: 'an escape that YAML does not have',
    text: `${HEAD}data:\n  a: "\\q"\n`,
    shown: [
      'f.yaml:4:8: the backslash begins an escape that YAML does not have\n  try  use single quotes, or write two backslashes',
    ],
    kubectl: `${JSON_ERROR}line 4: found unknown escape character`,
  },
  {
    name: 'a merge key with a number',
    text: `${HEAD}data:\n  <<: 3\n`,
    shown: [
      'f.yaml:4:3: "<<" takes a mapping or a list of mappings\n  try  give it an alias of a mapping, such as `<<: *defaults`',
    ],
    kubectl: `${JSON_ERROR}map merge requires map or sequence of maps as the value`,
  },
  {
    name: 'text instead of an object',
    text: 'hello\n',
    shown: [
      'f.yaml:1:1: a manifest is an object with apiVersion and kind, and this is text\n  try  begin it with `apiVersion:` and `kind:`',
    ],
    kubectl: `${VALIDATION}invalid object to validate${TURN_OFF}`,
  },
  {
    name: 'no kind',
    text: 'apiVersion: v1\nmetadata: {name: a}\n',
    shown: ['f.yaml:1:1 kind: kind is missing\n  try  say what this is, such as `kind: Deployment`'],
    kubectl: `${VALIDATION}kind not set${TURN_OFF}`,
  },
  {
    name: 'no apiVersion in the second document',
    text: `${HEAD}---\nkind: Pod\n`,
    shown: [
      'f.yaml:4:1 apiVersion: apiVersion is missing\n  try  say of which API version it is, such as `apiVersion: apps/v1`',
    ],
    kubectl: `${VALIDATION}apiVersion not set${TURN_OFF}`,
  },
];

const BAD_FIELDS: readonly BadInput[] = [
  {
    name: 'a key that stands twice',
    text: `${HEAD}metadata:\n  name: a\n  name: b\n`,
    shown: [
      'f.yaml:5:3 metadata.name: key "name" stands twice in one mapping (first in line 4); the last one wins\n  try  delete one of the two',
    ],
  },
  {
    name: 'a misspelt field',
    text: pod('  containers:\n  - name: c\n    imgae: nginx\n'),
    shown: [
      'f.yaml:8:5 spec.containers[0].imgae: Container has no field "imgae"\n  try  did you mean "image"?',
    ],
  },
  {
    name: 'a field in the wrong place',
    text: pod('  replicas: 3\n  containers: []\n'),
    shown: [
      'f.yaml:6:3 spec.replicas: PodSpec has no field "replicas"\n  try  delete it, or look up the fields of PodSpec',
    ],
  },
  {
    name: 'a number where text belongs',
    text: pod('  containers:\n  - name: c\n    env:\n    - name: A\n      value: 1\n'),
    shown: [
      'f.yaml:10:7 spec.containers[0].env[0].value: text is expected here, and this is the number 1\n  try  put it in quotes: "1"',
    ],
  },
  {
    name: 'a YAML 1.1 boolean where text belongs',
    text: `${HEAD}data:\n  answer: yes\n`,
    shown: [
      'f.yaml:4:3 data.answer: text is expected here, and this is the value true\n  try  put it in quotes',
    ],
  },
  {
    name: 'a number in quotes',
    text: 'apiVersion: apps/v1\nkind: Deployment\nspec:\n  replicas: "3"\n',
    shown: [
      'f.yaml:4:3 spec.replicas: a whole number from -2147483648 to 2147483647 is expected here, and this is the text "3"\n  try  take the quotes away: 3',
    ],
  },
  {
    name: 'an object where a list belongs',
    text: pod('  containers:\n    name: c\n'),
    shown: [
      'f.yaml:6:3 spec.containers: a list is expected here, and this is an object\n  try  begin each item with "- "',
    ],
  },
  {
    name: 'a list where an object belongs',
    text: service('{selector: [a]}'),
    shown: [
      'f.yaml:4:8 spec.selector: an object is expected here, and this is a list\n  try  write an object',
    ],
  },
  {
    name: 'text where a boolean belongs',
    text: pod('  hostNetwork: "yes"\n'),
    shown: [
      'f.yaml:6:3 spec.hostNetwork: true or false is expected here, and this is the text "yes"\n  try  write true or false',
    ],
  },
  {
    name: 'a fraction where a whole number belongs',
    text: 'apiVersion: apps/v1\nkind: ReplicaSet\nspec: {replicas: 1.5}\n',
    shown: [
      'f.yaml:3:8 spec.replicas: a whole number from -2147483648 to 2147483647 is expected here, and this is the number 1.5\n  try  write a whole number from -2147483648 to 2147483647',
    ],
  },
  {
    name: 'a quantity that is none',
    text: pod('  containers:\n  - name: c\n    resources: {limits: {memory: 1GB}}\n'),
    shown: [
      'f.yaml:8:26 spec.containers[0].resources.limits.memory: a quantity such as 500m or 2Gi is expected here, and this is the text "1GB"\n  try  write a quantity such as 500m or 2Gi',
    ],
  },
  {
    name: 'data that is not base64',
    text: 'apiVersion: v1\nkind: Secret\ndata: {a: hello}\n',
    shown: [
      'f.yaml:3:8 data.a: base64 text is expected here, and this is the text "hello"\n  try  write base64 text',
    ],
  },
  {
    name: 'a time that is none',
    text: 'apiVersion: v1\nkind: Pod\nmetadata: {creationTimestamp: yesterday}\n',
    shown: [
      'f.yaml:3:12 metadata.creationTimestamp: a time such as 2025-01-31T08:00:00Z is expected here, and this is the text "yesterday"\n  try  write a time such as 2025-01-31T08:00:00Z',
    ],
  },
  {
    name: 'a port that is neither number nor name',
    text: service('{ports: [{port: 80, targetPort: true}]}'),
    shown: [
      'f.yaml:4:27 spec.ports[0].targetPort: a whole number or text is expected here, and this is the value true\n  try  write a whole number or text',
    ],
  },
  {
    name: 'two mistakes in two items of a list',
    text: 'apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Pod, spce: {}}\n- {apiVersion: v1, kind: Pod, metadata: {nmae: a}}\n',
    shown: [
      'f.yaml:4:31 spce: Pod has no field "spce"\n  try  did you mean "spec"?',
      'f.yaml:5:42 metadata.nmae: ObjectMeta has no field "nmae"\n  try  did you mean "name"?',
    ],
  },
];

describe('bad manifests', () => {
  for (const { name, text, shown, kubectl } of [...BAD_YAML, ...BAD_FIELDS]) {
    it(name, () => {
      const problems = allProblems(text);
      expect(problems.map(renderProblem)).to.deep.equal(shown);
      expect(problems[0]!.kubectl).to.equal(kubectl);
    });
  }

  it('a broken document does not hide the others', () => {
    const { documents, problems } = read(
      `${HEAD}---\na: b: c\n---\nkind: Pod\napiVersion: v1\nspec: {x: 1}\n`,
    );
    expect(documents.map(({ object: { kind } }) => kind)).to.deep.equal(['ConfigMap', 'Pod']);
    expect(problems.map(({ place }) => place.line)).to.deep.equal([4]);
    expect(schemaProblems(documents[1]!).map(({ place }) => place.line)).to.deep.equal([8]);
  });

  it('shows the line with a caret', () => {
    expect(allProblems(`${HEAD}metadata:\n  name: a: b\n`)[0]!.excerpt).to.equal(
      '3 | metadata:\n4 |   name: a: b\n  |          ^',
    );
  });

  it('no text makes it throw', () => {
    const piece = fc.constantFrom(
      'a',
      ': ',
      '- ',
      '\n',
      '  ',
      '"',
      "'",
      '{',
      '}',
      '[',
      ']',
      '&x ',
      '*x',
      '|',
      '>',
      '#',
      '!t ',
      '<<',
      '---\n',
      '\t',
      '1',
      'é',
      '%',
      '?',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        for (const { place } of allProblems(pieces.join(''))) expect(place.line).to.be.at.least(1);
      }),
      { seed: 42, numRuns: 2000 },
    );
  });
});

// Observed with kubectl v1.32: `kubectl patch --local -f - -p {} --type merge -o json`.
const SCALARS: readonly (readonly [string, unknown])[] = [
  ['0644', 420],
  ['0o17', 15],
  ['0x1F', 31],
  ['0b11', 3],
  ['-0b11', -3],
  ['1_000', 1000],
  ['1_0.5', 10.5],
  ['1e3', 1000],
  ['.5', 0.5],
  ['1.', 1],
  ['0999', 999],
  ['+5', 5],
  ['-0', 0],
  ['0o8', '0o8'],
  ['y', true],
  ['off', false],
  ['True', true],
  ['~', null],
  ['2020-01-01', '2020-01-01'],
  ['12:30', '12:30'],
  ['"0644"', '0644'],
  ['!foo x', 'x'],
];

describe('reading YAML', () => {
  for (const [text, value] of SCALARS) {
    it(`${text} is ${JSON.stringify(value)}`, () => {
      expect(object(`${HEAD}data:\n  a: ${text}\n`).data).to.deep.equal({ a: value });
    });
  }

  it('keys are text: a number as it is read, a boolean by its name', () => {
    expect(object(`${HEAD}data: {0644: a, 1.50: b, yes: c}\n`).data).to.deep.equal({
      420: 'a',
      1.5: 'b',
      true: 'c',
    });
  });

  it('empty documents and comments are skipped, in any language', () => {
    const { documents, problems } = read(`# 注释\n---\n# комментарий\n---\n${HEAD}--- # fin\n`);
    expect([documents.length, problems.length]).to.deep.equal([1, 0]);
  });

  it('a list is opened; items without kind take that of the list', () => {
    const { documents } = read(
      'apiVersion: v1\nkind: PodList\nitems:\n- metadata: {name: a}\n- metadata: {name: b}\n',
    );
    expect(documents.map(({ object: { apiVersion, kind } }) => `${apiVersion} ${kind}`)).to.deep.equal([
      'v1 Pod',
      'v1 Pod',
    ]);
  });

  it('anchors and merge keys', () => {
    const text = `${HEAD}x: &d {a: 1, b: 2}\ndata:\n  <<: *d\n  b: 3\n`;
    expect(object(text).data).to.deep.equal({ a: 1, b: 3 });
    const [document] = read(text).documents;
    expect(positionOf(document!, 'data.a')).to.deep.include({ line: 3, column: 8 });
    expect(positionOf(document!, 'data.b')).to.deep.include({ line: 6, column: 3 });
  });

  it('one text under two names says each', () => {
    const files = ['a.yaml', 'b.yaml', 'a.yaml'].map((file) => readManifests(HEAD, file).documents[0]!.file);
    expect(files).to.deep.equal(['a.yaml', 'b.yaml', 'a.yaml']);
  });

  it('JSON', () => {
    expect(object('{"apiVersion":"v1","kind":"Pod","spec":{"a":[1,true,null]}}').spec).to.deep.equal({
      a: [1, true, null],
    });
  });
});

describe('positions', () => {
  const [document] = read(
    'apiVersion: v1\nkind: Pod\nmetadata:\n  labels:\n    app.kubernetes.io/name: x\nspec:\n  containers:\n  - name: a\n  - name: b\n    image: i\n',
  ).documents;
  const rows: readonly (readonly [string, number, number])[] = [
    ['metadata.labels.app.kubernetes.io/name', 5, 5],
    ['metadata.labels[app.kubernetes.io/name]', 5, 5],
    ['spec.containers[1].image', 10, 5],
    ['spec.containers[1]', 9, 5],
    ['spec.containers[1].resources.limits', 9, 5],
    ['spec.nodeName', 6, 1],
    ['', 1, 1],
  ];
  for (const [field, line, column] of rows) {
    it(field === '' ? 'the document itself' : field, () => {
      expect(positionOf(document!, field)).to.deep.include({ file: 'f.yaml', line, column });
    });
  }
});

describe('kinds that are not served', () => {
  const rows: readonly (readonly [string, string, string | undefined])[] = [
    ['apps/v1', 'Pod', 'Pod is in v1: write `apiVersion: v1`'],
    ['app/v1', 'Deployment', 'Deployment is in apps/v1: write `apiVersion: apps/v1`'],
    ['apps/v1', 'Deploymnet', 'did you mean Deployment (apps/v1)?'],
    ['v1', 'Pod', undefined],
    ['example.com/v1', 'Widget', undefined],
  ];
  for (const [apiVersion, kind, hint] of rows) {
    it(`${apiVersion} ${kind}`, () => {
      expect(suggestKind(apiVersion, kind)).to.equal(hint);
    });
  }
});
