// What commands print of several objects with -o yaml: held against kubectl 1.32.

import { describeTranscripts } from '../test-transcripts.ts';

const FILES = {
  'two.yaml': `apiVersion: v1
kind: ConfigMap
metadata: {name: a}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: b}
`,
};

describeTranscripts(
  'several objects as YAML',
  { files: FILES, given: ['kubectl create namespace default'] },
  `
create keeps documents apart
$ kubectl create -f two.yaml --dry-run=client -o yaml
| apiVersion: v1
| kind: ConfigMap
| metadata:
|   name: a
|   namespace: default
| ---
| apiVersion: v1
| kind: ConfigMap
| metadata:
|   name: b
|   namespace: default

label does not
$ kubectl label -f two.yaml --local x=z -o yaml
| apiVersion: v1
| kind: ConfigMap
| metadata:
|   labels:
|     x: z
|   name: a
| apiVersion: v1
| kind: ConfigMap
| metadata:
|   labels:
|     x: z
|   name: b

annotate does
$ kubectl annotate -f two.yaml --local x=z -o yaml
| apiVersion: v1
| kind: ConfigMap
| metadata:
|   annotations:
|     x: z
|   name: a
| ---
| apiVersion: v1
| kind: ConfigMap
| metadata:
|   annotations:
|     x: z
|   name: b

apply prints one list, and nothing as it goes
$ kubectl create -f two.yaml
| configmap/a created
| configmap/b created
$ kubectl apply -f two.yaml -o go-template='{{.kind}} {{len .items}}{{println}}'
| List 2
| Warning: resource configmaps/a is missing the kubectl.kubernetes.io/last-applied-configuration annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.
| Warning: resource configmaps/b is missing the kubectl.kubernetes.io/last-applied-configuration annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.
$ kubectl apply -f two.yaml --server-side -o name
| configmap/a
| configmap/b

run with a Service prints that first, with the labels that were asked for
$ kubectl run x --image=b --port=80 --labels=c=d --expose --dry-run=client -o yaml
| apiVersion: v1
| kind: Service
| metadata:
|   creationTimestamp: null
|   labels:
|     c: d
|   name: x
| spec:
|   ports:
|   - port: 80
|     protocol: TCP
|     targetPort: 80
|   selector:
|     c: d
| status:
|   loadBalancer: {}
| ---
| ---
| apiVersion: v1
| kind: Pod
| metadata:
|   creationTimestamp: null
|   labels:
|     c: d
|   name: x
| spec:
|   containers:
|   - image: b
|     name: x
|     ports:
|     - containerPort: 80
|     resources: {}
|   dnsPolicy: ClusterFirst
|   restartPolicy: Always
| status: {}
`,
);
