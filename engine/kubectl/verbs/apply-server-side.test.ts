// Server-side apply, command by command. Texts: kubectl v0.32.0 pkg/cmd/apply/apply.go; apimachinery v0.36
// pkg/util/managedfields/internal/conflict.go; the page on server-side apply of kubernetes.io.

import { describe, it } from 'node:test';
import { assert } from 'chai';
import { type TestSession, testSession } from '../test-session.ts';

const web = (
  replicas: number | undefined,
  image = 'nginx:1',
  kind = 'apps/v1',
): string => `apiVersion: ${kind}
kind: Deployment
metadata: {name: web, labels: {app: web}}
spec:
${replicas === undefined ? '' : `  replicas: ${replicas}\n`}  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - {name: c, image: "${image}", ports: [{containerPort: 80}]}
`;

const FILES = {
  'two.yaml': web(2),
  'three.yaml': web(3),
  'new.yaml': web(3, 'nginx:2'),
  'free.yaml': web(undefined),
  'copied.yaml': web(2).replace(
    'labels: {app: web}}',
    'managedFields: [{manager: me, operation: Update, apiVersion: apps/v1, fieldsType: FieldsV1, fieldsV1: {"f:spec": {"f:replicas": {}}}}]}',
  ),
  'bare.yaml': web(2).replace(', labels: {app: web}}', '}'),
  'old.yaml': web(2, 'nginx:1', 'extensions/v1beta1'),
  'typo.yaml': web(2).replace('replicas', 'replica'),
  'ready.yaml':
    'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nstatus: {conditions: [{type: shop.example/warm, status: "True"}]}\n',
  'pod.yaml':
    'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: c, image: nginx}]}\n',
  'managed.yaml': web(2).replace('labels: {app: web}}', 'managedFields: []}'),
};

const ADVICE = `Please review the fields above--they currently have other managers. Here
are the ways you can resolve this warning:
* If you intend to manage all of these fields, please re-run the apply
  command with the \`--force-conflicts\` flag.
* If you do not intend to manage all of the fields, please edit your
  manifest to remove references to the fields that should keep their
  current managers.
* You may co-own fields by updating your manifest to match the existing
  value; in this case, you'll become the manager if the other manager(s)
  stop managing the field (remove it from their configuration).
See https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts
`;

const start = (minor = 36): TestSession => testSession({ minor, files: FILES });

function after(lines: readonly string[], minor?: number): TestSession {
  const session = start(minor);
  for (const line of lines) {
    const { code, stderr } = session.run(line);
    assert.strictEqual(code, 0, `${line}: ${stderr}`);
  }
  return session;
}

const SERVER_SIDE = 'kubectl apply --server-side -f';

describe('kubectl apply --server-side', () => {
  const rows: readonly [
    name: string,
    given: readonly string[],
    line: string,
    out: string,
    err: string,
    minor?: number,
  ][] = [
    ['creates', [], `${SERVER_SIDE} two.yaml`, 'deployment.apps/web serverside-applied\n', ''],
    [
      'says the same when nothing changes',
      [`${SERVER_SIDE} two.yaml`],
      `${SERVER_SIDE} two.yaml`,
      'deployment.apps/web serverside-applied\n',
      '',
    ],
    [
      'does not write in a dry run',
      [`${SERVER_SIDE} two.yaml --dry-run=server`],
      'kubectl get deployment web',
      '',
      'Error from server (NotFound): deployments.apps "web" not found\n',
    ],
    [
      'refuses to change what a scaling set',
      [`${SERVER_SIDE} two.yaml`, 'kubectl scale deployment web --replicas=5'],
      `${SERVER_SIDE} three.yaml`,
      '',
      `error: Apply failed with 1 conflict: conflict with "kubectl" with subresource "scale" using apps/v1: .spec.replicas\n${ADVICE}`,
    ],
    [
      'names no subresource before 1.22',
      [`${SERVER_SIDE} two.yaml`, 'kubectl scale deployment web --replicas=5'],
      `${SERVER_SIDE} three.yaml`,
      '',
      `error: Apply failed with 1 conflict: conflict with "kubectl" using apps/v1: .spec.replicas\n${ADVICE}`,
      21,
    ],
    [
      'refuses to change what was applied on the client side',
      ['kubectl apply -f two.yaml'],
      `${SERVER_SIDE} three.yaml --field-manager=robot`,
      '',
      `error: Apply failed with 1 conflict: conflict with "kubectl-client-side-apply" using apps/v1: .spec.replicas\n${ADVICE}`,
    ],
    [
      'lists several conflicts',
      ['kubectl create -f two.yaml', 'kubectl set image deployment/web c=nginx:9'],
      `${SERVER_SIDE} new.yaml`,
      '',
      `error: Apply failed with 2 conflicts: conflicts with "kubectl-create" using apps/v1:\n- .spec.replicas\nconflicts with "kubectl-set" using apps/v1:\n- .spec.template.spec.containers[name="c"].image\n${ADVICE}`,
    ],
    [
      'knows one owner of all where a release tracked nothing before',
      ['kubectl create -f two.yaml'],
      `${SERVER_SIDE} three.yaml`,
      '',
      `error: Apply failed with 1 conflict: conflict with "before-first-apply" using apps/v1: .spec.replicas\n${ADVICE}`,
      17,
    ],
    [
      'takes over with --force-conflicts',
      ['kubectl create -f two.yaml', `${SERVER_SIDE} three.yaml --force-conflicts`],
      'kubectl get deployment web -o jsonpath={.spec.replicas}',
      '3',
      '',
    ],
    [
      'takes over its own client-side apply unasked',
      ['kubectl apply -f two.yaml', `${SERVER_SIDE} three.yaml`],
      'kubectl get deployment web -o jsonpath={.spec.replicas}{.metadata.managedFields[*].manager}',
      '3kubectl-last-applied kubectl',
      '',
    ],
    [
      'so that what the manifest no longer has goes',
      ['kubectl apply -f two.yaml', `${SERVER_SIDE} free.yaml`],
      'kubectl get deployment web -o jsonpath={.spec.replicas}',
      '1',
      '',
    ],
    [
      'leaves a field that someone else owns too',
      [
        `${SERVER_SIDE} two.yaml`,
        `${SERVER_SIDE} two.yaml --field-manager=robot`,
        `${SERVER_SIDE} free.yaml`,
      ],
      'kubectl get deployment web -o jsonpath={.spec.replicas}',
      '2',
      '',
    ],
    [
      'leaves no null where the last label went',
      [`${SERVER_SIDE} two.yaml`, `${SERVER_SIDE} bare.yaml`],
      "kubectl get deployment web -o jsonpath='{.metadata.labels}'",
      '',
      '',
    ],
    [
      'is not there before 1.16',
      [],
      `${SERVER_SIDE} two.yaml`,
      '',
      'error: Server-side apply not available on the server: (the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/strategic-merge-patch+json)\n',
      15,
    ],
    [
      'writes the status where it is told to',
      ['kubectl create -f pod.yaml'],
      `${SERVER_SIDE} ready.yaml --subresource=status`,
      'pod/p serverside-applied\n',
      '',
    ],
    [
      'owns what it wrote of the status',
      ['kubectl create -f pod.yaml', `${SERVER_SIDE} ready.yaml --subresource=status`],
      `kubectl get pod p -o jsonpath='{.status.conditions[*].type} {.metadata.managedFields[?(@.operation=="Apply")].subresource}'`,
      'shop.example/warm status',
      '',
    ],
    [
      'has no status to write where there is no object',
      [],
      `${SERVER_SIDE} ready.yaml --subresource=status`,
      '',
      'Error from server (NotFound): pods "p" not found\n',
    ],
    [
      'refuses fields that do not exist',
      [],
      `${SERVER_SIDE} typo.yaml`,
      '',
      'Error from server: failed to create typed patch object (default/web; apps/v1, Kind=Deployment): .spec.replica: field not declared in schema\n',
    ],
    [
      'refuses managedFields in the manifest',
      [],
      `${SERVER_SIDE} managed.yaml`,
      '',
      'Error from server (BadRequest): metadata.managedFields must be nil\n',
    ],
  ];
  for (const [name, given, line, out, err, minor] of rows) {
    it(`${name}: ${line}`, () => {
      const { stdout, stderr } = after(given, minor).run(line);
      assert.deepEqual({ stdout, stderr }, { stdout: out, stderr: err });
    });
  }

  it('writes nothing where nothing changes', () => {
    const session = after([`${SERVER_SIDE} two.yaml`]);
    const revision = (): string =>
      session.run('kubectl get deployment web -o jsonpath={.metadata.resourceVersion}').stdout;
    const before = revision();
    session.run(`${SERVER_SIDE} two.yaml`);
    assert.strictEqual(revision(), before);
  });
});

describe('--show-managed-fields', () => {
  const managers = (session: TestSession): string =>
    session.run(
      "kubectl get deployment web -o jsonpath='{range .metadata.managedFields[*]}{.manager}:{.operation}:{.subresource};{end}'",
    ).stdout;

  it('knows every writer without server-side apply', () => {
    const session = after([
      'kubectl create -f two.yaml',
      'kubectl label deployment web team=shop',
      'kubectl scale deployment web --replicas=4',
    ]);
    assert.strictEqual(
      managers(session),
      'kubectl:Update:scale;kubectl-create:Update:;kubectl-label:Update:;',
    );
    assert.notInclude(session.run('kubectl get deployment web -o yaml').stdout, 'managedFields');
  });

  it('lists what the creator set, defaults included', () => {
    const session = after(['kubectl create -f two.yaml']);
    const { stdout } = session.run('kubectl get deployment web -o yaml --show-managed-fields');
    assert.include(
      stdout,
      `  managedFields:
  - apiVersion: apps/v1
    fieldsType: FieldsV1
    fieldsV1:
      f:metadata:
        f:labels:
          .: {}
          f:app: {}
      f:spec:
        f:progressDeadlineSeconds: {}
        f:replicas: {}
        f:revisionHistoryLimit: {}
        f:selector: {}
        f:strategy:
          f:rollingUpdate:
            .: {}
            f:maxSurge: {}
            f:maxUnavailable: {}
          f:type: {}
        f:template:
          f:metadata:
            f:labels:
              .: {}
              f:app: {}
          f:spec:
            f:containers:
              k:{"name":"c"}:
                .: {}
                f:image: {}
                f:imagePullPolicy: {}
                f:name: {}
                f:ports:
                  .: {}
                  k:{"containerPort":80,"protocol":"TCP"}:
                    .: {}
                    f:containerPort: {}
                    f:protocol: {}
                f:resources: {}
                f:terminationMessagePath: {}
                f:terminationMessagePolicy: {}
            f:dnsPolicy: {}
            f:restartPolicy: {}
            f:schedulerName: {}
            f:securityContext: {}
            f:terminationGracePeriodSeconds: {}
    manager: kubectl-create
    operation: Update
    time: "2025-01-01T00:00:00Z"
`,
    );
  });

  it('believes nobody who creates an object for others', () => {
    const session = after(['kubectl create --validate=false -f copied.yaml']);
    assert.strictEqual(managers(session), 'kubectl-create:Update:;');
  });

  it('has none before 1.18 without server-side apply', () => {
    assert.strictEqual(managers(after(['kubectl create -f two.yaml'], 17)), '');
  });
});
