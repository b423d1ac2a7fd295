// Budgets by the rules of the disruption controller. Source of the rows: kubernetes v1.20.2 and v1.28.0
// pkg/controller/disruption/disruption_test.go, by the test's name.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { toStorageForm } from '../../api/conversion.ts';
import { KINDS } from '../../api/kinds/index.ts';
import type { AnyObject, Pod, PodDisruptionBudget } from '../../api/objects.ts';
import { formatTime } from '../../api/time.ts';
import type { NewObject } from '../../apiserver/api-server.ts';
import { TestWorld } from '../test-world.ts';
import { startDisruptionController } from './controller.ts';
import { selectorText } from './selector-text.ts';

const NAMESPACE = 'default';
const LABELS = { app: 'web' };

interface Owner {
  readonly kind: string;
  readonly apiVersion?: string;
  readonly replicas?: number;
  /** A ReplicaSet of a Deployment with that many replicas. */
  readonly deployment?: number;
}

const OWNERS: Readonly<Record<string, { apiVersion: string; spec: object }>> = {
  ReplicationController: { apiVersion: 'v1', spec: {} },
  ReplicaSet: { apiVersion: 'apps/v1', spec: {} },
  StatefulSet: { apiVersion: 'apps/v1', spec: { serviceName: 'web' } },
  Deployment: { apiVersion: 'apps/v1', spec: {} },
  Job: { apiVersion: 'batch/v1', spec: {} },
};

const object = (kind: string, metadata: object, spec: object) => ({ kind, metadata, spec });

class Scene {
  readonly world: TestWorld;

  constructor(minor = 36) {
    this.world = new TestWorld({
      minor,
      kinds: KINDS,
      readyAfterMs: () => undefined,
      goneAfterMs: 1e9,
    });
    startDisruptionController(this.world.component('disruption-controller'));
    this.world.start();
  }

  /** Of the kind's storage version, unless it says another one. */
  make(given: { readonly kind: string; readonly apiVersion?: string }): { readonly uid: string } {
    const traits = this.world.server.traits(given.kind);
    const stored = given.apiVersion === undefined ? given : toStorageForm(traits, given as AnyObject);
    const made = this.world.server.create(stored as NewObject, { actor: 'user' });
    if (!made.ok) throw new Error(made.status.message);
    return { uid: made.object.metadata.uid };
  }

  budget(spec: object, apiVersion?: string): this {
    const selector = { matchLabels: LABELS };
    const version = apiVersion === undefined ? {} : { apiVersion };
    const metadata = { name: 'web', namespace: NAMESPACE };
    this.make({ ...object('PodDisruptionBudget', metadata, { selector, ...spec }), ...version });
    return this;
  }

  owner({ kind, replicas = 1, deployment }: Owner): { kind: string; apiVersion: string; uid: string } {
    const { apiVersion, spec } = OWNERS[kind]!;
    const selector = kind === 'ReplicationController' ? LABELS : { matchLabels: LABELS };
    const restart = kind === 'Job' ? { restartPolicy: 'Never' } : {};
    const template = {
      metadata: { labels: LABELS },
      spec: { ...restart, containers: [{ name: 'c', image: 'i' }] },
    };
    const counts = kind === 'Job' ? {} : { replicas, selector };
    const parent =
      deployment === undefined ? undefined : this.owner({ kind: 'Deployment', replicas: deployment });
    const ownerReferences = parent === undefined ? [] : [{ ...parent, name: 'web', controller: true }];
    const metadata = { name: 'web', namespace: NAMESPACE, ownerReferences };
    const { uid } = this.make(object(kind, metadata, { ...spec, ...counts, template }));
    return { kind, apiVersion, uid };
  }

  pod(name: string, options: { owner?: object; isReady?: boolean; labels?: object } = {}): this {
    const { owner, isReady = true, labels = LABELS } = options;
    const ownerReferences = owner === undefined ? [] : [{ ...owner, name: 'web', controller: true }];
    const metadata = { name, namespace: NAMESPACE, labels, ownerReferences };
    const spec = { nodeName: 'n', containers: [{ name: 'c', image: 'i' }] };
    this.make(object('Pod', metadata, spec));
    return this.ready(name, isReady);
  }

  ready(name: string, isReady: boolean): this {
    const lastTransitionTime = formatTime(this.world.kernel.nowEpochMs);
    const ready = { type: 'Ready', status: isReady ? 'True' : 'False', lastTransitionTime };
    const pod = this.podNow(name);
    const others = (pod.status.conditions ?? []).filter(({ type }) => type !== 'Ready');
    const status = { ...pod.status, phase: 'Running', conditions: [...others, ready] };
    this.world.user.updateStatus({ ...pod, status } as Pod);
    return this;
  }

  podNow(name: string): Pod {
    return this.world.server.peek('Pod', NAMESPACE, name) as Pod;
  }

  evict(name: string): string {
    const evicted = this.world.server.evict(NAMESPACE, name, {}, { actor: 'user' });
    return evicted.ok ? 'evicted' : evicted.status.message;
  }

  get status(): PodDisruptionBudget['status'] {
    const budget = this.world.server.peek('PodDisruptionBudget', NAMESPACE, 'web');
    return (budget as PodDisruptionBudget).status;
  }

  pass(seconds = 0): this {
    this.world.kernel.advance(seconds * 1000 + 100);
    return this;
  }

  /** allowed, healthy, desired, expected */
  get counts(): string {
    const { disruptionsAllowed, currentHealthy, desiredHealthy, expectedPods } = this.status;
    return `${disruptionsAllowed} allowed, ${currentHealthy} healthy of ${desiredHealthy}, ${expectedPods} expected`;
  }

  get condition(): string {
    const condition = this.status.conditions?.find(({ type }) => type === 'DisruptionAllowed');
    return condition === undefined
      ? ''
      : `${condition.status} ${condition.reason} ${condition.message}`.trim();
  }
}

interface CountsRow {
  readonly name: string;
  readonly source: string;
  readonly spec: object;
  readonly owner?: Owner;
  readonly ready: number;
  readonly unready?: number;
  readonly counts: string;
}

const rs = (replicas: number): Owner => ({ kind: 'ReplicaSet', replicas });

const COUNTS: readonly CountsRow[] = [
  {
    ...{ name: 'no pods', source: 'TestNoSelector', spec: { minAvailable: 3 }, ready: 0 },
    counts: '0 allowed, 0 healthy of 3, 0 expected',
  },
  {
    ...{ name: 'a number of pods that are there', source: 'TestIntegerMinAvailable' },
    ...{ spec: { minAvailable: 1 }, ready: 3, unready: 1 },
    counts: '2 allowed, 3 healthy of 1, 4 expected',
  },
  {
    ...{ name: 'pods without a controller do for a number', source: 'TestNakedPod' },
    ...{ spec: { minAvailable: 2 }, ready: 2 },
    counts: '0 allowed, 2 healthy of 2, 2 expected',
  },
  {
    ...{ name: 'maxUnavailable of the scale', source: 'TestIntegerMaxUnavailable' },
    ...{ spec: { maxUnavailable: 1 }, owner: rs(10), ready: 7 },
    counts: '0 allowed, 7 healthy of 9, 10 expected',
  },
  {
    ...{ name: 'maxUnavailable above the scale', source: 'TestIntegerMaxUnavailableWithScaling' },
    ...{ spec: { maxUnavailable: 5 }, owner: rs(2), ready: 2 },
    counts: '2 allowed, 2 healthy of 0, 2 expected',
  },
  {
    ...{
      name: 'a share of unavailable pods is rounded up',
      source: 'TestPercentageMaxUnavailableWithScaling',
    },
    ...{ spec: { maxUnavailable: '30%' }, owner: rs(7), ready: 7 },
    counts: '3 allowed, 7 healthy of 4, 7 expected',
  },
  {
    ...{ name: 'a share of available pods is rounded up', source: 'TestReplicaSet, getExpectedPodCount' },
    ...{ spec: { minAvailable: '20%' }, owner: rs(10), ready: 9 },
    counts: '7 allowed, 9 healthy of 2, 10 expected',
  },
  {
    ...{ name: 'a half of three is two', source: 'getExpectedPodCount' },
    ...{ spec: { minAvailable: '50%' }, owner: rs(3), ready: 3 },
    counts: '1 allowed, 3 healthy of 2, 3 expected',
  },
  {
    ...{ name: 'the scale of a ReplicationController', source: 'TestReplicationController' },
    ...{ spec: { minAvailable: '67%' }, owner: { kind: 'ReplicationController', replicas: 3 }, ready: 3 },
    counts: '0 allowed, 3 healthy of 3, 3 expected',
  },
  {
    ...{ name: 'the scale of a StatefulSet', source: 'TestStatefulSetController' },
    ...{ spec: { minAvailable: '67%' }, owner: { kind: 'StatefulSet', replicas: 6 }, ready: 6 },
    counts: '1 allowed, 6 healthy of 5, 6 expected',
  },
  {
    ...{ name: 'the scale of the Deployment above a ReplicaSet', source: 'getPodDeployment' },
    ...{ spec: { maxUnavailable: 1 }, owner: { kind: 'ReplicaSet', replicas: 2, deployment: 4 }, ready: 4 },
    counts: '1 allowed, 4 healthy of 3, 4 expected',
  },
  {
    ...{ name: 'neither number nor share', source: 'getExpectedPodCount' },
    ...{ spec: {}, ready: 2 },
    counts: '0 allowed, 2 healthy of 0, 0 expected',
  },
  {
    ...{ name: 'an empty selector selects all', source: 'TestEmptySelector' },
    ...{ spec: { selector: {}, minAvailable: 1 }, ready: 2 },
    counts: '1 allowed, 2 healthy of 1, 2 expected',
  },
  {
    ...{ name: 'no selector selects nothing', source: 'TestNoSelector' },
    ...{ spec: { selector: null, minAvailable: 1 }, ready: 2 },
    counts: '0 allowed, 0 healthy of 1, 0 expected',
  },
];

describe('the counts of a budget', () => {
  for (const { name, source, spec, owner, ready, unready = 0, counts } of COUNTS) {
    it(`${name} (${source})`, () => {
      const scene = new Scene();
      const of = owner === undefined ? {} : { owner: scene.owner(owner) };
      scene.budget(spec);
      for (let i = 0; i < ready + unready; i += 1) scene.pod(`p${i}`, { ...of, isReady: i < ready });
      expect(scene.pass().counts).to.equal(counts);
      expect(scene.status.observedGeneration).to.equal(1);
    });
  }

  it('may go as many as are healthy beyond what is desired, and none below it (updatePdbStatus)', () => {
    const counts = { ready: fc.nat(8), unready: fc.nat(4), min: fc.oneof(fc.nat(9), fc.nat(100)) };
    fc.assert(
      fc.property(fc.record(counts), fc.boolean(), ({ ready, unready, min }, isShare) => {
        const scene = new Scene();
        const replicas = ready + unready;
        const owner = scene.owner(rs(replicas));
        scene.budget({ minAvailable: isShare ? `${min}%` : min });
        for (let i = 0; i < replicas; i += 1) scene.pod(`p${i}`, { owner, isReady: i < ready });
        const desired = isShare ? Math.ceil((replicas * min) / 100) : min;
        const allowed = replicas === 0 ? 0 : Math.max(0, ready - desired);
        expect(scene.pass().counts).to.match(
          new RegExp(`^${allowed} allowed, ${ready} healthy of ${desired},`),
        );
      }),
      { seed: 42, numRuns: 50 },
    );
  });

  it('follow pods that come, go, change their labels, their readiness and the budget its selector', () => {
    const change = fc.record({
      pod: fc.nat(3),
      what: fc.constantFrom('ready', 'unready', 'label', 'unlabel', 'gone', 'selector'),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 15 }), (changes) => {
        const scene = new Scene().budget({ minAvailable: 0 });
        let app = 'web';
        for (const { pod, what } of changes) {
          const name = `p${pod}`;
          const now = scene.world.server.peek('Pod', NAMESPACE, name);
          if (now === undefined) scene.pod(name);
          else if (what === 'gone')
            scene.world.user.delete('Pod', NAMESPACE, name, { gracePeriodSeconds: 0 });
          else if (what === 'ready' || what === 'unready') scene.ready(name, what === 'ready');
          else if (what === 'selector') {
            app = app === 'web' ? 'other' : 'web';
            const budget = scene.world.server.peek(
              'PodDisruptionBudget',
              NAMESPACE,
              'web',
            ) as PodDisruptionBudget;
            const spec = { ...budget.spec, selector: { matchLabels: { app } } };
            scene.world.user.update({ ...budget, spec } as PodDisruptionBudget);
          } else {
            const labels = { app: what === 'label' ? 'web' : 'other' };
            scene.world.user.update({ ...now, metadata: { ...now.metadata, labels } } as Pod);
          }
          if (pod > 0) scene.pass();
        }
        // A pod that leaves a budget wakes it no more than in upstream; a new pod does.
        scene.pass().pod('last', { labels: { app } }).pass();
        const selected = scene.world.server
          .peekAll('Pod', NAMESPACE)
          .filter(({ metadata }) => metadata.labels?.app === app);
        const isReady = ({ status }: Pod) =>
          status.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false;
        expect(scene.status.expectedPods).to.equal(selected.length);
        expect(scene.status.currentHealthy).to.equal(selected.filter(isReady).length);
      }),
      { seed: 42, numRuns: 200 },
    );
  });

  it('are written again only when they change', () => {
    const scene = new Scene().budget({ minAvailable: 1 }).pod('a').pod('b').pass();
    const { revision } = scene.world.server;
    scene.pass(600);
    expect(scene.world.server.revision).to.equal(revision);
  });

  it('follow the scale at the next change of a pod (TestPDBNotExist aside, TestIntegerMaxUnavailableWithScaling)', () => {
    const scene = new Scene();
    const owner = scene.owner(rs(2));
    scene.budget({ maxUnavailable: 1 }).pod('a', { owner }).pod('b', { owner }).pass();
    expect(scene.counts).to.equal('1 allowed, 2 healthy of 1, 2 expected');
    const set = scene.world.server.peek('ReplicaSet', NAMESPACE, 'web')!;
    scene.world.user.update({ ...set, spec: { ...set.spec, replicas: 3 } } as never);
    scene.pass().pod('c', { owner, isReady: false }).pass();
    expect(scene.counts).to.equal('0 allowed, 2 healthy of 2, 3 expected');
  });
});

interface TroubleRow {
  readonly name: string;
  readonly source: string;
  readonly minor: number;
  /** Undefined: a pod without a controller. */
  readonly owner?: object | 'Job';
  readonly counts?: string;
  readonly condition: string;
  readonly events: readonly string[];
}

const NO_REF = 'found no controller ref for pod "p"';
const NO_CONTROLLER = 'found no controllers for pod "p"';
const FAILED = 'CalculateExpectedPodCountFailed Failed to calculate the number of expected pods:';
const GONE = { kind: 'ReplicaSet', apiVersion: 'apps/v1', uid: 'gone' };
const FOREIGN = { kind: 'Widget', apiVersion: 'example.com/v1', uid: 'w' };

const TROUBLE: readonly TroubleRow[] = [
  {
    ...{ name: 'a bare pod', source: 'v1.20.2 getExpectedScale', minor: 20, condition: '' },
    events: [`NoControllerRef ${NO_REF}`, `${FAILED} ${NO_REF}`],
  },
  {
    ...{ name: 'a bare pod', source: '#98128', minor: 21, condition: `False SyncFailed ${NO_REF}` },
    events: [`${FAILED} ${NO_REF}`],
  },
  {
    ...{ name: 'a bare pod', source: '#103414', minor: 26, condition: 'False InsufficientPods' },
    events: [],
  },
  {
    ...{ name: 'a bare pod', source: 'TestUnmanagedPod', minor: 27, condition: 'False InsufficientPods' },
    events: [
      'UnmanagedPods Pods selected by this PodDisruptionBudget (selector: &LabelSelector{MatchLabels:map[string]string' +
        '{app: web,},MatchExpressions:[]LabelSelectorRequirement{},}) were found to be unmanaged. As a result, the status of ' +
        'the PDB cannot be calculated correctly, which may result in undefined behavior. To account for these pods please ' +
        'set ".spec.minAvailable" field of the PDB to an integer value.',
    ],
  },
  {
    ...{ name: 'a controller that is gone', source: 'v1.20.2 getExpectedScale', minor: 20, owner: GONE },
    ...{ condition: '', events: [`NoControllers ${NO_CONTROLLER}`, `${FAILED} ${NO_CONTROLLER}`] },
  },
  {
    ...{ name: 'a controller that is gone', source: 'v1.28.0 getExpectedScale', minor: 28, owner: GONE },
    ...{ condition: `False SyncFailed ${NO_CONTROLLER}`, events: [`${FAILED} ${NO_CONTROLLER}`] },
  },
  {
    ...{ name: 'a Job', source: 'v1.20.2 getScaleController', minor: 20, owner: 'Job', condition: '' },
    events: [`NoControllers ${NO_CONTROLLER}`, `${FAILED} ${NO_CONTROLLER}`],
  },
  {
    ...{ name: 'a Job', source: 'TestScaleFinderNoResource', minor: 28, owner: 'Job' },
    condition: 'False SyncFailed jobs.batch does not implement the scale subresource',
    events: [`${FAILED} jobs.batch does not implement the scale subresource`],
  },
  {
    ...{ name: 'an unknown kind', source: 'getScaleController, RESTMapping', minor: 28, owner: FOREIGN },
    condition: 'False SyncFailed no matches for kind "Widget" in version "example.com/v1"',
    events: [`${FAILED} no matches for kind "Widget" in version "example.com/v1"`],
  },
];

describe('a budget of maxUnavailable 1 over a pod whose controller cannot be asked', () => {
  for (const { name, source, minor, owner, condition, events } of TROUBLE) {
    it(`1.${minor}: ${name} (${source})`, () => {
      const scene = new Scene(minor);
      scene.pod('p', {
        ...(owner !== undefined && {
          owner: owner === 'Job' ? scene.owner({ kind: 'Job' }) : (owner as object),
        }),
      });
      scene.pass().budget({ maxUnavailable: 1 }).pass();
      expect(scene.status.disruptionsAllowed).to.equal(0);
      expect(scene.condition).to.equal(condition);
      expect(scene.world.events('PodDisruptionBudget')).to.deep.equal(events);
    });
  }
});

describe('Events of budgets', () => {
  const countOf = (scene: Scene): number | undefined => scene.world.server.peekAll('Event')[0]?.count;

  it('say that there are no pods, from the controller manager (trySync)', () => {
    const scene = new Scene().budget({ minAvailable: 1 }).pass();
    const [event] = scene.world.server.peekAll('Event');
    expect(`${event?.type} ${event?.reason} ${event?.message}`).to.equal(
      'Normal NoPods No matching pods found',
    );
    expect(event?.source).to.deep.equal({ component: 'controllermanager' });
  });

  it('are counted up each 30 seconds until 1.20, and not any more (#92827)', () => {
    const counts = [20, 21].map((minor) => {
      const scene = new Scene(minor).budget({ minAvailable: 1 }).pass();
      const before = countOf(scene)!;
      return countOf(scene.pass(60))! - before;
    });
    expect(counts).to.deep.equal([2, 0]);
  });

  it('name a pod that two budgets select (getPdbForPod)', () => {
    const scene = new Scene().budget({ minAvailable: 1 });
    const metadata = { name: 'other', namespace: NAMESPACE };
    scene.make(object('PodDisruptionBudget', metadata, { minAvailable: 1, selector: {} }));
    scene.pass().pod('p').pass();
    expect(scene.world.events('Pod')).to.deep.equal([
      'MultiplePodDisruptionBudgets Pod "default"/"p" matches multiple PodDisruptionBudgets.  Chose "web" arbitrarily.',
    ]);
  });
});

describe('evictions that a budget has granted', () => {
  // The deletion is held up by giving the pod back what the API server took: only the promise stays.
  function promised(minor = 36): Scene {
    const scene = new Scene(minor).budget({ minAvailable: 1 }).pod('a').pod('b').pass();
    const budget = scene.world.server.peek('PodDisruptionBudget', NAMESPACE, 'web') as PodDisruptionBudget;
    const disruptedPods = { a: formatTime(scene.world.kernel.nowEpochMs) };
    const status = { ...budget.status, disruptionsAllowed: 0, disruptedPods };
    scene.world.user.updateStatus({ ...budget, status } as PodDisruptionBudget);
    return scene.pass();
  }

  it('count as gone before the deletion is seen (TestPodDisruption, buildDisruptedPodMap)', () => {
    const scene = promised();
    expect(scene.counts).to.equal('0 allowed, 1 healthy of 1, 2 expected');
    expect(Object.keys(scene.status.disruptedPods ?? {})).to.deep.equal(['a']);
  });

  it('are given up after two minutes (TestUpdateDisruptedPods, DeletionTimeout)', () => {
    const scene = promised().pass(119);
    expect(scene.counts).to.equal('0 allowed, 1 healthy of 1, 2 expected');
    scene.pass(2);
    expect(scene.counts).to.equal('1 allowed, 2 healthy of 1, 2 expected');
    expect(scene.status.disruptedPods).to.equal(undefined);
    expect(scene.world.events('Pod')).to.deep.equal([
      "NotDeleted Pod was expected by PDB default/default to be deleted but it wasn't",
    ]);
  });

  it('are forgotten once the deletion is seen', () => {
    const scene = new Scene().budget({ minAvailable: 1 }).pod('a').pod('b').pass();
    expect(scene.evict('a')).to.equal('evicted');
    expect(scene.pass().counts).to.equal('0 allowed, 1 healthy of 1, 2 expected');
    expect(scene.status.disruptedPods).to.equal(undefined);
    expect(scene.evict('b')).to.equal("Cannot evict pod as it would violate the pod's disruption budget.");
  });
});

describe('the condition DisruptionAllowed', () => {
  const transition = (scene: Scene): string | undefined => scene.status.conditions?.[0]?.lastTransitionTime;

  it('is there from 1.21 on (#98127)', () => {
    const conditions = [20, 21].map(
      (minor) => new Scene(minor).budget({ minAvailable: 1 }).pod('a').pod('b').pass().condition,
    );
    expect(conditions).to.deep.equal(['', 'True SufficientPods']);
  });

  it('keeps its time while it stays so, in newer releases (updatePdbStatus)', () => {
    const kept = [28, 36].map((minor) => {
      const scene = new Scene(minor).budget({ minAvailable: 1 }).pod('a').pod('b').pass();
      const before = transition(scene);
      return transition(scene.pass(60).pod('c').pass()) === before;
    });
    expect(kept).to.deep.equal([false, true]);
  });
});

describe('an empty selector in policy/v1beta1', () => {
  for (const minor of [20, 24]) {
    it(`selects nothing in 1.${minor} (getPodsForPdb; pkg/apis/policy/v1beta1/conversion.go)`, () => {
      const scene = new Scene(minor)
        .budget({ selector: {}, minAvailable: 1 }, 'policy/v1beta1')
        .pod('a')
        .pass();
      expect(scene.counts).to.equal('0 allowed, 0 healthy of 1, 0 expected');
    });
  }
});

describe('DisruptionTarget of a pod that is not deleted', () => {
  const target = { type: 'DisruptionTarget', status: 'True' };
  const rows: readonly (readonly [
    name: string,
    minor: number,
    reason: string,
    phase: string,
    after: string,
  ])[] = [
    ['is taken back after two minutes', 36, 'PreemptionByScheduler', 'Running', 'False'],
    ['stays when the kubelet set it', 36, 'TerminationByKubelet', 'Running', 'True'],
    ['stays on a pod that has ended', 36, 'PreemptionByScheduler', 'Failed', 'True'],
    ['stays in releases without it', 25, 'PreemptionByScheduler', 'Running', 'True'],
  ];
  for (const [name, minor, reason, phase, after] of rows) {
    it(`${name}, 1.${minor} (TestStalePodDisruption)`, () => {
      const scene = new Scene(minor).pod('p').pass();
      const pod = scene.podNow('p');
      const lastTransitionTime = formatTime(scene.world.kernel.nowEpochMs);
      const conditions = [
        ...(pod.status.conditions ?? []),
        { ...target, reason, message: 'm', lastTransitionTime },
      ];
      scene.world.user.updateStatus({ ...pod, status: { ...pod.status, phase, conditions } } as Pod);
      const statusNow = () =>
        scene.podNow('p').status.conditions?.find(({ type }) => type === 'DisruptionTarget')?.status;
      scene.pass(118);
      expect(statusNow()).to.equal('True');
      scene.pass(3);
      expect(statusNow()).to.equal(after);
    });
  }
});

describe('a selector in a message', () => {
  it('is written as Go prints it (generated.pb.go, LabelSelector.String)', () => {
    const matchExpressions = [{ key: 'tier', operator: 'In', values: ['a', 'b'] }];
    expect(selectorText({ matchLabels: { b: '1', a: '2' }, matchExpressions })).to.equal(
      '&LabelSelector{MatchLabels:map[string]string{a: 2,b: 1,},MatchExpressions:[]LabelSelectorRequirement{' +
        'LabelSelectorRequirement{Key:tier,Operator:In,Values:[a b],},},}',
    );
    expect(selectorText(undefined)).to.equal('nil');
  });
});
