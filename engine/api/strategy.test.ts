// Admission of pods and workloads, by rule and release. What 1.20.2 says of many more objects is played by the
// conformance tables; these rows hold what has moved since, and what must hold of every object.

import { test } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { versionProfile } from '../versions/profile.ts';
import type { ApiContext } from './kind.ts';
import { kindByName } from './kinds/index.ts';
import type { AnyObject } from './objects.ts';
import { clonePlain } from './plain.ts';
import { admitCreate, admitStatusUpdate, admitUpdate, invalidStatus } from './strategy.ts';

// biome-ignore lint/suspicious/noExplicitAny: manifests as people write them.
type Manifest = any;

const context = (minor: number): ApiContext => ({ version: versionProfile(minor) });
const CONTAINER = { name: 'c', image: 'nginx:1.19' };
const TEMPLATE = { metadata: { labels: { app: 'web' } }, spec: { containers: [CONTAINER] } };
const SELECTOR = { matchLabels: { app: 'web' } };
const META = { name: 'web', namespace: 'default', uid: 'u1', creationTimestamp: '2025-01-01T00:00:00Z' };

const objects: Readonly<Record<string, (spec: Manifest) => Manifest>> = {
  Pod: (spec) => ({ apiVersion: 'v1', spec: { containers: [CONTAINER], ...spec } }),
  Deployment: (spec) => ({
    apiVersion: 'apps/v1',
    spec: { selector: SELECTOR, template: TEMPLATE, ...spec },
  }),
  StatefulSet: (spec) => ({
    apiVersion: 'apps/v1',
    spec: { selector: SELECTOR, template: TEMPLATE, serviceName: 's', ...spec },
  }),
  DaemonSet: (spec) => ({ apiVersion: 'apps/v1', spec: { selector: SELECTOR, template: TEMPLATE, ...spec } }),
  Job: (spec) => ({
    apiVersion: 'batch/v1',
    spec: { template: { spec: { containers: [CONTAINER], restartPolicy: 'Never' } }, ...spec },
  }),
  CronJob: (spec) => ({
    apiVersion: 'batch/v1',
    spec: {
      schedule: '*/5 * * * *',
      jobTemplate: { spec: { template: { spec: { containers: [CONTAINER], restartPolicy: 'Never' } } } },
      ...spec,
    },
  }),
};

const make = (kind: string, spec: Manifest = {}, meta: Manifest = {}): AnyObject =>
  clonePlain({ kind, metadata: { ...META, ...meta }, ...objects[kind]!(spec) }) as AnyObject;

function create(object: AnyObject, minor: number): AnyObject {
  const result = admitCreate(kindByName(object.kind)!, object, context(minor));
  if ('errors' in result) throw new Error(result.errors.map((e) => `${e.field}: ${e.message}`).join('; '));
  const stored = { ...result.object, metadata: { ...result.object.metadata, resourceVersion: '1' } };
  // Upstream sets defaults on every read.
  kindByName(object.kind)!.setDefaults?.(stored, context(minor));
  return stored;
}

/** The refusal's message after "is invalid: ", or `ok`. */
function onCreate(object: AnyObject, minor: number): string {
  const traits = kindByName(object.kind)!;
  const result = admitCreate(traits, object, context(minor));
  if (!('errors' in result)) return 'ok';
  return invalidStatus(traits, 'web', result.errors, context(minor)).message.replace(/^.*? is invalid: /, '');
}

function onUpdate(kind: string, from: Manifest, to: Manifest, minor: number): string {
  const traits = kindByName(kind)!;
  const old = create(make(kind, from), minor);
  const result = admitUpdate(traits, make(kind, to, { resourceVersion: '1' }), old, context(minor));
  if (!('errors' in result)) return `generation ${result.object.metadata.generation ?? 0}`;
  return invalidStatus(traits, 'web', result.errors, context(minor)).message.replace(/^.*? is invalid: /, '');
}

const INIT_PROBE = {
  initContainers: [{ ...CONTAINER, name: 'i', startupProbe: { exec: { command: ['true'] } } }],
};

interface CreateRow {
  readonly rule: string;
  readonly source: string;
  readonly minor: number;
  readonly object: AnyObject;
  readonly expected: string;
}

const createRows: readonly CreateRow[] = [
  {
    rule: 'a Pod without containers',
    source: 'v1.20.2 validateContainers',
    minor: 20,
    object: make('Pod', { containers: [] }),
    expected: 'spec.containers: Required value',
  },
  {
    rule: 'all problems at once',
    source: 'v1.20.2 NewInvalid',
    minor: 36,
    object: make('Pod', { restartPolicy: 'Sometimes', dnsPolicy: 'Best' }),
    expected:
      '[spec.restartPolicy: Unsupported value: "Sometimes": supported values: "Always", "OnFailure", "Never", ' +
      'spec.dnsPolicy: Unsupported value: "Best": supported values: "ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"]',
  },
  {
    rule: 'the limit is named since 1.27',
    source: 'v1.28.0 ValidateResourceRequirements',
    minor: 28,
    object: make('Pod', {
      containers: [{ ...CONTAINER, resources: { requests: { cpu: '2' }, limits: { cpu: '1' } } }],
    }),
    expected:
      'spec.containers[0].resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1',
  },
  {
    rule: 'and not before',
    source: 'v1.20.2 ValidateResourceRequirements',
    minor: 20,
    object: make('Pod', {
      containers: [{ ...CONTAINER, resources: { requests: { cpu: '2' }, limits: { cpu: '1' } } }],
    }),
    expected:
      'spec.containers[0].resources.requests: Invalid value: "2": must be less than or equal to cpu limit',
  },
  {
    rule: 'probes of plain init containers are forbidden',
    source: 'v1.28.0 validateInitContainers',
    minor: 28,
    object: make('Pod', INIT_PROBE),
    expected:
      'spec.initContainers[0].startupProbe: Forbidden: may not be set for init containers without restartPolicy=Always',
  },
  {
    rule: 'sidecars have probes since 1.29',
    source: 'KEP-753',
    minor: 29,
    object: make('Pod', { initContainers: [{ ...INIT_PROBE.initContainers[0], restartPolicy: 'Always' }] }),
    expected: 'ok',
  },
  {
    rule: 'a StatefulSet is named as a label since 1.27',
    source: 'v1.28.0 ValidateStatefulSetName',
    minor: 28,
    object: make('StatefulSet', {}, { name: 'a.b' }),
    expected: 'metadata.name: Invalid value: "a.b": must not contain dots',
  },
  {
    rule: 'a time zone must exist',
    source: 'v1.28.0 validateTimeZone',
    minor: 36,
    object: make('CronJob', { timeZone: 'Europe/Atlantis' }),
    expected: 'spec.timeZone: Invalid value: "Europe/Atlantis": unknown time zone Europe/Atlantis',
  },
  {
    rule: 'a DaemonSet surges or lacks, not both',
    source: 'v1.28.0 ValidateRollingUpdateDaemonSet',
    minor: 36,
    object: make('DaemonSet', { updateStrategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 1 } } }),
    expected:
      'spec.updateStrategy.rollingUpdate.maxSurge: Invalid value: 1: may not be set when maxUnavailable is non-zero',
  },
  {
    rule: 'too long annotations, as 1.32 words it',
    source: 'kubernetes #128553',
    minor: 36,
    object: make('Pod', {}, { annotations: { big: 'x'.repeat(262_144) } }),
    expected: 'metadata.annotations: Too long: may not be more than 262144 bytes',
  },
];

for (const { rule, source, minor, object, expected } of createRows) {
  test(`create in 1.${minor}: ${rule} (${source})`, () => {
    expect(onCreate(clonePlain(object), minor)).to.equal(expected);
  });
}

interface UpdateRow {
  readonly rule: string;
  readonly kind: string;
  readonly minor: number;
  readonly from?: Manifest;
  readonly to?: Manifest;
  readonly expected: string;
}

const otherLabels = {
  selector: { matchLabels: { app: 'x' } },
  template: { ...TEMPLATE, metadata: { labels: { app: 'x' } } },
};

const updateRows: readonly UpdateRow[] = [
  { rule: 'the same again is no new generation', kind: 'Deployment', minor: 36, expected: 'generation 1' },
  {
    rule: 'zero is absence',
    kind: 'Deployment',
    minor: 36,
    to: { paused: false, minReadySeconds: 0 },
    expected: 'generation 1',
  },
  {
    rule: 'a changed spec is one',
    kind: 'Deployment',
    minor: 36,
    to: { replicas: 3 },
    expected: 'generation 2',
  },
  {
    rule: 'selectors stay; 1.33 and later show them as JSON',
    kind: 'Deployment',
    minor: 36,
    to: otherLabels,
    expected: 'spec.selector: Invalid value: {"matchLabels":{"app":"x"}}: field is immutable',
  },
  {
    rule: 'selectors stay; before, as Go prints them',
    kind: 'Deployment',
    minor: 28,
    to: otherLabels,
    expected:
      'spec.selector: Invalid value: v1.LabelSelector{MatchLabels:map[string]string{"app":"x"}, MatchExpressions:[]v1.LabelSelectorRequirement(nil)}: field is immutable',
  },
  {
    rule: 'little of a StatefulSet may change',
    kind: 'StatefulSet',
    minor: 20,
    to: { serviceName: 'other' },
    expected:
      "spec: Forbidden: updates to statefulset spec for fields other than 'replicas', 'template', and 'updateStrategy' are forbidden",
  },
  {
    rule: 'a little more in 1.28',
    kind: 'StatefulSet',
    minor: 28,
    to: { serviceName: 'other' },
    expected:
      "spec: Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden",
  },
  {
    rule: 'Jobs count generations since 1.22',
    kind: 'Job',
    minor: 36,
    from: { completions: 5 },
    to: { completions: 5, parallelism: 3 },
    expected: 'generation 2',
  },
  {
    rule: 'an image may change',
    kind: 'Pod',
    minor: 20,
    to: { containers: [{ ...CONTAINER, image: 'nginx:1.20' }] },
    expected: 'generation 0',
  },
];

for (const { rule, kind, minor, from = {}, to = {}, expected } of updateRows) {
  test(`update of a ${kind} in 1.${minor}: ${rule}`, () => {
    // A Job's selector and labels come back with an update, as clients send what they read.
    const generated = kind === 'Job' ? generatedFields(create(make('Job', from), minor)) : {};
    expect(onUpdate(kind, from, { ...generated, ...to }, minor)).to.equal(expected);
  });
}

const generatedFields = (job: AnyObject): Manifest => {
  const { selector, template } = job.spec as Manifest;
  return { selector, template };
};

test('a status update touches neither spec nor owners', () => {
  const old = create(make('Pod', { nodeName: 'n1' }), 36);
  const sent = make(
    'Pod',
    { nodeName: 'n1', priorityClassName: 'x' },
    { resourceVersion: '1', ownerReferences: [] },
  );
  const result = admitStatusUpdate(
    kindByName('Pod')!,
    { ...sent, status: { phase: 'Running' } },
    old,
    context(36),
  );
  if ('errors' in result) throw new Error('refused');
  expect(result.object.spec).to.deep.equal(old.spec);
  expect(result.object.status).to.deep.equal({ phase: 'Running' });
  expect(result.object.metadata).to.not.have.property('ownerReferences');
});

test('a DaemonSet tells the generation of its template in an annotation', () => {
  const old = create(make('DaemonSet'), 36);
  expect(old.metadata.annotations).to.deep.equal({ 'deprecated.daemonset.template.generation': '1' });
  const template = { ...TEMPLATE, spec: { containers: [{ ...CONTAINER, image: 'nginx:1.20' }] } };
  const result = admitUpdate(
    kindByName('DaemonSet')!,
    make('DaemonSet', { template }, { resourceVersion: '1' }),
    old,
    context(36),
  );
  if ('errors' in result) throw new Error('refused');
  expect(result.object.metadata.annotations).to.deep.equal({
    'deprecated.daemonset.template.generation': '2',
  });
});

test('what was admitted is admitted again, unchanged, in every release', () => {
  const kinds = fc.constantFrom(...Object.keys(objects));
  const minors = fc.integer({ min: 13, max: 36 });
  const replicas = fc.option(fc.nat(5), { nil: undefined });
  fc.assert(
    fc.property(kinds, minors, replicas, (kind, minor, count) => {
      const spec =
        count === undefined || !/Set|Deployment/.test(kind) || kind === 'DaemonSet'
          ? {}
          : { replicas: count };
      const old = create(make(kind, spec), minor);
      const result = admitUpdate(kindByName(kind)!, clonePlain(old), old, context(minor));
      if ('errors' in result)
        throw new Error(result.errors.map((e) => `${e.field}: ${e.message}`).join('; '));
      expect(result.object).to.deep.equal(old);
    }),
    { seed: 42, numRuns: 200 },
  );
});
