// Pruning, forcing and the configuration kept in the annotation. Texts: kubectl v0.32.0 pkg/cmd/apply/{apply,prune,patcher,
// apply_view_last_applied,apply_set_last_applied}.go.

import { describe, it } from 'node:test';
import { assert } from 'chai';
import { type TestSession, testSession } from '../test-session.ts';

const map = (name: string, value: string, label = 'shop'): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, labels: {part-of: ${label}}}\ndata: {key: ${value}}\n`;
const service = (ip: string): string =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {clusterIP: ${ip}, ports: [{port: 80}]}\n`;

const FILES = {
  'both.yaml': `${map('a', '"1"')}---\n${map('b', '"1"')}`,
  'a.yaml': map('a', '"1"'),
  'a2.yaml': map('a', '"2"'),
  'other.yaml': map('c', '"1"', 'other'),
  'ip1.yaml': service('10.96.0.50'),
  'ip2.yaml': service('10.96.0.51'),
};

interface Row {
  readonly name: string;
  readonly given: readonly string[];
  readonly line: string;
  readonly out?: string;
  readonly err?: string;
  readonly minor?: number;
}

function after(lines: readonly string[], minor = 36): TestSession {
  const session = testSession({ minor, files: FILES });
  for (const line of lines) {
    const { code, stderr } = session.run(line);
    assert.strictEqual(code, 0, `${line}: ${stderr}`);
  }
  return session;
}

const KLOG =
  'W0101 00:00:00.000000       1 prune.go:71] Deprecated: kubectl apply will no longer prune non-namespaced resources by default when used with the --namespace flag in a future release. To preserve the current behaviour, list the resources you want to target explicitly in the --prune-allowlist flag.\n';
const ENDPOINTS = 'Warning: v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice\n';

const ROWS: readonly Row[] = [
  {
    name: 'prunes what the files no longer have',
    given: ['kubectl apply -f both.yaml', 'kubectl apply -f other.yaml'],
    line: 'kubectl apply --prune -l part-of=shop -f a.yaml',
    out: 'configmap/a unchanged\nconfigmap/b pruned\n',
    err: KLOG + ENDPOINTS,
  },
  {
    name: 'prunes nothing that was not applied',
    given: ['kubectl create -f both.yaml', 'kubectl apply -f other.yaml'],
    line: 'kubectl apply --prune -l part-of=other -f other.yaml',
    out: 'configmap/c unchanged\n',
    err: KLOG + ENDPOINTS,
  },
  {
    name: 'prunes only the kinds of the allowlist',
    given: ['kubectl apply -f both.yaml'],
    line: 'kubectl apply --prune --all --prune-allowlist=core/v1/Service -f a.yaml',
    out: 'configmap/a unchanged\n',
  },
  {
    name: 'and those of the allowlist',
    given: ['kubectl apply -f both.yaml'],
    line: 'kubectl apply --prune --all --prune-allowlist=core/v1/ConfigMap -f a.yaml',
    out: 'configmap/a unchanged\nconfigmap/b pruned\n',
  },
  {
    name: 'prunes in a dry run in words alone',
    given: ['kubectl apply -f both.yaml', 'kubectl apply --prune -l part-of=shop -f a.yaml --dry-run=client'],
    line: 'kubectl get configmap b -o name',
    out: 'configmap/b\n',
  },
  {
    name: 'refuses an allowlist that cannot be read',
    given: [],
    line: 'kubectl apply --prune --all --prune-allowlist=ConfigMap -f a.yaml',
    err: 'error: invalid GroupVersionKind format: ConfigMap, please follow <group/version/kind>\n',
  },
  {
    name: 'needs the versions that kubectl prunes',
    given: [],
    line: 'kubectl apply --prune --all -f a.yaml',
    minor: 20,
    out: 'configmap/a created\n',
    err: `${KLOG}error: error retrieving RESTMappings to prune: invalid resource batch/v1, Kind=CronJob, Namespaced=true: no matches for kind "CronJob" in version "batch/v1"\n`,
  },
  {
    name: 'does not prune server-side',
    given: [],
    line: 'kubectl apply --prune --all --server-side -f a.yaml',
    err: "error: --prune is in alpha and doesn't currently work on objects created by server-side apply\n",
  },
  {
    name: 'deletes and creates what cannot be changed, if forced',
    given: ['kubectl apply -f ip1.yaml', 'kubectl apply -f ip2.yaml --force'],
    line: 'kubectl get service web -o jsonpath={.spec.clusterIP}',
    out: '10.96.0.51',
  },
  {
    name: 'shows the last configuration',
    given: ['kubectl apply -f a.yaml'],
    line: 'kubectl apply view-last-applied configmap/a',
    out: 'apiVersion: v1\ndata:\n  key: "1"\nkind: ConfigMap\nmetadata:\n  annotations: {}\n  labels:\n    part-of: shop\n  name: a\n  namespace: default\n',
  },
  {
    name: 'shows it as JSON',
    given: ['kubectl apply -f a.yaml'],
    line: 'kubectl apply view-last-applied -f a.yaml -o json | head -4',
    out: '{\n  "apiVersion": "v1",\n  "data": {\n    "key": "1"\n',
  },
  {
    name: 'shows it in no other form',
    given: ['kubectl apply -f a.yaml'],
    line: 'kubectl apply view-last-applied configmap/a -o wide',
    err: "error: Unexpected -o output mode: wide, the flag 'output' must be one of yaml|json\nSee 'kubectl apply view-last-applied -h' for help and examples\n",
  },
  {
    name: 'sets the last configuration',
    given: ['kubectl apply -f a.yaml', 'kubectl apply set-last-applied -f a2.yaml'],
    line: 'kubectl apply view-last-applied configmap/a | grep key',
    out: '  key: "2"\n',
  },
  {
    name: 'sets it only where there is one',
    given: ['kubectl create -f a.yaml'],
    line: 'kubectl apply set-last-applied -f a2.yaml',
    err: 'error: no last-applied-configuration annotation found on resource: a, to create the annotation, run the command with --create-annotation\n',
  },
  {
    name: 'unless told to',
    given: ['kubectl create -f a.yaml'],
    line: 'kubectl apply set-last-applied -f a.yaml --create-annotation=true',
    out: 'configmap/a configured\n',
  },
  {
    name: 'and says when it is so already',
    given: ['kubectl create -f a.yaml', 'kubectl apply set-last-applied -f a.yaml --create-annotation=true'],
    line: 'kubectl apply set-last-applied -f a.yaml',
    out: 'set-last-applied a: no changes required.\n',
  },
];

describe('kubectl apply', () => {
  for (const { name, given, line, out = '', err = '', minor } of ROWS) {
    it(`${name}: ${line}`, () => {
      const { stdout, stderr } = after(given, minor).run(line);
      assert.deepEqual({ stdout, stderr }, { stdout: out, stderr: err });
    });
  }
});
