import { describe, it } from 'node:test';
import { expect } from 'chai';
import { badRequestOf, checkSchema, decodeErrorOf } from './check-schema.ts';
import { clientValidationErrors, clientValidationMessage } from './client-validation.ts';
import { nearest } from './nearest.ts';
import { base64Problem, timeProblem } from './scalar-text.ts';
import { allApiVersions, apiVersionsOf, kindsOf, structOf } from './schema-table.ts';

type Json = Record<string, unknown>;

const deployment = (spec: Json, podSpec: Json = {}, container: Json = {}): Json => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'c', image: 'i', ...container }], ...podSpec },
    },
    ...spec,
  },
});

describe('the table of fields', () => {
  it('every struct can be parsed', () => {
    for (const apiVersion of allApiVersions()) {
      for (const kind of kindsOf(apiVersion))
        expect(structOf(apiVersion, kind)!.fields.has('apiVersion'), `${apiVersion} ${kind}`).to.equal(true);
    }
  });

  const older: readonly (readonly [string, string, Json])[] = [
    ['extensions/v1beta1', 'Deployment', { spec: { rollbackTo: { revision: 1 } } }],
    ['extensions/v1beta1', 'Ingress', { spec: { backend: { serviceName: 'a', servicePort: 80 } } }],
    [
      'networking.k8s.io/v1beta1',
      'Ingress',
      { spec: { rules: [{ http: { paths: [{ backend: { serviceName: 'a', servicePort: 'web' } }] } }] } },
    ],
    [
      'batch/v1beta1',
      'CronJob',
      { spec: { schedule: '* * * * *', jobTemplate: { spec: { template: { spec: {} } } } } },
    ],
    ['batch/v2alpha1', 'CronJob', { spec: { schedule: '* * * * *' } }],
    [
      'autoscaling/v2beta2',
      'HorizontalPodAutoscaler',
      { spec: { behavior: { scaleDown: { policies: [] } } } },
    ],
    [
      'autoscaling/v2beta1',
      'HorizontalPodAutoscaler',
      { spec: { metrics: [{ resource: { name: 'cpu', targetAverageUtilization: 50 } }] } },
    ],
    ['policy/v1beta1', 'PodDisruptionBudget', { spec: { minAvailable: '50%' } }],
    ['discovery.k8s.io/v1beta1', 'EndpointSlice', { endpoints: [{ topology: { zone: 'a' } }] }],
    ['v1', 'Service', { spec: { topologyKeys: ['*'], ipFamily: 'IPv6' } }],
    ['v1', 'Pod', { metadata: { clusterName: 'x' }, spec: { serviceAccount: 'old' } }],
  ];
  for (const [apiVersion, kind, rest] of older) {
    it(`knows ${apiVersion} ${kind} ${JSON.stringify(rest)}`, () => {
      expect(checkSchema({ apiVersion, kind, ...rest })).to.deep.equal([]);
    });
  }

  it('finds the versions of a kind', () => {
    expect(apiVersionsOf('Deployment')).to.deep.equal([
      'apps/v1',
      'apps/v1beta1',
      'apps/v1beta2',
      'extensions/v1beta1',
    ]);
  });
});

interface Row {
  readonly name: string;
  readonly object: Json;
  readonly decode: string;
}

// Source: Go encoding/json decode_test.go for the form; kubernetes v1.28 test/integration/apiserver/field_validation_test.go.
const REFUSED: readonly Row[] = [
  {
    name: 'an unknown field',
    object: deployment({ foo: 1 }),
    decode: 'strict decoding error: unknown field "spec.foo"',
  },
  {
    name: 'unknown fields at several depths, keys sorted',
    object: deployment({ foo: 1 }, {}, { imagee: 'x' }),
    decode:
      'strict decoding error: unknown field "spec.foo", unknown field "spec.template.spec.containers[0].imagee"',
  },
  {
    name: 'text for a whole number',
    object: deployment({ replicas: '3' }),
    decode: 'json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32',
  },
  {
    name: 'a fraction for a whole number',
    object: deployment({ replicas: 1.5 }),
    decode:
      'json: cannot unmarshal number 1.5 into Go struct field DeploymentSpec.spec.replicas of type int32',
  },
  {
    name: 'a number past int32',
    object: deployment({ replicas: 3_000_000_000 }),
    decode:
      'json: cannot unmarshal number 3000000000 into Go struct field DeploymentSpec.spec.replicas of type int32',
  },
  {
    name: 'a number in an environment variable',
    object: deployment({}, {}, { env: [{ name: 'A', value: 1 }] }),
    decode:
      'json: cannot unmarshal number into Go struct field EnvVar.spec.template.spec.containers.env.value of type string',
  },
  {
    name: 'a number for a string type of its own',
    object: deployment({}, { restartPolicy: 1 }),
    decode:
      'json: cannot unmarshal number into Go struct field PodSpec.spec.template.spec.restartPolicy of type v1.RestartPolicy',
  },
  {
    name: 'an object for a list',
    object: deployment({}, { containers: {} }),
    decode:
      'json: cannot unmarshal object into Go struct field PodSpec.spec.template.spec.containers of type []v1.Container',
  },
  {
    name: 'text for an object',
    object: deployment({ template: 'x' }),
    decode:
      'json: cannot unmarshal string into Go struct field DeploymentSpec.spec.template of type v1.PodTemplateSpec',
  },
  {
    name: 'a list for labels',
    object: { apiVersion: 'v1', kind: 'Pod', metadata: { labels: [] } },
    decode:
      'json: cannot unmarshal array into Go struct field ObjectMeta.metadata.labels of type map[string]string',
  },
  {
    name: 'a boolean among labels',
    object: { apiVersion: 'v1', kind: 'Pod', metadata: { labels: { a: true } } },
    decode: 'json: cannot unmarshal bool into Go struct field ObjectMeta.metadata.labels of type string',
  },
  {
    name: 'text for a boolean',
    object: deployment({ paused: 'yes' }),
    decode: 'json: cannot unmarshal string into Go struct field DeploymentSpec.spec.paused of type bool',
  },
  {
    name: 'a boolean for a whole number or text',
    object: deployment({ strategy: { rollingUpdate: { maxSurge: true } } }),
    decode:
      'json: cannot unmarshal bool into Go struct field RollingUpdateDeployment.spec.strategy.rollingUpdate.maxSurge of type int32',
  },
  {
    name: 'a quantity that is none ends decoding, so it is told before an earlier wrong type',
    object: deployment({ replicas: '3' }, {}, { resources: { limits: { cpu: 'lots' } } }),
    decode: "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
  },
  {
    name: 'data that is not base64',
    object: { apiVersion: 'v1', kind: 'Secret', data: { a: 'hello' } },
    decode: 'illegal base64 data at input byte 4',
  },
  {
    name: 'a wrong type is told before unknown fields',
    object: deployment({ foo: 1, replicas: '3' }),
    decode: 'json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32',
  },
];

describe('decoding', () => {
  for (const { name, object, decode } of REFUSED) {
    it(name, () => {
      expect(decodeErrorOf(checkSchema(object), true)).to.equal(decode);
    });
  }

  it('a clean object has no problems; null decodes into anything', () => {
    expect(checkSchema(deployment({ replicas: null, strategy: null }, { volumes: null }))).to.deep.equal([]);
  });

  it('unknown fields are dropped in silence unless decoding is strict', () => {
    expect(decodeErrorOf(checkSchema(deployment({ foo: 1 })), false)).to.equal(undefined);
  });

  it('a kind that is not in the table is not checked', () => {
    expect(checkSchema({ apiVersion: 'example.com/v1', kind: 'Widget', ...{ x: 1 } })).to.deep.equal([]);
  });

  it('the answer of the API server', () => {
    const object = { ...deployment({ foo: 1 }), apiVersion: 'apps/v1', kind: 'Deployment' };
    expect(badRequestOf(object, decodeErrorOf(checkSchema(object), true)!)).to.equal(
      'Deployment in version "v1" cannot be handled as a Deployment: strict decoding error: unknown field "spec.foo"',
    );
  });

  it('as data: path, what is expected, what was found, what may have been meant', () => {
    const [problem] = checkSchema(deployment({ replica: 1 }));
    expect(problem).to.deep.include({
      reason: 'unknownField',
      path: 'spec.replica',
      typeName: 'io.k8s.api.apps.v1.DeploymentSpec',
      found: 1,
      suggestion: 'replicas',
    });
  });
});

describe("kubectl's own validation", () => {
  // Source: kubernetes v1.20 vendor/k8s.io/kube-openapi/pkg/util/proto/validation/validation_test.go.
  const rows: readonly (readonly [string, Json, readonly string[]])[] = [
    [
      'an unknown field',
      deployment({ foo: 1 }),
      ['ValidationError(Deployment.spec): unknown field "foo" in io.k8s.api.apps.v1.DeploymentSpec'],
    ],
    [
      'text for a whole number',
      deployment({ replicas: '3' }),
      [
        'ValidationError(Deployment.spec.replicas): invalid type for io.k8s.api.apps.v1.DeploymentSpec.replicas: got "string", expected "integer"',
      ],
    ],
    ['a number passes for text', deployment({}, {}, { env: [{ name: 'A', value: 1 }] }), []],
    [
      'an object for a list',
      deployment({}, {}, { ports: {} }),
      [
        'ValidationError(Deployment.spec.template.spec.containers[0].ports): invalid type for io.k8s.api.core.v1.Container.ports: got "map", expected "array"',
      ],
    ],
    [
      'a list for an object',
      deployment({ template: [] }),
      [
        'ValidationError(Deployment.spec.template): invalid type for io.k8s.api.core.v1.PodTemplateSpec: got "array", expected "map"',
      ],
    ],
    [
      'required fields that are missing',
      { apiVersion: 'apps/v1', kind: 'Deployment', spec: {} },
      [
        'ValidationError(Deployment.spec): missing required field "selector" in io.k8s.api.apps.v1.DeploymentSpec',
        'ValidationError(Deployment.spec): missing required field "template" in io.k8s.api.apps.v1.DeploymentSpec',
      ],
    ],
    [
      'an empty item',
      deployment({}, { containers: [null] }),
      [
        'ValidationError(Deployment.spec.template.spec.containers): unknown object type "nil" in Deployment.spec.template.spec.containers[0]',
      ],
    ],
    [
      'an empty label',
      { apiVersion: 'v1', kind: 'Pod', metadata: { labels: { a: null } } },
      ['unknown object type "nil" in Pod.metadata.labels.a'],
    ],
  ];
  for (const [name, object, errors] of rows) {
    it(name, () => {
      expect(clientValidationErrors(object)).to.deep.equal(errors);
    });
  }

  it('one error stands alone, several in brackets', () => {
    const off = '; if you choose to ignore these errors, turn validation off with --validate=false';
    expect(clientValidationMessage('x.yaml', ['a'])).to.equal(
      `error validating "x.yaml": error validating data: a${off}`,
    );
    expect(clientValidationMessage('x.yaml', ['a', 'b', 'a'])).to.equal(
      `error validating "x.yaml": error validating data: [a, b]${off}`,
    );
  });
});

describe('did you mean', () => {
  const words = ['image', 'imagePullPolicy', 'name', 'replicas', 'ports'];
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['imgae', 'image'],
    ['Image', 'image'],
    ['replica', 'replicas'],
    ['imagepullpolicy', 'imagePullPolicy'],
    ['nam', 'name'],
    ['x', undefined],
    ['volumes', undefined],
  ];
  for (const [word, meant] of rows) {
    it(`${word}: ${meant ?? 'nothing'}`, () => {
      expect(nearest(word, words)).to.equal(meant);
    });
  }
});

describe('texts that Go parses', () => {
  // Source: Go encoding/base64/base64_test.go, TestDecodeCorrupt.
  const base64: readonly (readonly [string, number | undefined])[] = [
    ['', undefined],
    ['\n', undefined],
    ['AAA=\n', undefined],
    ['AAAA\n', undefined],
    ['!!!!', 0],
    ['====', 0],
    ['x===', 1],
    ['=AAA', 0],
    ['A=AA', 1],
    ['AA=A', 3],
    ['AA==A', 4],
    ['AAA=AAAA', 4],
    ['AAAAA', 4],
    ['AAAAAA', 4],
    ['A=', 1],
    ['A==', 1],
    ['AA=', 3],
    ['AA==', undefined],
    ['AAA=', undefined],
    ['AAAA', undefined],
    ['YWJjZA=====', 8],
  ];
  for (const [text, at] of base64) {
    it(`base64 ${JSON.stringify(text)}`, () => {
      expect(base64Problem(text)).to.equal(
        at === undefined ? undefined : `illegal base64 data at input byte ${at}`,
      );
    });
  }

  // Source: Go time/format_test.go, parseErrorTests.
  const times: readonly (readonly [string, string | undefined])[] = [
    ['2025-01-31T08:00:00Z', undefined],
    ['2025-01-31T08:00:00.123456+02:00', undefined],
    [
      '2006-01-02T15:04_abc',
      'parsing time "2006-01-02T15:04_abc" as "2006-01-02T15:04:05Z07:00": cannot parse "_abc" as ":"',
    ],
    ['2006-01-02T15:04:05Z_abc', 'parsing time "2006-01-02T15:04:05Z_abc": extra text: "_abc"'],
    ['2006-02-30T15:04:05Z', 'parsing time "2006-02-30T15:04:05Z": day out of range'],
    ['2024-02-29T15:04:05Z', undefined],
    ['2006-13-02T15:04:05Z', 'parsing time "2006-13-02T15:04:05Z": month out of range'],
  ];
  for (const [text, problem] of times) {
    it(`time ${text}`, () => {
      expect(timeProblem(text)).to.equal(problem);
    });
  }
});
