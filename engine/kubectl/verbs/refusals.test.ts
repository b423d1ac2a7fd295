// What a real API server of v1.20 was seen to answer, and kubectl v1.32 to print. The commands are those of the recorded
// scenarios.

import { describeTranscripts } from '../test-transcripts.ts';

describeTranscripts(
  'kubectl and what the server of 1.20 refuses',
  {
    minor: 20,
    given: ['kubectl create -f c.yaml'],
    files: {
      'c.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {a: "1"}\n',
      'uid.yaml':
        'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c, uid: 6cb9c66a-6e3c-4f5e-8b8e-1e0f5d0c7a11}\ndata: {a: "2"}\n',
      'elsewhere.yaml':
        'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c, namespace: elsewhere}\ndata: {a: "2"}\n',
      'no-name.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {}\ndata: {a: b}\n',
      'no-kind.yaml': 'apiVersion: v1\nmetadata: {name: w}\n',
    },
  },
  `
fields that cannot be selected by, whether there are objects or none
  $ kubectl get pods --field-selector=spec.foo=bar
  | Error from server (BadRequest): Unable to find "/v1, Resource=pods" that match label selector "", field selector "spec.foo=bar": field label not supported: spec.foo
  ? 1
  $ kubectl get svc --field-selector=spec.type=ClusterIP
  | Error from server (BadRequest): Unable to find "/v1, Resource=services" that match label selector "", field selector "spec.type=ClusterIP": "spec.type" is not a known field selector: only "metadata.name", "metadata.namespace"
  ? 1
  $ kubectl get cm --field-selector=metadata.name=c -o name
  | configmap/c

a patch that names another object
  $ kubectl patch cm c -p '{"metadata":{"name":"d"}}'
  | Error from server (BadRequest): the name of the object (d) does not match the name on the URL (c)
  ? 1
  $ kubectl patch cm c -p '{"metadata":{"namespace":"d"}}'
  | Error from server (BadRequest): the namespace of the object (d) does not match the namespace on the request (default)
  ? 1

a patch that ends too early
  $ kubectl patch cm c -p "{"
  | Error from server (BadRequest): unexpected EOF
  ? 1

a label that was not there, on an object without labels
  $ kubectl label cm c zz-
  | label "zz" not found.
  | configmap/c labeled
  $ kubectl label cm c a=b
  | configmap/c labeled
  $ kubectl label cm c zz-
  | label "zz" not found.
  | configmap/c not labeled

what is not there, in a namespace that is not there
  $ kubectl get cm c -n nowhere
  | Error from server (NotFound): namespaces "nowhere" not found
  ? 1
  $ kubectl get -f elsewhere.yaml -n default
  | Error from server (NotFound): namespaces "elsewhere" not found
  ? 1

manifests without a name or a kind
  $ kubectl apply -f no-name.yaml
  | error: error when retrieving current configuration of:
  | Resource: "/v1, Resource=configmaps", GroupVersionKind: "/v1, Kind=ConfigMap"
  | Name: "", Namespace: "default"
  | from server for: "no-name.yaml": resource name may not be empty
  ? 1
  $ kubectl apply --validate=false -f no-kind.yaml
  | error: unable to decode "no-kind.yaml": Object 'Kind' is missing in '{"apiVersion":"v1","metadata":{"name":"w"}}'
  ? 1
`,
);

describeTranscripts(
  'kubectl since 1.31',
  { given: [] },
  `
Services by their type
  $ kubectl get svc --field-selector=spec.type=ClusterIP,spec.clusterIP!=None
  | No resources found in default namespace.
`,
);
