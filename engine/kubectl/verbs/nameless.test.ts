// What kubectl says of objects without a name, and of fields that a kind cannot be selected by: held against kubectl 1.32.

import { describeTranscripts } from '../test-transcripts.ts';

const FILES = {
  'noname.yaml': `apiVersion: v1
kind: ConfigMap
metadata: {labels: {a: b}}
`,
  'gen.yaml': `apiVersion: v1
kind: ConfigMap
metadata: {generateName: x-}
`,
};

describeTranscripts(
  'an object without a name',
  { files: FILES, given: ['kubectl create namespace default', 'kubectl create configmap a'] },
  `
apply asks for the current one first
$ kubectl apply -f noname.yaml
| error: error when retrieving current configuration of:
| Resource: "/v1, Resource=configmaps", GroupVersionKind: "/v1, Kind=ConfigMap"
| Name: "", Namespace: "default"
| from server for: "noname.yaml": resource name may not be empty
? 1
$ kubectl apply -f gen.yaml
| error: from x-: cannot use generate name with apply
? 1
$ kubectl apply -f noname.yaml --server-side
| error: resource name may not be empty
? 1

create leaves it to the server
$ kubectl create -f noname.yaml
| The ConfigMap "" is invalid: metadata.name: Required value: name or generateName is required
? 1
$ kubectl create -f gen.yaml -o name
| configmap/x-twqh9
$ kubectl create -f noname.yaml --dry-run=client
| configmap/<unknown> created (dry run)

others refuse it
$ kubectl delete -f noname.yaml
| error: error when deleting "noname.yaml": resource name may not be empty
? 1
$ kubectl delete -f noname.yaml --ignore-not-found
| error: error when deleting "noname.yaml": resource name may not be empty
? 1
$ kubectl replace -f gen.yaml
| error: error when replacing "gen.yaml": resource name may not be empty
? 1
$ kubectl replace --force -f noname.yaml
| error: error when deleting "noname.yaml": resource name may not be empty
? 1
$ kubectl annotate -f noname.yaml a=c
| error: resource name may not be empty
? 1
$ kubectl patch -f noname.yaml -p {}
| error: resource name may not be empty
? 1
$ kubectl scale -f noname.yaml --replicas=2
| error: resource name may not be empty
? 1
$ kubectl describe -f noname.yaml
| error: resource name may not be empty
? 1
$ kubectl diff -f gen.yaml
| error: resource name may not be empty
? 2
$ kubectl wait --for=delete -f noname.yaml
| error: resource name must be provided
? 1

a patch that is no object
$ kubectl patch configmap a -p x
| Error from server (BadRequest): json: cannot unmarshal string into Go value of type map[string]interface {}
? 1
$ kubectl patch configmap a --type=merge -p [1]
| Error from server (BadRequest): error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}
? 1

a context that is not there
$ kubectl config get-contexts nowhere
| CURRENT   NAME   CLUSTER   AUTHINFO   NAMESPACE
| error: context nowhere not found
? 1
`,
);

describeTranscripts(
  'a field that a kind cannot be selected by',
  { given: ['kubectl create namespace default'] },
  `
in the words of the kind
$ kubectl get pods --field-selector foo=bar
| Error from server (BadRequest): Unable to find "/v1, Resource=pods" that match label selector "", field selector "foo=bar": field label not supported: foo
? 1
$ kubectl delete pods --field-selector foo=bar -l a=b
| Error from server (BadRequest): Unable to find "/v1, Resource=pods" that match label selector "a=b", field selector "foo=bar": field label not supported: foo
? 1
$ kubectl get deployments --field-selector spec.replicas=1
| Error from server (BadRequest): Unable to find "apps/v1, Resource=deployments" that match label selector "", field selector "spec.replicas=1": "spec.replicas" is not a known field selector: only "metadata.name", "metadata.namespace"
? 1
$ kubectl get jobs --field-selector status.failed=1
| Error from server (BadRequest): Unable to find "batch/v1, Resource=jobs" that match label selector "", field selector "status.failed=1": field label "status.failed" not supported for Job
? 1
$ kubectl get nodes --field-selector metadata.namespace=x
| Error from server (BadRequest): Unable to find "/v1, Resource=nodes" that match label selector "", field selector "metadata.namespace=x": field label not supported: metadata.namespace
? 1
$ kubectl get services --field-selector spec.type=ClusterIP -o name

in the path of a request
$ kubectl get --raw /api/v1/pods?fieldSelector=foo%3Dbar
| Error from server (BadRequest): field label not supported: foo
? 1
$ kubectl get --raw '/api/v1/pods?watch=1&resourceVersion=x'
| Error from server (BadRequest): Invalid value: "x": strconv.ParseUint: parsing "x": invalid syntax
? 1
`,
);

describeTranscripts(
  'Services before 1.31 by their type',
  { minor: 30, given: ['kubectl create namespace default'] },
  `
are not known
$ kubectl get services --field-selector spec.type=ClusterIP
| Error from server (BadRequest): Unable to find "/v1, Resource=services" that match label selector "", field selector "spec.type=ClusterIP": "spec.type" is not a known field selector: only "metadata.name", "metadata.namespace"
? 1
`,
);
