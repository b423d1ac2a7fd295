// kubectl create for roles, bindings, Ingresses and certificates. Texts: kubectl v0.32.0 pkg/cmd/create.

import { describeTranscripts } from '../test-transcripts.ts';

const OPTIONS = {
  files: {
    'cert.pem': `-----BEGIN CERTIFICATE-----
AA==
-----END CERTIFICATE-----
`,
    'plain.txt': `no certificate
`,
  },
  given: [],
};

describeTranscripts(
  'kubectl create of access',
  OPTIONS,
  `
a role: one rule a group, names as the cluster has them
  $ kubectl create role r --verb=get,list,get --resource=po,deploy.apps,pods/log --resource-name=a --dry-run=client -o yaml
  | apiVersion: rbac.authorization.k8s.io/v1
  | kind: Role
  | metadata:
  |   creationTimestamp: null
  |   name: r
  | rules:
  | - apiGroups:
  |   - ""
  |   resourceNames:
  |   - a
  |   resources:
  |   - pods
  |   - pods/log
  |   verbs:
  |   - get
  |   - list
  | - apiGroups:
  |   - apps
  |   resourceNames:
  |   - a
  |   resources:
  |   - deployments
  |   verbs:
  |   - get
  |   - list

a role for everything
  $ kubectl create role r --verb='*' --resource=pods,'*' -o jsonpath={.rules}
  | [{"apiGroups":[""],"resources":["*"],"verbs":["*"]}]

a role without verbs
  $ kubectl create role r --resource=pods
  | error: at least one verb must be specified
  ? 1

a role without resources
  $ kubectl create role r --verb=get
  | error: at least one resource must be specified
  ? 1

a verb of its own
  $ kubectl create role r --verb=frob --resource=pods
  | role.rbac.authorization.k8s.io/r created
  | Warning: 'frob' is not a standard resource verb
  $ kubectl create role s --verb=bind --resource=pods
  | error: can not perform 'bind' on 'pods' in group ''
  ? 1
  $ kubectl create role t --verb=bind --resource=roles
  | role.rbac.authorization.k8s.io/t created

a resource that is not there
  $ kubectl create role r --verb=get --resource=widgets
  | the server doesn't have a resource type "widgets"
  ? 1

a cluster role for URLs
  $ kubectl create clusterrole r --verb=get --non-resource-url=/healthz,/x/* -o jsonpath={.rules}
  | [{"nonResourceURLs":["/healthz","/x/*"],"verbs":["get"]}]
  $ kubectl create clusterrole s --verb=get --non-resource-url=healthz
  | error: nonResourceURL should start with /
  ? 1
  $ kubectl create clusterrole s --verb=list --non-resource-url=/h
  | error: invalid verb: 'list' for nonResourceURL
  ? 1
  $ kubectl create clusterrole s --verb=get
  | error: one of resource or nonResourceURL must be specified
  ? 1
  $ kubectl create clusterrole s --verb=get --non-resource-url=/a*b
  | error: nonResourceURL only supports wildcard matches when '*' is at the end
  ? 1

a cluster role that gathers others
  $ kubectl create clusterrole r --aggregation-rule=a=b --dry-run=client -o yaml
  | aggregationRule:
  |   clusterRoleSelectors:
  |   - matchLabels:
  |       a: b
  | apiVersion: rbac.authorization.k8s.io/v1
  | kind: ClusterRole
  | metadata:
  |   creationTimestamp: null
  |   name: r
  | rules: null
  $ kubectl create clusterrole r --aggregation-rule=a=b --verb=get
  | error: aggregation rule must be specified without nonResourceURLs, verbs, resources or resourceNames
  ? 1

a binding
  $ kubectl create rolebinding b --role=r --user=u --group=g --serviceaccount=ns:sa -o yaml --dry-run=client
  | apiVersion: rbac.authorization.k8s.io/v1
  | kind: RoleBinding
  | metadata:
  |   creationTimestamp: null
  |   name: b
  | roleRef:
  |   apiGroup: rbac.authorization.k8s.io
  |   kind: Role
  |   name: r
  | subjects:
  | - apiGroup: rbac.authorization.k8s.io
  |   kind: User
  |   name: u
  | - apiGroup: rbac.authorization.k8s.io
  |   kind: Group
  |   name: g
  | - kind: ServiceAccount
  |   name: sa
  |   namespace: ns
  $ kubectl create rolebinding b --role=r --clusterrole=s
  | error: exactly one of clusterrole or role must be specified
  ? 1
  $ kubectl create rolebinding b
  | error: exactly one of clusterrole or role must be specified
  ? 1
  $ kubectl create rolebinding b --role=r --serviceaccount=sa
  | error: serviceaccount must be <namespace>:<name>
  ? 1

a binding again
  $ kubectl create clusterrolebinding b --clusterrole=r --user=u
  | clusterrolebinding.rbac.authorization.k8s.io/b created
  $ kubectl create clusterrolebinding b --clusterrole=r --user=u
  | error: failed to create clusterrolebinding: clusterrolebindings.rbac.authorization.k8s.io "b" already exists
  ? 1
  $ kubectl create clusterrolebinding c
  | error: required flag(s) "clusterrole" not set
  ? 1

an Ingress
  $ kubectl create ingress i --class=nginx --annotation=a=b --default-backend=d:80 --rule='a.com/x=s:80,tls=c' --rule='a.com/y*=s:http' --rule='b.com/=s:1,tls=c' --rule='/=s:1' -o yaml --dry-run=client
  | apiVersion: networking.k8s.io/v1
  | kind: Ingress
  | metadata:
  |   annotations:
  |     a: b
  |   creationTimestamp: null
  |   name: i
  | spec:
  |   defaultBackend:
  |     service:
  |       name: d
  |       port:
  |         number: 80
  |   ingressClassName: nginx
  |   rules:
  |   - host: a.com
  |     http:
  |       paths:
  |       - backend:
  |           service:
  |             name: s
  |             port:
  |               number: 80
  |         path: /x
  |         pathType: Exact
  |       - backend:
  |           service:
  |             name: s
  |             port:
  |               name: http
  |         path: /y
  |         pathType: Prefix
  |   - host: b.com
  |     http:
  |       paths:
  |       - backend:
  |           service:
  |             name: s
  |             port:
  |               number: 1
  |         path: /
  |         pathType: Exact
  |   - http:
  |       paths:
  |       - backend:
  |           service:
  |             name: s
  |             port:
  |               number: 1
  |         path: /
  |         pathType: Exact
  |   tls:
  |   - hosts:
  |     - a.com
  |     - b.com
  |     secretName: c
  | status:
  |   loadBalancer: {}

Ingresses that are none
  $ kubectl create ingress i
  | error: not enough information provided: every ingress has to either specify a default-backend (which catches all traffic) or a list of rules (which catch specific paths)
  ? 1
  $ kubectl create ingress i --rule=x
  | error: rule x is invalid and should be in format host/path=svcname:svcport[,tls[=secret]]
  ? 1
  $ kubectl create ingress i --default-backend=d
  | error: default-backend should be in format servicename:serviceport
  ? 1
  $ kubectl create ingress i --default-backend=d:1 --annotation=x
  | error: annotation x is invalid and should be in format key=[value]
  ? 1

a certificate
  $ kubectl create secret tls t --cert=cert.pem --key=cert.pem
  | secret/t created
  $ kubectl create secret tls t
  | error: key and cert must be specified
  ? 1
  $ kubectl create secret tls t --cert=none --key=none
  | error: Cannot read file none, open none: no such file or directory
  ? 1
  $ kubectl create secret tls t --cert=plain.txt --key=cert.pem
  | error: tls: failed to find any PEM data in certificate input
  ? 1

names with a hash
  $ kubectl create configmap cmh --from-literal=a=b --append-hash
  | configmap/cmh-m7fcb9mt7m created
  $ kubectl create secret generic sh --from-literal=a=b --append-hash
  | secret/sh-gf695d7k8c created

a budget by a set of values
  $ kubectl create pdb p --selector='app in (b,a),x' --max-unavailable=1 --dry-run=client -o yaml
  | apiVersion: policy/v1
  | kind: PodDisruptionBudget
  | metadata:
  |   creationTimestamp: null
  |   name: p
  | spec:
  |   maxUnavailable: 1
  |   selector:
  |     matchExpressions:
  |     - key: app
  |       operator: In
  |       values:
  |       - a
  |       - b
  |     - key: x
  |       operator: Exists
  | status:
  |   currentHealthy: 0
  |   desiredHealthy: 0
  |   disruptionsAllowed: 0
  |   expectedPods: 0
`,
);
