// Command lines over a small cluster: exit code, standard output and standard error of each.
// Texts: the recorded facts (conformance/traces) and kubectl v0.32.0.

import { describe, it } from 'node:test';
import { assert, expect } from 'chai';
import { UserError } from '../errors.ts';
import { type TestSession, testSession } from './test-session.ts';

const WEB = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - {name: c, image: "nginx:1"}
`;
const POD = (name: string, more = ''): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, labels: {app: ${name}}}\nspec: {containers: [{name: c, image: busybox}]${more}}\n`;
const FILES = {
  'web.yaml': WEB,
  'pods/a.yaml': POD('a'),
  'pods/b.yml': POD('b'),
  'pods/notes.txt': 'not a manifest',
  'pods/deep/c.json': JSON.stringify({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'c' },
    spec: { containers: [{ name: 'c', image: 'x' }] },
  }),
  'two.yaml': `${POD('a')}---\n${POD('b')}`,
  'half.yaml': `${POD('good')}---\napiVersion: v1\nkind: Pod\nmetadata: {name: Bad}\nspec: {containers: []}\n`,
  'elsewhere.yaml': POD('a').replace('{name: a,', '{name: a, namespace: other,'),
  'unknown-field.yaml': POD('a').replace('image: busybox', 'imagee: busybox, image: busybox'),
  'wrong-type.yaml': WEB.replace('replicas: 2', 'replicas: "two"'),
  'unknown-kind.yaml': 'apiVersion: acme.io/v1\nkind: Widget\nmetadata: {name: w}\n',
  'no-kind.yaml': 'metadata: {name: w}\n',
  'broken.yaml': 'a: b: c\n',
  'cron.yaml': `apiVersion: batch/v1beta1
kind: CronJob
metadata: {name: tick}
spec:
  schedule: "*/1 * * * *"
  jobTemplate: {spec: {template: {spec: {restartPolicy: OnFailure, containers: [{name: c, image: busybox}]}}}}
`,
  'generate.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {generateName: x-}\n',
  'app.env': '# comment\nA=1\nB=two words\n',
};

interface Row {
  readonly name: string;
  /** Lines that must succeed before. */
  readonly given?: readonly string[];
  readonly line: string;
  readonly code?: number;
  readonly out?: string;
  readonly err?: string;
  readonly minor?: number;
  readonly enforced?: boolean;
}

function check(rows: readonly Row[]): void {
  for (const { name, given = [], line, code = 0, out = '', err = '', minor, enforced } of rows) {
    it(`${name}: ${line.split('\n')[0]}`, () => {
      const session = start({
        ...(minor === undefined ? {} : { minor }),
        ...(enforced === undefined ? {} : { namespaceIsExplicit: enforced }),
      });
      for (const before of given)
        assert.strictEqual(session.run(before).code, 0, `${before}: ${session.run(before).stderr}`);
      expect(session.run(line)).to.deep.equal({ code, stdout: out, stderr: err });
    });
  }
}

const start = (options: Parameters<typeof testSession>[0] = {}): TestSession =>
  testSession({ files: FILES, ...options });

const NO_RESOURCES = `error: You must provide one or more resources by argument or filename.
Example resource specifications include:
   '-f rsrc.yaml'
   '--filename=rsrc.json'
   '<resource> <name>'
   '<resource>'
`;
const see = (path: string): string => `See 'kubectl ${path} -h' for help and examples\n`;
const usage = (path: string): string => `See 'kubectl ${path} --help' for usage.\n`;
const bad = (name: string, line: string, err: string, more: Partial<Row> = {}): Row => ({
  name,
  line,
  code: 1,
  err,
  ...more,
});
const applied = ['kubectl apply -f web.yaml'];
const pods = ['kubectl apply -f two.yaml'];

describe('kubectl refuses with its own words', () => {
  check([
    bad(
      'unknown command',
      'kubectl foo',
      'error: unknown command "foo" for "kubectl"\n\nDid you mean this?\n\ttop\n',
    ),
    bad(
      'command spelt nearly so',
      'kubectl gte pods',
      'error: unknown command "gte" for "kubectl"\n\nDid you mean this?\n\tget\n',
    ),
    bad(
      'command under another name',
      'kubectl rm pod a',
      'error: unknown command "rm" for "kubectl"\n\nDid you mean this?\n\trun\n\tdelete\n\tcp\n',
    ),
    bad('unknown subcommand', 'kubectl rollout foo', `error: unknown command "foo"\n${see('rollout')}`),
    bad('unknown flag', 'kubectl get pods --foo', `error: unknown flag: --foo\n${usage('get')}`),
    bad('unknown letter', 'kubectl get pods -z', `error: unknown shorthand flag: 'z' in -z\n${usage('get')}`),
    bad(
      'unknown letter among others',
      'kubectl get pods -Awz',
      `error: unknown shorthand flag: 'z' in -z\n${usage('get')}`,
    ),
    bad(
      'flag without its value',
      'kubectl get pods -n',
      `error: flag needs an argument: 'n' in -n\n${usage('get')}`,
    ),
    bad(
      'long flag without its value',
      'kubectl get pods --selector',
      `error: flag needs an argument: --selector\n${usage('get')}`,
    ),
    bad('flag without a name', 'kubectl get pods --=x', `error: bad flag syntax: --=x\n${usage('get')}`),
    bad(
      'no number',
      'kubectl scale deploy/web --replicas=two',
      `error: invalid argument "two" for "--replicas" flag: strconv.ParseInt: parsing "two": invalid syntax\n${usage('scale')}`,
    ),
    bad(
      'no truth value',
      'kubectl delete pod a --wait=maybe',
      `error: invalid argument "maybe" for "--wait" flag: strconv.ParseBool: parsing "maybe": invalid syntax\n${usage('delete')}`,
    ),
    bad(
      'no duration',
      'kubectl wait pod/a --for=delete --timeout=soon',
      `error: invalid argument "soon" for "--timeout" flag: time: invalid duration "soon"\n${usage('wait')}`,
    ),
    bad(
      'get without a type',
      'kubectl get',
      `You must specify the type of resource to get. Use "kubectl api-resources" for a complete list of supported resources.\n\nerror: Required resource not specified.\nUse "kubectl explain <resource>" for a detailed description of that resource (e.g. kubectl explain pods).\n${see('get')}`,
    ),
    bad('unknown type', 'kubectl get widgets', 'error: the server doesn\'t have a resource type "widgets"\n'),
    bad(
      'unknown type with its group',
      'kubectl get widgets.acme.io',
      'error: the server doesn\'t have a resource type "widgets"\n',
    ),
    bad(
      'name that is not there',
      'kubectl get pod nothere',
      'Error from server (NotFound): pods "nothere" not found\n',
    ),
    bad(
      'several names that are not there',
      'kubectl get pod x y',
      'Error from server (NotFound): pods "x" not found\nError from server (NotFound): pods "y" not found\n',
    ),
    bad(
      'name with a selector',
      'kubectl get pod a -l a=b',
      'error: name cannot be provided when a selector is specified\n',
    ),
    bad(
      'name in all namespaces',
      'kubectl get pod a -A',
      'error: a resource cannot be retrieved by name across all namespaces\n',
    ),
    bad(
      'two slashes',
      'kubectl get pod/a/b',
      'error: arguments in resource/name form may not have more than one slash\n',
    ),
    bad(
      'slash without a name',
      'kubectl get pod/',
      'error: arguments in resource/name form must have a single resource and name\n',
    ),
    bad(
      'both forms',
      'kubectl get pod pod/a',
      "error: there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'\n",
    ),
    bad(
      'selector that cannot be read',
      'kubectl get pods -l "a in b"',
      'Error from server (BadRequest): Unable to find "/v1, Resource=pods" that match label selector "a in b", field selector "": unable to parse requirement: found \'b\' expected: \'(\'\n',
    ),
    bad(
      'format that is not there',
      'kubectl get pods -o table',
      'error: unable to match a printer suitable for the output format "table", allowed formats are: custom-columns,custom-columns-file,go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,name,template,templatefile,wide,yaml\n',
    ),
    bad(
      'format without its columns',
      'kubectl get pods -o custom-columns',
      'error: custom-columns format specified but no custom columns given\n',
    ),
    bad(
      'column without a path',
      'kubectl get pods -o custom-columns=NAME',
      'error: unexpected custom-columns spec: NAME, expected <header>:<json-path-expr>\n',
    ),
    bad(
      'labels in YAML',
      'kubectl get pods --show-labels -o yaml',
      'error: --show-labels option cannot be used with yaml printer\n',
    ),
    bad(
      'sorting by what nothing has',
      'kubectl get pods,services --sort-by=.nope',
      'error: couldn\'t find any field with path "{.nope}" in the list of objects\n',
      { given: pods },
    ),
    bad('apply without a file', 'kubectl apply', 'error: must specify one of -f and -k\n'),
    bad('apply with a name', 'kubectl apply web.yaml', `error: Unexpected args: [web.yaml]\n${see('apply')}`),
    bad(
      'file that is not there',
      'kubectl apply -f nothere.yaml',
      'error: the path "nothere.yaml" does not exist\n',
    ),
    bad(
      'create of an unknown thing',
      'kubectl create foo',
      `error: Unexpected args: [foo]\n${see('create')}`,
    ),
    bad('create without a file', 'kubectl create', 'error: must specify one of -f and -k\n'),
    bad(
      'what is there already',
      'kubectl create -f web.yaml',
      'Error from server (AlreadyExists): error when creating "web.yaml": deployments.apps "web" already exists\n',
      { given: applied },
    ),
    bad(
      'name for apply to make up',
      'kubectl apply -f generate.yaml',
      'error: from x-: cannot use generate name with apply\n',
    ),
    bad(
      'other namespace than asked for',
      'kubectl apply -f elsewhere.yaml',
      'error: the namespace from the provided object "other" does not match the namespace "default". You must pass \'--namespace=other\' to perform this operation.\n',
      { enforced: true },
    ),
    bad(
      'field that is not there, 1.20',
      'kubectl apply -f unknown-field.yaml',
      'error: error validating "unknown-field.yaml": error validating data: ValidationError(Pod.spec.containers[0]): unknown field "imagee" in io.k8s.api.core.v1.Container; if you choose to ignore these errors, turn validation off with --validate=false\n',
    ),
    bad(
      'field that is not there, newest',
      'kubectl apply -f unknown-field.yaml',
      'Error from server (BadRequest): error when creating "unknown-field.yaml": Pod in version "v1" cannot be handled as a Pod: strict decoding error: unknown field "spec.containers[0].imagee"\n',
      { minor: 36 },
    ),
    bad(
      'value of the wrong type, newest',
      'kubectl create -f wrong-type.yaml --validate=false',
      'Error from server (BadRequest): error when creating "wrong-type.yaml": Deployment in version "v1" cannot be handled as a Deployment: json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32\n',
      { minor: 36 },
    ),
    bad(
      'kind that is not served',
      'kubectl apply -f unknown-kind.yaml',
      'error: resource mapping not found for name: "w" namespace: "" from "unknown-kind.yaml": no matches for kind "Widget" in version "acme.io/v1"\nensure CRDs are installed first\n',
    ),
    bad(
      'version that is not served any more',
      'kubectl apply -f cron.yaml',
      'error: resource mapping not found for name: "tick" namespace: "" from "cron.yaml": no matches for kind "CronJob" in version "batch/v1beta1"\nensure CRDs are installed first\n',
      { minor: 36 },
    ),
    bad(
      'no kind at all',
      'kubectl apply -f no-kind.yaml',
      'error: error validating "no-kind.yaml": error validating data: [apiVersion not set, kind not set]; if you choose to ignore these errors, turn validation off with --validate=false\n',
    ),
    bad(
      'no YAML',
      'kubectl apply -f broken.yaml',
      'error: error parsing broken.yaml: error converting YAML to JSON: yaml: mapping values are not allowed in this context\n',
    ),
    bad(
      'one bad object of two',
      'kubectl apply --validate=false -f half.yaml',
      "The Pod \"Bad\" is invalid: \n* metadata.name: Invalid value: \"Bad\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')\n* spec.containers: Required value\n",
      { out: 'pod/good created\n' },
    ),
    bad(
      'validation that is not there',
      'kubectl apply --validate=maybe -f web.yaml',
      'error: invalid - validate option "maybe"; must be one of: strict (or true), warn, ignore (or false)\n',
    ),
    bad(
      'dry run that is not there',
      'kubectl apply --dry-run=maybe -f web.yaml',
      'error: Invalid dry-run value (maybe). Must be "none", "server", or "client".\n',
    ),
    bad(
      'prune without a choice',
      'kubectl apply --prune -f web.yaml',
      'error: all resources selected for prune without explicitly passing --all. To prune all resources, pass the --all flag. If you did not mean to prune all resources, specify a label selector\n',
    ),
    bad('delete nothing', 'kubectl delete', NO_RESOURCES),
    bad(
      'delete a type',
      'kubectl delete pods',
      'error: resource(s) were provided, but no name was specified\n',
    ),
    bad(
      'delete what is not there',
      'kubectl delete deployment nothere',
      'Error from server (NotFound): deployments.apps "nothere" not found\n',
    ),
    bad(
      'delete by force, slowly',
      'kubectl delete pod a --force --grace-period=5',
      'error: --force and --grace-period greater than 0 cannot be specified together\n',
      { given: pods },
    ),
    bad(
      'two ways to hurry',
      'kubectl delete pod a --now --grace-period=5',
      'error: --now and --grace-period cannot be specified together\n',
    ),
    bad(
      'all and some',
      'kubectl delete pods --all -l a=b',
      "error: setting 'all' parameter but found a non empty selector. \n",
    ),
    bad(
      'cascade that is not there',
      'kubectl delete pod a --cascade=up',
      'error: invalid cascade value (up). Must be "background", "foreground", or "orphan"\n',
    ),
    bad('scale without a number', 'kubectl scale deploy/web', 'error: required flag(s) "replicas" not set\n'),
    bad(
      'scale below nothing',
      'kubectl scale deploy/web --replicas=-1',
      'error: The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0\n',
    ),
    bad(
      'scale what is not there',
      'kubectl scale deployment/nothere --replicas=2',
      'error: no objects passed to scale deployments.apps "nothere" not found\n',
    ),
    bad(
      'scale from another number',
      'kubectl scale deploy/web --current-replicas=5 --replicas=2',
      'error: Expected replicas to be 5, was 2\n',
      { given: applied },
    ),
    bad('set no image', 'kubectl set image deploy/web', 'error: at least one image update is required\n', {
      given: applied,
    }),
    bad(
      'set a container that is not there',
      'kubectl set image deploy/web d=x',
      'error: unable to find container named "d"\n',
      { given: applied },
    ),
    bad(
      'set resources without any',
      'kubectl set resources deploy/web',
      'error: you must specify an update to requests or limits (in the form of --requests/--limits)\n',
      { given: applied },
    ),
    bad(
      'set resources wrongly',
      'kubectl set resources deploy/web --limits=cpu',
      'error: Invalid argument syntax cpu, expected <resource>=<value>\n',
      { given: applied },
    ),
    bad('label nothing', 'kubectl label pod a', 'error: at least one label update is required\n'),
    bad(
      'label with a bad value',
      'kubectl label pod a x=-',
      "error: invalid label value: \"x=-\": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')\n",
    ),
    bad(
      'label over another',
      'kubectl label pod a app=b',
      "error: 'app' already has a value (a), and --overwrite is false\n",
      { given: pods },
    ),
    bad(
      'label and unlabel',
      'kubectl label pod a x=y x-',
      'error: can not both modify and remove a label in the same command\n',
    ),
    bad(
      'name behind the labels',
      'kubectl label pod x=y a',
      'error: all resources must be specified before label changes: a\n',
    ),
    bad(
      'label what is not there',
      'kubectl label pod nothere a=b',
      'Error from server (NotFound): pods "nothere" not found\n',
    ),
    bad(
      'patch without one',
      'kubectl patch pod a',
      'error: must specify --patch or --patch-file containing the contents of the patch\n',
    ),
    bad(
      'patch type that is not there',
      "kubectl patch pod a --type=x -p '{}'",
      'error: --type must be one of [json merge strategic], not "x"\n',
    ),
    bad(
      'patch to a wrong type',
      `kubectl patch deploy web -p '{"spec":{"replicas":"x"}}'`,
      'The request is invalid: patch: Invalid value: "map[spec:map[replicas:x]]": unrecognized type: int32\n',
      { given: applied },
    ),
    bad(
      'change to a field that is not there, newest',
      "sed 's/image:/imagee: x, image:/' web.yaml | kubectl apply -f -",
      'The request is invalid: patch: Invalid value: "map[metadata:map[annotations:map[kubectl.kubernetes.io/last-applied-configuration:{\\"apiVersion\\":\\"apps/v1\\",\\"kind\\":\\"Deployment\\",\\"metadata\\":{\\"annotations\\":{},\\"name\\":\\"web\\",\\"namespace\\":\\"default\\"},\\"spec\\":{\\"replicas\\":2,\\"selector\\":{\\"matchLabels\\":{\\"app\\":\\"web\\"}},\\"template\\":{\\"metadata\\":{\\"labels\\":{\\"app\\":\\"web\\"}},\\"spec\\":{\\"containers\\":[{\\"image\\":\\"nginx:1\\",\\"imagee\\":\\"x\\",\\"name\\":\\"c\\"}]}}}}\\n]] spec:map[template:map[spec:map[]]]]": strict decoding error: unknown field "spec.template.spec.containers[0].imagee"\n',
      { given: applied, minor: 36 },
    ),
    bad('rollout of nothing', 'kubectl rollout status', 'error: required resource not specified\n'),
    bad(
      'undo the first rollout',
      'kubectl rollout undo deploy/web',
      'error: no rollout history found for deployment "web"\n',
      { given: applied },
    ),
    bad(
      'pause twice',
      'kubectl rollout pause deploy/web',
      'error: deployments.apps "web" is already paused\n',
      { given: [...applied, 'kubectl rollout pause deploy/web'] },
    ),
    bad(
      'resume what runs',
      'kubectl rollout resume deploy/web',
      'error: deployments.apps "web" is not paused\n',
      { given: applied },
    ),
    bad('pause a pod', 'kubectl rollout pause pod/a', 'error: pods "a" pausing is not supported\n', {
      given: pods,
    }),
    bad(
      'status of a pod',
      'kubectl rollout status pod/a',
      'error: no status viewer has been implemented for Pod\n',
      { given: pods },
    ),
    bad('wait for nothing', 'kubectl wait pod/a', 'error: unrecognized condition: ""\n'),
    bad(
      'wait for what is not there',
      'kubectl wait pod/nothere --for=condition=Ready',
      'Error from server (NotFound): pods "nothere" not found\n',
    ),
    bad(
      'wait in vain',
      'kubectl wait pod/a --for=condition=Ready --timeout=2s',
      'error: timed out waiting for the condition on pods/a\n',
      { given: pods },
    ),
    bad(
      'logs of nothing',
      'kubectl logs',
      `error: expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a required argument for the logs command\n${see('logs')}`,
    ),
    bad(
      'logs of what is not there',
      'kubectl logs nothere',
      'error: error from server (NotFound): pods "nothere" not found in namespace "default"\n',
    ),
    bad(
      'logs of a container that is not there',
      'kubectl logs a -c x',
      'error: container x is not valid for pod a\n',
      { given: pods },
    ),
    bad(
      'exec without dashes',
      'kubectl exec a date',
      `error: exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead\n${see('exec')}`,
    ),
    bad(
      'exec of nothing',
      'kubectl exec a --',
      'error: you must specify at least one command for the container\n',
    ),
    bad(
      'taint without an effect',
      'kubectl taint node n a=b',
      `error: invalid taint spec: a=b, name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')\n${see('taint')}`,
    ),
    bad(
      'taint with an unknown effect',
      'kubectl taint node n a=b:Never',
      `error: invalid taint effect: Never, unsupported taint effect\n${see('taint')}`,
    ),
    bad(
      'taint a pod',
      'kubectl taint pod a a=b:NoExecute',
      'error: invalid resource type pod, only node types are supported\n',
    ),
    bad('cordon nothing', 'kubectl cordon', `error: USAGE: cordon NODE [flags]\n${see('cordon')}`),
    bad(
      'deployment without an image',
      'kubectl create deployment x',
      'error: required flag(s) "image" not set\n',
    ),
    bad(
      'deployment without a name',
      'kubectl create deployment --image=x',
      `error: exactly one NAME is required, got 0\n${see('create deployment')}`,
    ),
    bad(
      'job of two minds',
      'kubectl create job j --image=x --from=cronjob/y',
      'error: either --image or --from must be specified\n',
    ),
    bad(
      'service without ports',
      'kubectl create service clusterip s',
      'error: at least one tcp port specifier must be provided\n',
    ),
    bad(
      'literal without a key',
      'kubectl create cm x --from-literal=a',
      'error: invalid literal source a, expected key=value\n',
    ),
    bad(
      'key that is none',
      'kubectl create cm x --from-literal="a b=c"',
      "error: \"a b\" is not a valid key name for a ConfigMap: a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')\n",
    ),
    bad('run without an image', 'kubectl run x', 'error: required flag(s) "image" not set\n'),
    bad(
      'expose without a port',
      'kubectl expose pod a',
      "error: couldn't find port via --port flag or introspection\n",
      { given: pods },
    ),
    bad(
      'autoscale to nothing',
      'kubectl autoscale deploy web --max=0',
      'error: --max=MAXPODS is required and must be at least 1, max: 0\n',
    ),
    bad(
      'replace what is not there',
      'kubectl replace -f web.yaml',
      'Error from server (NotFound): error when replacing "web.yaml": deployments.apps "web" not found\n',
    ),
  ]);
});

describe('kubectl does', () => {
  check([
    { name: 'apply', line: 'kubectl apply -f web.yaml', out: 'deployment.apps/web created\n' },
    {
      name: 'apply again',
      given: applied,
      line: 'kubectl apply -f web.yaml',
      out: 'deployment.apps/web unchanged\n',
    },
    {
      name: 'apply a change',
      given: applied,
      line: 'sed s/nginx:1/nginx:2/ web.yaml | kubectl apply -f -',
      out: 'deployment.apps/web configured\n',
    },
    { name: 'apply a folder', line: 'kubectl apply -f pods', out: 'pod/a created\npod/b created\n' },
    {
      name: 'apply a folder and what is in it',
      line: 'kubectl apply -R -f pods/',
      out: 'pod/a created\npod/b created\npod/c created\n',
    },
    { name: 'apply by pattern', line: "kubectl apply -f 'pods/*.yml'", out: 'pod/b created\n' },
    {
      name: 'apply several',
      line: 'kubectl apply -f web.yaml,pods/a.yaml -f pods/b.yml',
      out: 'deployment.apps/web created\npod/a created\npod/b created\n',
    },
    {
      name: 'apply from a here-document',
      line: `cat <<EOF | kubectl apply -f -\n${WEB}EOF`,
      out: 'deployment.apps/web created\n',
    },
    {
      name: 'apply dry',
      line: 'kubectl apply --dry-run=server -f web.yaml',
      out: 'deployment.apps/web created (server dry run)\n',
    },
    {
      name: 'apply what was created',
      given: ['kubectl create -f web.yaml'],
      line: 'kubectl apply -f web.yaml',
      out: 'deployment.apps/web configured\n',
      err: 'Warning: resource deployments/web is missing the kubectl.kubernetes.io/last-applied-configuration annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.\n',
    },
    {
      name: 'apply in an old version',
      line: 'kubectl apply -f cron.yaml',
      out: 'cronjob.batch/tick created\n',
      err: 'Warning: batch/v1beta1 CronJob is deprecated in v1.22+, unavailable in v1.25+\n',
    },
    {
      name: 'apply in an old version, 1.24',
      minor: 24,
      line: 'kubectl apply -f cron.yaml',
      out: 'cronjob.batch/tick created\n',
      err: 'Warning: batch/v1beta1 CronJob is deprecated in v1.21+, unavailable in v1.25+; use batch/v1 CronJob\n',
    },
    {
      name: 'names',
      given: [...applied, ...pods],
      line: 'kubectl get pods,deploy -o name',
      out: 'pod/a\npod/b\ndeployment.apps/web\n',
    },
    { name: 'names by label', given: pods, line: 'kubectl get pods -l app=b -o name', out: 'pod/b\n' },
    {
      name: 'names by field',
      given: pods,
      line: 'kubectl get pods --field-selector=metadata.name!=b -o name',
      out: 'pod/a\n',
    },
    {
      name: 'JSONPath',
      given: applied,
      line: "kubectl get deploy web -o jsonpath='{.spec.replicas}'",
      out: '2',
    },
    {
      name: 'custom columns',
      given: pods,
      line: 'kubectl get pods -o custom-columns=NAME:.metadata.name,NODE:.spec.nodeName',
      out: 'NAME   NODE\na      <none>\nb      <none>\n',
    },
    { name: 'nothing', line: 'kubectl get pods', err: 'No resources found in default namespace.\n' },
    { name: 'nothing anywhere', line: 'kubectl get pods -A', err: 'No resources found\n' },
    { name: 'nothing without a namespace', line: 'kubectl get nodes', err: 'No resources found\n' },
    { name: 'nothing, and that is fine', line: 'kubectl get pod x --ignore-not-found' },
    { name: 'counting', given: pods, line: 'kubectl get pods -o name | wc -l', out: '2\n' },
    { name: 'choosing', given: pods, line: 'kubectl get pods -o name | grep -v a', out: 'pod/b\n' },
    { name: 'no line chosen', given: pods, line: 'kubectl get pods -o name | grep x', code: 1 },
    {
      name: 'one after the other',
      line: 'kubectl create ns x && kubectl get ns -o name',
      out: 'namespace/x created\nnamespace/x\n',
    },
    {
      name: 'not after a failure',
      line: 'kubectl get widgets && kubectl get pods',
      code: 1,
      err: 'error: the server doesn\'t have a resource type "widgets"\n',
    },
    {
      name: 'arguments from a pipe',
      given: pods,
      line: 'kubectl get pods -o name | xargs kubectl delete --wait=false',
      out: 'pod "a" deleted\npod "b" deleted\n',
    },
    {
      name: 'a loop',
      line: 'for i in 1 2; do kubectl create cm c$i; done',
      out: 'configmap/c1 created\nconfigmap/c2 created\n',
    },
    {
      name: 'a file of its own',
      line: 'kubectl create cm x --dry-run=client -o yaml > x.yaml && kubectl apply -f x.yaml',
      out: 'configmap/x created\n',
    },
    {
      name: 'delete',
      given: applied,
      line: 'kubectl delete -f web.yaml',
      out: 'deployment.apps "web" deleted\n',
    },
    { name: 'delete by label', given: pods, line: 'kubectl delete pods -l app=a', out: 'pod "a" deleted\n' },
    { name: 'delete none by label', line: 'kubectl delete pods -l app=a', out: 'No resources found\n' },
    {
      name: 'delete by force',
      given: pods,
      line: 'kubectl delete pod a --grace-period=0 --force',
      out: 'pod "a" force deleted\n',
      err: 'Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.\n',
    },
    {
      name: 'delete without a namespace while in one',
      given: ['kubectl create ns x'],
      enforced: true,
      line: 'kubectl delete ns x --wait=false',
      out: 'namespace "x" deleted\n',
      err: 'Warning: deleting cluster-scoped resources, not scoped to the provided namespace\n',
    },
    {
      name: 'scale',
      given: applied,
      line: 'kubectl scale deployment/web --replicas=5',
      out: 'deployment.apps/web scaled\n',
    },
    {
      name: 'set image',
      given: applied,
      line: 'kubectl set image deployment/web c=nginx:2',
      out: 'deployment.apps/web image updated\n',
    },
    { name: 'set the same image', given: applied, line: 'kubectl set image deployment/web c=nginx:1' },
    {
      name: 'set resources',
      given: applied,
      line: 'kubectl set resources deployment/web -c=c --requests=cpu=1m',
      out: 'deployment.apps/web resource requirements updated\n',
    },
    {
      name: 'set env',
      given: applied,
      line: 'kubectl set env deployment/web A=b',
      out: 'deployment.apps/web env updated\n',
    },
    {
      name: 'list env',
      given: [...applied, 'kubectl set env deployment/web A=b'],
      line: 'kubectl set env deployment/web --list',
      out: '# Deployment web, container c\nA=b\n',
    },
    {
      name: 'pause',
      given: applied,
      line: 'kubectl rollout pause deployment/web',
      out: 'deployment.apps/web paused\n',
    },
    {
      name: 'restart',
      given: applied,
      line: 'kubectl rollout restart deployment/web',
      out: 'deployment.apps/web restarted\n',
    },
    {
      name: 'history of nothing',
      given: applied,
      line: 'kubectl rollout history deployment/web',
      out: 'deployment.apps/web \nNo rollout history found.\n',
    },
    { name: 'label', given: pods, line: 'kubectl label pod a x=y', out: 'pod/a labeled\n' },
    {
      name: 'label with the same',
      given: pods,
      line: 'kubectl label pod a app=a',
      out: 'pod/a not labeled\n',
    },
    { name: 'unlabel', given: pods, line: 'kubectl label pod a app-', out: 'pod/a unlabeled\n' },
    {
      name: 'unlabel what has none',
      given: pods,
      line: 'kubectl label pod a nope-',
      out: 'label "nope" not found.\npod/a not labeled\n',
    },
    { name: 'list labels', given: pods, line: 'kubectl label pod a --list', out: 'app=a\n' },
    { name: 'annotate', given: pods, line: 'kubectl annotate pod a x=y', out: 'pod/a annotated\n' },
    {
      name: 'patch',
      given: applied,
      line: `kubectl patch deploy web -p '{"spec":{"replicas":3}}'`,
      out: 'deployment.apps/web patched\n',
    },
    {
      name: 'patch in YAML',
      given: applied,
      line: `kubectl patch deploy web --type=merge -p 'spec: {replicas: 3}'`,
      out: 'deployment.apps/web patched\n',
    },
    {
      name: 'patch by operations',
      given: applied,
      line: `kubectl patch deploy web --type=json -p '[{"op":"replace","path":"/spec/replicas","value":4}]'`,
      out: 'deployment.apps/web patched\n',
    },
    {
      name: 'patch without a change',
      given: applied,
      line: `kubectl patch deploy web -p '{"spec":{"replicas":2}}'`,
      out: 'deployment.apps/web patched (no change)\n',
    },
    {
      name: 'create a ConfigMap from files',
      line: 'kubectl create cm x --from-env-file=app.env --dry-run=client -o yaml',
      out: 'apiVersion: v1\ndata:\n  A: "1"\n  B: two words\nkind: ConfigMap\nmetadata:\n  creationTimestamp: null\n  name: x\n',
    },
    {
      name: 'create a Secret',
      line: 'kubectl create secret generic x --from-literal=a=b -o jsonpath={.data.a}',
      out: 'Yg==',
    },
    {
      name: 'create a Job from a CronJob',
      given: ['kubectl create cronjob t --image=x --schedule="* * * * *"'],
      minor: 36,
      line: 'kubectl create job j --from=cronjob/t -o jsonpath={.metadata.annotations}',
      out: '{"cronjob.kubernetes.io/instantiate":"manual"}',
    },
    { name: 'run', line: 'kubectl run p --image=nginx', out: 'pod/p created\n' },
    {
      name: 'expose',
      given: applied,
      line: 'kubectl expose deployment web --port=80',
      out: 'service/web exposed\n',
    },
    {
      name: 'autoscale',
      given: applied,
      line: 'kubectl autoscale deployment web --min=1 --max=3',
      out: 'horizontalpodautoscaler.autoscaling/web autoscaled\n',
    },
    {
      name: 'replace',
      given: applied,
      line: 'kubectl replace -f web.yaml',
      out: 'deployment.apps/web replaced\n',
    },
    { name: 'the context', line: 'kubectl config current-context', out: 'simulated\n' },
  ]);

  it('prints a Deployment as YAML with sorted keys and quoted texts', () => {
    const session = start();
    session.run('kubectl apply -f web.yaml');
    const { stdout } = session.run('kubectl get deploy web -o yaml');
    assert.match(
      stdout,
      /^apiVersion: apps\/v1\nkind: Deployment\nmetadata:\n {2}annotations:\n {4}kubectl\.kubernetes\.io\/last-applied-configuration: \|\n {6}\{"apiVersion"/,
    );
    assert.include(stdout, '  creationTimestamp: "2025-01-01T00:00:00Z"\n');
    assert.include(stdout, '      containers:\n      - image: nginx:1\n');
  });

  it('prints one thing as itself and several as a List', () => {
    const session = start();
    session.run('kubectl apply -f pods/a.yaml');
    assert.strictEqual(JSON.parse(session.run('kubectl get pod a -o json').stdout).kind, 'Pod');
    const list = JSON.parse(session.run('kubectl get pods -o json').stdout);
    expect(list).to.include({ apiVersion: 'v1', kind: 'List' });
    expect(list.metadata).to.deep.equal({ resourceVersion: '' });
  });

  it('shows objects in the version that the release prefers', () => {
    const versions = [20, 24].map((minor) => {
      const session = start({ minor });
      session.run('kubectl apply -f cron.yaml');
      return session.run('kubectl get cronjob tick -o jsonpath={.apiVersion}');
    });
    expect(versions.map(({ stdout }) => stdout)).to.deep.equal(['batch/v1beta1', 'batch/v1']);
    assert.include(versions[0]!.stderr, 'deprecated');
    assert.strictEqual(versions[1]!.stderr, '');
  });

  it('sees the files that the line itself has written, and keeps them', () => {
    const session = start();
    session.run(
      'kubectl create cm x --dry-run=client -o yaml > new/x.yaml || mkdir new && kubectl create cm x --dry-run=client -o yaml > new/x.yaml',
    );
    assert.include(session.session.files.get('new/x.yaml'), 'kind: ConfigMap');
  });
});

describe('kubectl waits in simulation time', () => {
  it('waits until what it deletes is gone', () => {
    const session = start();
    session.run('kubectl apply -f two.yaml');
    const { server } = session.session;
    const pod = server.peek('Pod', 'default', 'a')!;
    server.update({ ...pod, metadata: { ...pod.metadata, finalizers: ['acme.io/hold'] } }, { actor: 'test' });
    const { result } = session.start('kubectl delete pod a');
    session.kernel.advance(5000);
    assert.isUndefined(result());
    const held = server.peek('Pod', 'default', 'a')!;
    const { finalizers: _, ...metadata } = held.metadata;
    session.kernel.schedule(
      { delayMs: 0, kind: 'test' },
      () => void server.update({ ...held, metadata }, { actor: 'test' }),
    );
    session.kernel.advance(0);
    expect(result()).to.deep.equal({ code: 0, stdout: 'pod "a" deleted\n', stderr: '' });
  });

  it('gives up after --timeout', () => {
    const session = start();
    session.run('kubectl apply -f web.yaml');
    expect(session.run('kubectl rollout status deploy/web --timeout=3s')).to.deep.equal({
      code: 1,
      stdout: 'Waiting for deployment spec update to be observed...\n',
      stderr: 'error: timed out waiting for the condition\n',
    });
    assert.strictEqual(session.kernel.nowMs, 3000);
  });

  it('follows a rollout from change to change', () => {
    const session = start();
    session.run('kubectl apply -f web.yaml');
    const { server } = session.session;
    const { result } = session.start('kubectl rollout status deploy/web');
    const report = (status: object): void => {
      const now = server.peek('Deployment', 'default', 'web')!;
      session.kernel.schedule(
        { delayMs: 1000, kind: 'test' },
        () => void server.updateStatus({ ...now, status } as typeof now, { actor: 'test' }),
      );
      session.kernel.advance(1000);
    };
    report({ observedGeneration: 1, replicas: 2, updatedReplicas: 2, unavailableReplicas: 2 });
    report({
      observedGeneration: 1,
      replicas: 2,
      updatedReplicas: 2,
      readyReplicas: 2,
      availableReplicas: 2,
    });
    assert.strictEqual(
      result()?.stdout,
      'Waiting for deployment spec update to be observed...\nWaiting for deployment "web" rollout to finish: 0 of 2 updated replicas are available...\ndeployment "web" successfully rolled out\n',
    );
  });

  it('waits for a condition and for a path', () => {
    const session = start();
    session.run('kubectl apply -f web.yaml');
    session.kernel.schedule(
      { delayMs: 4000, kind: 'test' },
      () => void session.session.server.scale('Deployment', 'default', 'web', 7, { actor: 'test' }),
    );
    expect(session.run("kubectl wait deploy/web --for=jsonpath='{.spec.replicas}'=7")).to.deep.equal({
      code: 0,
      stdout: 'deployment.apps/web condition met\n',
      stderr: '',
    });
    assert.strictEqual(session.kernel.nowMs, 4000);
  });

  it('sleeps between commands', () => {
    const session = start();
    session.run('kubectl create cm a; sleep 5; kubectl create cm b');
    assert.strictEqual(session.kernel.nowMs, 5000);
  });

  it('watches for as long as it is told', () => {
    const session = start();
    session.run('kubectl apply -f pods/a.yaml');
    session.kernel.schedule(
      { delayMs: 1000, kind: 'test' },
      () => void session.start('kubectl apply -f pods/b.yml'),
    );
    assert.strictEqual(
      session.run('kubectl get pods -w -o name --request-timeout=3s').stdout,
      'pod/a\npod/b\n',
    );
    assert.strictEqual(session.kernel.nowMs, 3000);
  });
});

describe('kubectl speaks to containers', () => {
  const running = (session: TestSession, name: string, restartCount = 0): void => {
    const { server } = session.session;
    server.bind('default', name, 'node-1', { actor: 'test' });
    const pod = server.peek('Pod', 'default', name)!;
    const containerStatuses = pod.spec.containers.map((container) => ({
      name: container.name,
      image: 'x',
      imageID: 'x',
      ready: true,
      restartCount,
      state: { running: { startedAt: '2025-01-01T00:00:00Z' } },
    }));
    const status = { ...pod.status, phase: 'Running', containerStatuses };
    server.updateStatus({ ...pod, status } as unknown as typeof pod, { actor: 'test' });
  };
  const withPods = (): TestSession => {
    const session = start({
      files: { ...FILES, 'both.yaml': POD('both').replace('busybox}]', 'busybox}, {name: d, image: x}]') },
    });
    session.run('kubectl apply -f two.yaml -f both.yaml');
    for (const name of ['a', 'both']) running(session, name);
    return session;
  };
  const rows: readonly [name: string, line: string, code: number, out: string, err: string][] = [
    ['logs', 'kubectl logs a', 0, 'log of a/c\n', ''],
    [
      'logs of the first of two',
      'kubectl logs both',
      0,
      'log of both/c\n',
      'Defaulted container "c" out of: c, d\n',
    ],
    [
      'logs of all',
      'kubectl logs both --all-containers --prefix',
      0,
      '[pod/both/c] log of both/c\n[pod/both/d] log of both/d\n',
      '',
    ],
    ['logs of one', 'kubectl logs both d', 0, 'log of both/d\n', ''],
    ['logs by label', 'kubectl logs -l app=a', 0, 'log of a/c\n', ''],
    [
      'logs by a label that none has',
      'kubectl logs -l app=x',
      0,
      '',
      'No resources found in default namespace.\n',
    ],
    ['logs of a pod without a node', 'kubectl logs b', 0, '', ''],
    [
      'logs of before',
      'kubectl logs a --previous',
      1,
      '',
      'Error from server (BadRequest): previous terminated container "c" in pod "a" not found\n',
    ],
    ['exec', 'kubectl exec a -- date -u', 0, 'c: date -u\n', ''],
    ['exec in another container', 'kubectl exec both -c d -- date', 0, 'd: date\n', ''],
    ['exec that fails', 'kubectl exec a -- exit 3', 3, '', 'command terminated with exit code 3\n'],
    [
      'exec in a pod without a node',
      'kubectl exec b -- date',
      1,
      '',
      'Error from server (BadRequest): pod b does not have a host assigned\n',
    ],
  ];
  for (const [name, line, code, stdout, stderr] of rows) {
    it(`${name}: ${line}`, () => {
      expect(withPods().run(line)).to.deep.equal({ code, stdout, stderr });
    });
  }
});

describe('kubectl says what is not simulated', () => {
  const rows: readonly [string, RegExp][] = [
    ['helm install x', /"helm" is not kubectl/],
    ['', /empty/],
    ['kubectl get pods | jq .', /"jq"/],
    ['kubectl edit deploy web', /kubectl edit is not simulated\n {2}try {2}use kubectl patch/],
    ['kubectl explain pods', /kubectl explain/],
    ['kubectl apply -k .', /kustomize/],
    ['kubectl apply -f https://acme.io/x.yaml', /URL/],
    ['kubectl get --help', /the help of "kubectl get"/],
  ];
  for (const [line, message] of rows) {
    it(line === '' ? 'an empty line' : line, () => {
      expect(() => start().run(line)).to.throw(UserError, message);
    });
  }
});
