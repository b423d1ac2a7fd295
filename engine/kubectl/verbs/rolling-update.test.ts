import { describe, it } from 'node:test';
import { expect } from 'chai';
import { testSession } from '../test-session.ts';

const controller = (name: string, version: string, containers = '[{name: a, image: "a:1"}]'): string => `
apiVersion: v1
kind: ReplicationController
metadata: {name: ${name}}
spec:
  replicas: 2
  selector: {app: a, version: ${version}}
  template:
    metadata: {labels: {app: a, version: ${version}}}
    spec: {containers: ${containers}}
`;

const FILES = {
  'one.yaml': controller('one', 'v1'),
  'two.yaml': controller('two', 'v2'),
  'many.yaml': controller('many', 'v1', '[{name: a, image: "a:1"}, {name: b, image: "b:1"}]'),
  'both.yaml': `${controller('two', 'v2')}---${controller('three', 'v3')}`,
  'pod.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: a, image: a}]}\n',
};

interface Row {
  readonly name: string;
  readonly minor?: number;
  readonly line: string;
  readonly code: number;
  readonly says: string;
}

// Source: kubectl v1.17.0 pkg/cmd/rollingupdate/rollingupdate.go, Run; rolling_updater.go,
// CreateNewControllerFromCurrentController.
const ROWS: readonly Row[] = [
  {
    name: 'kubectl has the command until 1.17',
    minor: 18,
    line: 'one -f two.yaml',
    code: 1,
    says: 'error: unknown command "rolling-update" for "kubectl"',
  },
  {
    name: 'it says that it is deprecated',
    line: 'one -f two.yaml --dry-run',
    code: 0,
    says: 'Command "rolling-update" is deprecated, use "rollout" instead',
  },
  {
    name: 'a dry run names both controllers',
    line: 'one -f two.yaml --dry-run',
    code: 0,
    says: 'Rolling from:\none\nTo:\ntwo\n',
  },
  {
    name: 'a dry run with a format prints them',
    line: 'one -f two.yaml --dry-run -o name',
    code: 0,
    says: 'Rolling from:\nreplicationcontroller/one\n\nTo:\nreplicationcontroller/two\n\n',
  },
  {
    name: 'one image of several containers needs the name of its container',
    line: 'many --image=a:2',
    code: 1,
    says: 'error: must specify container to update when updating a multi-container pod',
  },
  {
    name: 'a container that is not there',
    line: 'many --image=a:2 --container=c',
    code: 1,
    says: 'error: container c not found in pod',
  },
  {
    name: 'a file with two controllers',
    line: 'one -f both.yaml',
    code: 1,
    says: 'error: both.yaml specifies multiple items',
  },
  {
    name: 'a file with something else',
    line: 'one -f pod.yaml',
    code: 1,
    says: 'error: pod.yaml contains a /v1, Kind=Pod not a ReplicationController',
  },
  {
    name: 'a controller that no update made is not continued',
    line: 'one two --image=a:1 --image-pull-policy=Always --update-period=1s',
    code: 1,
    says: 'error: Missing/unexpected annotations for controller two, expected one:',
  },
  {
    name: 'nothing to roll back from',
    line: 'one two --rollback',
    code: 1,
    says: 'error: couldn\'t find original replica count of "one"',
  },
  {
    name: 'all that is wrong with the line is said at once',
    line: '--deployment-label-key=',
    code: 1,
    says: '--deployment-label-key can not be empty',
  },
];

describe('kubectl rolling-update', () => {
  for (const { name, minor = 17, line, code, says } of ROWS) {
    it(name, () => {
      const { run } = testSession({ minor, files: FILES });
      const made = line.includes('one two') ? 'one.yaml two.yaml many.yaml' : 'one.yaml many.yaml';
      for (const file of made.split(' ')) expect(run(`kubectl create -f ${file}`).code).to.equal(0);
      const { stdout, stderr, ...result } = run(`kubectl rolling-update ${line}`);
      expect(stdout + stderr).to.include(says);
      expect(result.code).to.equal(code);
    });
  }
});
