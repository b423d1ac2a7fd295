// What people get wrong, and what they are told: every row fails, with a message that names the mistake and what to try.

import { after, before, describe, it } from 'node:test';
import { expect } from 'chai';
import { runFeatures, type TestRun } from '../test/run-features.ts';

interface Row {
  readonly name: string;
  readonly steps: readonly string[];
  readonly told: readonly string[];
}

const POD = (spec: string): string => `
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: box}
      spec: ${spec}
      """`;

const CLUSTER = 'Given a cluster with 2 nodes';
const ROWS: readonly Row[] = [
  // Clusters
  {
    name: 'no cluster',
    steps: ['When 5 seconds pass'],
    told: ['there is no cluster yet', 'begin with "Given a cluster"'],
  },
  { name: 'two clusters', steps: [CLUSTER, 'And a cluster'], told: ['the scenario has a cluster already'] },
  {
    name: 'a cluster of more nodes than have an address',
    steps: ['Given a cluster with 20000 nodes'],
    told: ['a cluster of 20000 nodes', 'write at most 16383; Kubernetes is meant for up to 5,000'],
  },
  {
    name: 'no nodes',
    steps: ['Given a cluster with 0 nodes'],
    told: ['a cluster of 0 nodes runs nothing', 'write at least 1'],
  },
  {
    name: 'version too old',
    steps: ['Given a cluster running Kubernetes 1.12 with 3 nodes'],
    told: ['Kubernetes 1.12 is not known here', 'write 1.13 to 1.'],
  },
  {
    name: 'version too new',
    steps: ['Given a cluster running Kubernetes 1.99'],
    told: ['Kubernetes 1.99 is not known here'],
  },
  {
    name: 'version of another major',
    steps: ['Given a cluster running Kubernetes 2.1'],
    told: ['Kubernetes 2.1 is not known here'],
  },
  {
    name: 'a plugin of Kubernetes as provisioner',
    steps: [CLUSTER, 'And a provisioner "kubernetes.io/gce-pd"'],
    told: ['"kubernetes.io/gce-pd" is a plugin of Kubernetes itself', 'such as "rbd.csi.ceph.com"'],
  },
  {
    name: 'a provisioner twice',
    steps: [CLUSTER, 'And a provisioner "disks.example.com"', 'And a provisioner "disks.example.com"'],
    told: ['the cluster has the provisioner "disks.example.com" already'],
  },
  {
    name: 'unknown timing profile',
    steps: [CLUSTER, 'And the timing profile "instnat"'],
    told: ['there is no timing profile "instnat"', 'did you mean "instant"?'],
  },
  {
    name: 'unknown API version',
    steps: [
      'Given a cluster running Kubernetes 1.20',
      'And the API "batch/v2alpha" is switched on',
      'When 1 second passes',
    ],
    told: [
      '"batch/v2alpha" is no API version that can be switched on in Kubernetes 1.20',
      'did you mean "batch/v2alpha1"?',
    ],
  },
  {
    name: 'timing profile too late',
    steps: [CLUSTER, 'When 1 second passes', 'Given the timing profile "slow"'],
    told: ['the timing profile comes too late'],
  },
  {
    name: 'seed too late',
    steps: [CLUSTER, 'When 1 second passes', 'Given the random seed 7'],
    told: ['the random seed comes too late'],
  },
  {
    name: 'unknown column of nodes',
    steps: ['Given a cluster with nodes:', '  | name | memry |', '  | a    | 8Gi   |'],
    told: ['a node has no "memry"', 'did you mean "memory"?'],
  },
  {
    name: 'nodes without names',
    steps: ['Given a cluster with nodes:', '  | cpu |', '  | 4   |'],
    told: ['has no column "name"'],
  },
  {
    name: 'no quantity',
    steps: ['Given a cluster with nodes:', '  | name | cpu  |', '  | a    | four |'],
    told: ['"four" is no cpu of a node', '500m'],
  },
  {
    name: 'no taint',
    steps: ['Given a cluster with nodes:', '  | name | taints          |', '  | a    | x=y:NoShedule |'],
    told: ['"x=y:NoShedule" is no taint', 'did you mean NoSchedule?'],
  },
  {
    name: 'no label',
    steps: ['Given a cluster with nodes:', '  | name | labels |', '  | a    | ssd    |'],
    told: ['"ssd" is no label'],
  },
  {
    name: 'two nodes of one name',
    steps: ['Given a cluster with nodes:', '  | name |', '  | a |', '  | a |', 'When 1 second passes'],
    told: ['there are two nodes named "a"'],
  },
  // Clock and machines
  {
    name: 'bad unit',
    steps: [CLUSTER, 'When 5 parsecs pass'],
    told: ['"parsecs" in "5 parsecs" is no unit of time', 'write milliseconds'],
  },
  { name: 'misspelt unit', steps: [CLUSTER, 'When 5 secnds pass'], told: ['did you mean seconds?'] },
  {
    name: 'less than a millisecond',
    steps: [CLUSTER, 'When 0.5 milliseconds pass'],
    told: ['no whole number of milliseconds'],
  },
  {
    name: 'bad duration of an operator',
    steps: [CLUSTER, 'Then within 5 minuets node "node-1" is Ready'],
    told: ['"minuets" in "5 minuets"', 'did you mean minutes?'],
  },
  {
    name: 'no moment',
    steps: [CLUSTER, 'When the clock reads "noon"'],
    told: ['"noon" is no moment', '02:30:00'],
  },
  {
    name: 'moment that has passed',
    steps: [CLUSTER, 'When the clock reads "2024-01-01T00:00:00Z"'],
    told: ['the clock has passed 2024-01-01T00:00:00Z: it reads 2025-01-01T00:00:00.000Z'],
  },
  {
    name: 'no start',
    steps: [CLUSTER, 'And the clock starts at "yesterday"'],
    told: ['"yesterday" is no moment'],
  },
  {
    name: 'unknown node stops',
    steps: [CLUSTER, 'When node "node-9" stops answering'],
    told: ['no node is named "node-9"', 'the nodes are node-1, node-2'],
  },
  {
    name: 'unknown node in a condition',
    steps: [CLUSTER, 'Then node "node-9" is Ready'],
    told: ['asserted nothing: there is no node "node-9"', 'did you mean node "node-'],
  },
  // Words of conditions
  {
    name: 'unknown kind',
    steps: [CLUSTER, 'Then pood "a" is Running'],
    told: ['"pood" is no kind of object here', 'did you mean pod?'],
  },
  {
    name: 'unknown kind, not near',
    steps: [CLUSTER, 'Then spaceship "a" exists'],
    told: ['"spaceship" is no kind', 'such as pod'],
  },
  { name: 'no name', steps: [CLUSTER, 'Then pod "" is Running'], told: ['"" is no name'] },
  {
    name: 'two namespaces',
    steps: [CLUSTER, 'Then pod "a/b" in namespace "c" is Running'],
    told: ['names two namespaces'],
  },
  {
    name: 'namespace of a node',
    steps: [CLUSTER, 'Then node "x/node-1" is Ready'],
    told: ['a node belongs to no namespace'],
  },
  {
    name: 'unknown deployment',
    steps: [
      CLUSTER,
      'When I run "kubectl create deployment web --image=nginx"',
      'Then within 5 seconds deployment "wbe" has 1 available replica',
    ],
    told: [
      'asserted nothing: there is no deployment "wbe" in namespace "default"',
      'did you mean deployment "web"?',
    ],
  },
  {
    name: 'another kind',
    steps: [
      CLUSTER,
      'When I run "kubectl create deployment web --image=nginx"',
      'Then statefulset "web" has 1 ready replica',
    ],
    told: ['asserted nothing', 'there is a deployment of that name, and you said statefulset'],
  },
  {
    name: 'another namespace',
    steps: [
      CLUSTER,
      'When I run:',
      '  """',
      '  kubectl create namespace shop',
      '  kubectl create deployment web --image=nginx -n shop',
      '  """',
      'Then deployment "web" exists',
    ],
    told: [
      'there is no deployment "web" in namespace "default"',
      'there is a deployment "web" in namespace "shop"',
    ],
  },
  {
    name: 'unknown count',
    steps: [CLUSTER, 'Then deployment "web" has 3 availble replicas'],
    told: ['a deployment counts no "availble" replicas', 'did you mean "available"?'],
  },
  {
    name: 'replicas of a service',
    steps: [CLUSTER, 'Then service "web" has 3 replicas'],
    told: ['a service has no replicas'],
  },
  {
    name: 'endpoints of a deployment',
    steps: [CLUSTER, 'Then deployment "web" has 3 ready endpoints'],
    told: ['a deployment has no endpoints', 'say service "web"'],
  },
  {
    name: 'rollout of a pod',
    steps: [CLUSTER, 'Then the rollout of pod "a" is complete'],
    told: ['a pod has no rollout'],
  },
  {
    name: 'nothing can be',
    steps: [CLUSTER, 'Then there are fewer than 0 pods with label "a=b"'],
    told: ['nothing can be "fewer than 0"'],
  },
  {
    name: 'no pods of that label',
    steps: [CLUSTER, 'Then there are at most 3 pods with label "app=wbe"'],
    told: ['asserted nothing: there are no pods with label "app=wbe"'],
  },
  {
    name: 'no label selector',
    steps: [CLUSTER, 'Then there are 3 pods with label "app in web"'],
    told: ['"app in web" is no label selector'],
  },
  { name: 'no JSONPath', steps: [CLUSTER, 'Then {.status[} of pod "a" is "x"'], told: ['is no JSONPath'] },
  {
    name: 'no condition after until',
    steps: [CLUSTER, 'Then until the cows come home, node "node-1" is Ready'],
    told: ['"the cows come home" is no condition'],
  },
  {
    name: 'a file in the past',
    steps: [CLUSTER, 'When 1 second passes', 'Then throughout file "/x" of pod "a" exists'],
    told: ['"throughout" looks back'],
  },
  {
    name: 'no condition after while',
    steps: [CLUSTER, 'Then while the sun shines, node "node-1" is Ready'],
    told: ['"the sun shines" is no condition'],
  },
  {
    name: 'misspelt kind after while',
    steps: [CLUSTER, 'Then while nod "node-1" is Ready, node "node-1" is Ready'],
    told: ['"nod" is no kind of object here', 'did you mean node?'],
  },
  {
    name: 'looking ahead from a stretch',
    steps: [CLUSTER, 'Then while node "node-1" is Ready, for the next 5 seconds node "node-1" is Ready'],
    told: ['"for the next" looks ahead from now, and "while" looks back', 'while …, throughout …'],
  },
  {
    name: 'a duration of neither kind',
    steps: [CLUSTER, 'Then for at most 5 seconds node "node-1" is NotReady'],
    told: ['neither of all times together nor of each', 'in a row'],
  },
  {
    name: 'a wait without unit',
    steps: [CLUSTER, 'Then at most 5 after node "node-1" is Ready, node "node-2" is Ready'],
    told: ['"5" is no duration', 'write 30 seconds'],
  },
  {
    name: 'bounds that exclude each other',
    steps: [CLUSTER, 'Then between 9 and 5 seconds after node "node-1" is Ready, node "node-2" is Ready'],
    told: ['no time is "between 9 and 5 seconds"', 'put the shorter time first'],
  },
  {
    name: 'a duration that cannot be',
    steps: [CLUSTER, 'Then node "node-1" is NotReady for less than 0 seconds in total'],
    told: ['no time is "less than 0 seconds"'],
  },
  {
    name: 'a rate without unit',
    steps: [CLUSTER, 'Then event "BackOff" is recorded at most 3 times per moment for pod "a"'],
    told: ['"moment" in "1 moment" is no unit of time'],
  },
  {
    name: 'asked twice',
    steps: [CLUSTER, 'Then throughout node "node-1" is NotReady for at most 5 seconds in total'],
    told: ['the sentence asks twice: "throughout" at its beginning', 'leave one of them out'],
  },
  {
    name: 'the inner sentence has an operator',
    steps: [CLUSTER, 'Then pod "a" is Ready after within 5 seconds pod "b" is Ready'],
    told: ['"within 5 seconds pod "b" is Ready" is no condition'],
  },
  {
    name: 'order with what was never there',
    steps: [CLUSTER, 'When 1 second passes', 'Then node "node-1" is Ready before node "node-9" is Ready'],
    told: ['asserted nothing: node "node-9" is Ready never came to hold', 'did you mean node "node-'],
  },
  {
    name: 'a wait after what never came',
    steps: [
      CLUSTER,
      'When 1 second passes',
      'Then at most 5 seconds after node "node-1" is down, node "node-1" is up',
    ],
    told: ['asserted nothing: node "node-1" is down never came to hold'],
  },
  {
    name: 'a file in a stretch of the past',
    steps: [CLUSTER, 'When 1 second passes', 'Then while node "node-1" is up, file "/x" of pod "a" exists'],
    told: ['"while" looks back, and the past of this leaves no record'],
  },
  {
    name: 'container state',
    steps: [CLUSTER, 'Then container "c" of pod "a" is runing'],
    told: ['a container is never "runing"', 'did you mean running?'],
  },
  {
    name: 'a pod that was never there is not gone',
    steps: [CLUSTER, 'Then pod "ghost" is gone'],
    told: ['asserted nothing: there is no pod "ghost"'],
  },
  {
    name: 'no pod to delete',
    steps: [CLUSTER, 'When one pod of deployment "web" is deleted'],
    told: ['deployment "web" has no pod to delete'],
  },
  {
    name: 'misspelt state',
    steps: [CLUSTER, 'Then within 1 second node "node-1" is Redy'],
    told: ['node "node-1" is Ready', 'did you mean Ready?'],
  },
  // Who reaches whom
  {
    name: 'a reason that is none',
    steps: [CLUSTER, 'Then service "a" cannot be reached from pod "b" because its selector matches no pods'],
    told: ['"its selector matches no pods" is no reason', 'did you mean "its selector matches no pod"?'],
  },
  {
    name: 'a reason that is far off',
    steps: [CLUSTER, 'Then service "a" cannot be reached from pod "b" because of the weather'],
    told: ['no reason that is known here', 'it may be: the pod has no address; there is no such service'],
  },
  {
    name: 'nobody to reach anything',
    steps: [CLUSTER, 'Then service "kubernetes" can be reached from pod "ghost"'],
    told: ['asserted nothing: there is no pod "ghost"'],
  },
  {
    name: 'nothing to explain',
    steps: [
      CLUSTER,
      'When I run "kubectl run client --image=busybox -- sleep 1d"',
      'And I run "kubectl run web --image=nginx --port=80 --expose"',
      'And within 30 seconds service "web" can be reached from pod "client"',
      'Then explain why service "web" cannot be reached from pod "client"',
    ],
    told: ['asserted nothing: it can be reached'],
  },
  {
    name: 'a table of who reaches whom without a pod',
    steps: [
      CLUSTER,
      'Then the reachability is:',
      '  |       | kubernetes | pod a |',
      '  | ghost | yes        | no    |',
    ],
    told: ['ghost → kubernetes: not there, not yes; ghost → pod a: not there, not no'],
  },
  {
    name: 'no answer in a table of who reaches whom',
    steps: [CLUSTER, 'Then the reachability is:', '  |       | kubernetes |', '  | ghost | maybe      |'],
    told: ['"maybe" is no answer', 'write yes, no, some, or -'],
  },
  {
    name: 'a service that connects',
    steps: [
      CLUSTER,
      'Then the reachability is:',
      '  |           | kubernetes |',
      '  | service a | no         |',
    ],
    told: ['"service a" connects to nobody', 'rows are pods or namespaces'],
  },
  {
    name: 'a column that names nobody',
    steps: [CLUSTER, 'Then the reachability is:', '  |       | a service |', '  | ghost | no        |'],
    told: ['"a service" names nobody', 'write web, pod shop/web'],
  },
  {
    name: 'the past of the network',
    steps: [CLUSTER, 'When 1 second passes', 'Then throughout service "a" can be reached from pod "b"'],
    told: ['asserted nothing: there is no pod "b"'],
  },
  // Manifests
  {
    name: 'missing folder',
    steps: [CLUSTER, 'And the manifests in "manifest/bad"'],
    told: ['there is nothing at ', 'manifest/bad'],
  },
  {
    name: 'missing folder with a near name',
    steps: [CLUSTER, 'And the manifests in "manifests/brken"'],
    told: ['did you mean ', 'manifests/broken?'],
  },
  {
    name: 'folder without manifests',
    steps: [CLUSTER, 'And the manifests in "manifests/none"'],
    told: ['holds no manifests'],
  },
  {
    name: 'broken YAML',
    steps: [CLUSTER, 'And the manifests in "manifests/broken"'],
    told: ['manifests/broken/a.yaml:4:1: a bracket or a brace is not closed', '4 | spec: {}'],
  },
  {
    name: 'unknown field and wrong type, all at once',
    steps: [CLUSTER, 'And the manifests in "manifests/fields"'],
    told: [
      'manifests/fields/a.yaml:5:',
      'spec.replica: DeploymentSpec has no field "replica"',
      'did you mean "replicas"?',
      'manifests/fields/b.yaml:4:',
      'spec.type: text is expected here',
    ],
  },
  {
    name: 'no kind',
    steps: [CLUSTER, 'And the manifests in "manifests/kindless"'],
    told: ['manifests/kindless/a.yaml:1:', 'kind is missing'],
  },
  {
    name: 'refused by the API server',
    steps: [CLUSTER, 'And the manifests in "manifests/refused"'],
    told: ['manifests/refused/a.yaml:6:', 'spec.containers[0].name', 'Required value'],
  },
  {
    name: 'kind in another group',
    steps: [CLUSTER, 'And the manifests in "manifests/group"'],
    told: ['no matches for kind "Deployment" in version "v1"', 'apps/v1'],
  },
  {
    name: 'unmodelled field in a manifest',
    steps: [CLUSTER, 'And the manifests in "manifests/unmodelled"'],
    told: [
      'manifests/unmodelled/a.yaml:5:',
      'spec.hostPID',
      'is not modelled',
      'Given unmodelled fields are accepted',
    ],
  },
  {
    name: 'unmodelled field in a doc string',
    steps: [
      CLUSTER,
      `And the file "box.yaml":${POD('{hostPID: true, containers: [{name: a, image: nginx}]}')}`,
      'When I run "kubectl apply -f box.yaml"',
    ],
    told: ['.feature:', 'spec.hostPID', 'is not modelled'],
  },
  // Commands
  { name: 'no kubectl', steps: [CLUSTER, 'When I run "docker ps"'], told: ['docker'] },
  {
    name: 'unknown verb',
    steps: [CLUSTER, 'When I run "kubectl gett pods"', 'And 1 second passes'],
    told: ['gett'],
  },
  {
    name: 'a file that is not there',
    steps: [CLUSTER, 'When I run "kubectl apply -f nowhere.yaml"'],
    told: ['nowhere.yaml'],
  },
  {
    name: 'a broken file behind a command',
    steps: [
      CLUSTER,
      `And the file "box.yaml":${POD('{contaners: []}')}`,
      'When I run "kubectl apply -f box.yaml"',
      'Then the command succeeds',
    ],
    told: [
      '"kubectl apply -f box.yaml" failed',
      'where    ',
      '.feature:',
      'PodSpec has no field "contaners"',
    ],
  },
  { name: 'no command yet', steps: [CLUSTER, 'Then the command succeeds'], told: ['no command has run yet'] },
  {
    name: 'words about a program that are not understood',
    steps: [CLUSTER, 'And containers of image "x" dance in the rain'],
    told: ['not understood: "dance in the rain"', 'starts in D'],
  },
];

const FILES: Readonly<Record<string, string>> = {
  'manifests/none/readme.txt': 'nothing here',
  'manifests/broken/a.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {name: a\nspec: {}\n',
  'manifests/fields/a.yaml':
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec:\n  replica: 3\n  selector: {matchLabels: {a: b}}\n',
  'manifests/fields/b.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {type: 3}\n',
  'manifests/kindless/a.yaml': 'apiVersion: v1\nmetadata: {name: a}\n',
  'manifests/refused/a.yaml':
    'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n    - image: nginx\n',
  'manifests/group/a.yaml': 'apiVersion: v1\nkind: Deployment\nmetadata: {name: a}\n',
  'manifests/unmodelled/a.yaml':
    'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  hostPID: true\n  containers: [{name: a, image: nginx}]\n',
};

const feature = `Feature: Mistakes\n${ROWS.map(
  ({ name, steps }) => `\n  Scenario: ${name}\n${steps.map((step) => `    ${step}\n`).join('')}`,
).join('')}`;

describe('mistakes', () => {
  let run: TestRun;
  before(() => {
    run = runFeatures({ ...FILES, 'mistakes.feature': feature });
  });
  after(() => run.clean());

  for (const { name, told } of ROWS) {
    it(name, () => {
      const { status, message } = run.ended.get(`mistakes.feature: ${name}`) ?? {
        status: '',
        message: run.output,
      };
      expect(status, message).to.equal('FAILED');
      for (const part of told) expect(message).to.include(part);
      expect(message).to.match(/mistakes\.feature:\d+ {2}(Given|When|Then|And) /);
      expect(message, 'no stack traces').not.to.match(/^\s+at .*:\d+:\d+/m);
    });
  }

  it('are accepted where the scenario says so', () => {
    const steps = [
      'Given a cluster',
      'And unmodelled fields are accepted',
      'And the manifests in "manifests/unmodelled"',
      'Then within 1 minute pod "a" is Running',
    ];
    const text = `Feature: F\n\n  Scenario: accepted\n${steps.map((step) => `    ${step}\n`).join('')}`;
    const accepted = runFeatures({ ...FILES, 'accepted.feature': text });
    expect(accepted.ended.get('accepted.feature: accepted'), accepted.output).to.deep.equal({
      status: 'PASSED',
      message: '',
    });
    accepted.clean();
  });
});
