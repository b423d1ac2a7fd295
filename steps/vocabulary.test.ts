// Sentences on small clusters: what passes, and what a reader is told where it does not.

import { after, before, describe, it } from 'node:test';
import { expect } from 'chai';
import { runFeatures, type TestRun } from '../test/run-features.ts';

interface Row {
  readonly name: string;
  /** Steps behind the background. */
  readonly steps: string;
  /** Parts of the failure block, in order; absent: the scenario passes. */
  readonly fails?: readonly string[];
}

const WEB = `
    Given a cluster with 3 nodes
    And the timing profile "instant"
    And the file "web.yaml":
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        replicas: 3
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            containers:
              - name: web
                image: nginx
                ports: [{containerPort: 80}]
                readinessProbe: {httpGet: {port: 80}, periodSeconds: 1}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec: {selector: {app: web}, ports: [{port: 80}]}
      """
    When I run "kubectl apply -f web.yaml"
    Then within 30 seconds deployment "web" has 3 available replicas
    And within 30 seconds service "web" has 3 ready endpoints
`;

const BOX = `
    Given a cluster with 1 node
    And the timing profile "instant"
    And the file "box.yaml":
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: box, labels: {app: box}}
      spec:
        containers:
          - {name: box, image: busybox, command: [sh, -c, "echo started; echo hello > /tmp/x; sleep 20; exit 3"]}
      """
    When I run "kubectl apply -f box.yaml"
`;

const ON_WEB: readonly Row[] = [
  {
    name: 'each operator takes a condition',
    steps: `
    When 1 minute passes
    Then deployment "web" has 3 ready replicas
    And within 1 minute deployment "web" has at least 2 available replicas
    And for the next 2 minutes 30 seconds service "web" has at least 2 ready endpoints
    And throughout service "web" has at least 3 ready endpoints
    And never deployment "web" has fewer than 3 updated replicas
    And never are fewer than 2 pods with label "app=web" ready
    And at most 1 times the rollout of deployment "web" is complete
    And exactly once deployment "web" has 3 replicas`,
  },
  {
    name: 'until and before take a sentence of their own',
    steps: `
    When I run "kubectl scale deployment web --replicas=0"
    And 1 minute passes
    And I run "kubectl scale deployment web --replicas=2"
    Then until deployment "web" has 2 available replicas, service "web" has at most 2 ready endpoints
    And until service "web" has 2 ready endpoints within 5 minutes, service "web" exists
    And before service "web" has exactly 2 ready endpoints, deployment "web" has 0 available replicas`,
  },
  {
    name: 'kubectl prints tables, ages aside',
    steps: `
    When I run "kubectl get deployment web"
    Then the command succeeds
    And it prints:
      """
      NAME   READY   UP-TO-DATE   AVAILABLE   AGE
      web    3/3     3            3           <any>
      """
    And it prints "web"
    And it does not print "nginx"`,
  },
  {
    name: 'pods are counted by label, owner and node',
    steps: `
    Then there are exactly 3 pods with label "app=web"
    And there are 3 ready pods of deployment "web"
    And 3 pods of deployment "web" are Running
    And there are at most 3 pods on node "node-1"
    And there are no pending pods with label "app in (web)"
    When I run "kubectl scale deployment web --replicas=0"
    Then within 1 minute there are no pods with label "app=web"`,
  },
  {
    name: 'one pod of a deployment is deleted and replaced',
    steps: `
    When one pod of deployment "web" is deleted
    And 1 minute passes
    Then deployment "web" has 3 available replicas
    And exactly once service "web" has 2 ready endpoints`,
  },
  {
    name: 'conditions, fields, existence',
    steps: `
    Then deployment "web" reports Available True
    And deployment "web" reports Progressing True with reason "NewReplicaSetAvailable"
    And deployment "web" has condition "Available" "True" with reason "MinimumReplicasAvailable"
    And deployment "web" is Available
    And {.spec.replicas} of deployment "web" is "3"
    And {.status.conditions[?(@.type=="Available")].status} of deployment "web" is "True"
    And {.metadata.name} of service "web" contains "we"
    And {.spec.paused} of deployment "web" is empty
    And service "web" exists
    And service "other" does not exist
    And the rollout of deployment "web" is complete
    And node "node-1" is Ready
    And namespace "kube-system" is Active
    When I run "kubectl delete service web"
    Then service "web" is gone
    And within 10 seconds service "web" is gone`,
  },
  {
    name: 'a rollout that stalls',
    steps: `
    Given containers of image "nginx:broken" never get ready
    When I run "kubectl set image deployment/web web=nginx:broken"
    Then after exactly 10 minutes deployment "web" reports Progressing False with reason "ProgressDeadlineExceeded"
    And the rollout of deployment "web" is stalled
    And throughout service "web" has at least 3 ready endpoints`,
  },
  {
    name: 'a node goes silent and comes back',
    steps: `
    When node "node-3" stops answering
    Then within 1 minute node "node-3" is NotReady
    And within 7 minutes deployment "web" has 3 available replicas
    When node "node-3" answers again
    Then within 30 seconds there are exactly 3 pods with label "app=web"
    And node "node-3" is Ready`,
  },
  {
    name: 'too few replicas',
    steps: `
    When I run "kubectl scale deployment web --replicas=2"
    Then within 30 seconds deployment "web" has 4 available replicas`,
    fails: [
      'Then within 30 seconds deployment "web" has 4 available replicas\n',
      'found    2 of 4 available at 00:00:3',
      ': it did not come to hold in time',
      'since    ',
      'seen     ',
      '3 of 4 available',
      'replay   npx cucumber-js ',
      `--world-parameters '{"seed":1}'`,
    ],
  },
  {
    name: 'no room',
    steps: `
    When I run "kubectl set resources deployment/web --requests=cpu=4"
    And I run "kubectl scale deployment web --replicas=9"
    Then within 1 minute deployment "web" has 9 available replicas`,
    fails: [
      'because  Pod default/web-',
      ' is Pending: 0/3 nodes are available: 3 Insufficient cpu',
      'where    ',
      'spec.template.spec.containers[0].resources.requests.cpu = "4"',
      'try      lower the request, add a node',
    ],
  },
  {
    name: 'a quota that allows no more',
    steps: `
    When I run "kubectl create quota small --hard=pods=3"
    And I run "kubectl scale deployment web --replicas=5"
    Then within 1 minute deployment "web" has 5 available replicas`,
    fails: ['because  ReplicaSet default/web-', 'exceeded quota: small'],
  },
  {
    name: 'a selector that matches nothing',
    steps: `
    Given the file "other.yaml":
      """
      apiVersion: v1
      kind: Service
      metadata: {name: other}
      spec: {selector: {app: wob}, ports: [{port: 80}]}
      """
    When I run "kubectl apply -f other.yaml"
    Then within 10 seconds service "other" has 3 ready endpoints`,
    fails: [
      'because  Service default/other is without pods: its selector app=wob matches no pod',
      'where    ',
      'spec.selector = {"app":"wob"}',
      'try      compare the selector',
    ],
  },
  {
    name: 'did not hold throughout',
    steps: `
    When one pod of deployment "web" is deleted
    And 1 minute passes
    Then throughout service "web" has at least 3 ready endpoints`,
    fails: [
      'found    2 ready endpoints, wanted at least 3 at',
      'it did not hold all the time',
      'led by',
      'kubectl delete pod',
    ],
  },
  {
    name: 'too early',
    steps: `
    Then after exactly 1 minute deployment "web" has 3 replicas`,
    fails: ['it held already'],
  },
  {
    name: 'too often',
    steps: `
    When one pod of deployment "web" is deleted
    And 1 minute passes
    And one pod of deployment "web" is deleted
    And 1 minute passes
    Then at most once service "web" has 2 ready endpoints`,
    fails: ['it came to hold 2 times'],
  },
  {
    name: 'it prints something else',
    steps: `
    When I run "kubectl get service web -o name"
    Then it prints:
      """
      service/wob
      """`,
    fails: ['it prints something else', '- service/wob', '+ service/web'],
  },
  {
    name: 'a failing command that no step speaks of',
    steps: `
    When I run "kubectl get pod nowhere"
    And 1 minute passes`,
    fails: [
      'When I run "kubectl get pod nowhere"\n',
      'failed with code 1:',
      'pods "nowhere" not found',
      'try      if it is meant to fail',
    ],
  },
  {
    name: 'a failing command at the end of the scenario',
    steps: `
    When I run "kubectl get pod nowhere"`,
    fails: ['pods "nowhere" not found'],
  },
  {
    name: 'a failing command that is asserted',
    steps: `
    When I run "kubectl get pod nowhere"
    Then the command fails with "not found"
    And the command fails with code 1
    When I run:
      """
      # passed over
      kubectl get pod nowhere
      kubectl get pod \\
        neither
      """
    Then the command fails`,
  },
  {
    name: 'an asserted failure that did not happen',
    steps: `
    When I run "kubectl get service web -o name"
    Then the command fails with "not found"`,
    fails: ['"kubectl get service web -o name" succeeded', 'service/web'],
  },
];

const ON_BOX: readonly Row[] = [
  {
    name: 'states of a pod and its container',
    steps: `
    Then within 10 seconds pod "box" is Running
    And pod "box" is Ready
    And container "box" of pod "box" is running
    And container "box" of pod "box" is ready
    And pod "box" is on node "node-1"
    And file "/tmp/x" of pod "box" contains "hello"
    And file "/tmp/x" of container "box" of pod "box" is "hello"
    And file "/tmp/y" of pod "box" does not exist
    And pod "box" has logged "started"
    And container "box" of pod "box" has logged "started"
    And event "Started" is recorded for pod "box"
    And event "Started" is recorded for pod "box" with message "tarted"
    When 25 seconds pass
    Then pod "box" has restarted once
    And container "box" of pod "box" has exited with code 3
    And container "box" of pod "box" has restarted at least 1 time
    And pod "box" has logged "started" twice
    And within 1 minute pod "box" is CrashLoopBackOff
    And container "box" of pod "box" is waiting with reason "CrashLoopBackOff"
    And pod "box" is not Ready
    And event "Started" is recorded at least twice for pod "box"
    And pod "box" is never Succeeded`,
  },
  {
    name: 'a pod that crashes',
    steps: `
    When 2 minutes 20 seconds pass
    Then pod "box" is Ready`,
    fails: [
      'found    pod "box" is CrashLoopBackOff',
      'because  Pod default/box is CrashLoopBackOff: container box: back-off',
      'it last ended with code 3 (Error)',
      'where    ',
      'box.feature:13:',
      'spec.containers[0].command',
      'try      see what the container logged',
    ],
  },
  {
    name: 'a pod that is once what it never should be',
    steps: `
    When 1 minute passes
    Then pod "box" is never CrashLoopBackOff`,
    fails: ['it did hold once'],
  },
  {
    name: 'no such event',
    steps: '\n    When 5 seconds pass\n    Then event "Killin" is recorded for pod "box"',
    fails: ['no such event; recorded are', 'Started'],
  },
  {
    name: 'no such line',
    steps: '\n    When 5 seconds pass\n    Then pod "box" has logged "finished"',
    fails: ['its last line is "started"'],
  },
  {
    name: 'another node',
    steps: '\n    When 5 seconds pass\n    Then pod "box" is on node "node-2"',
    fails: ['no node is named "node-2"', 'the nodes are node-1'],
  },
  {
    name: 'no such container',
    steps: '\n    When 5 seconds pass\n    Then container "bax" of pod "box" is running',
    fails: ['asserted nothing', 'did you mean "box"?'],
  },
];

function feature(background: string, rows: readonly Row[]): string {
  const scenarios = rows.map(({ name, steps }) => `\n  Scenario: ${name}${steps}\n`);
  return `Feature: Sentences\n\n  Background:${background}${scenarios.join('')}`;
}

describe('the vocabulary', () => {
  let run: TestRun;
  before(() => {
    run = runFeatures({ 'web.feature': feature(WEB, ON_WEB), 'box.feature': feature(BOX, ON_BOX) });
  });
  after(() => run.clean());

  for (const [file, rows] of [
    ['web.feature', ON_WEB],
    ['box.feature', ON_BOX],
  ] as const) {
    for (const { name, fails } of rows) {
      it(`${fails === undefined ? 'passes' : 'explains'}: ${name}`, () => {
        const { status, message } = run.ended.get(`${file}: ${name}`) ?? {
          status: 'did not run',
          message: run.output,
        };
        expect(status, message).to.equal(fails === undefined ? 'PASSED' : 'FAILED');
        for (const part of fails ?? []) expect(message).to.include(part);
        expect(message, 'no stack traces').not.to.match(/^\s+at .*:\d+:\d+/m);
      });
    }
  }
});
