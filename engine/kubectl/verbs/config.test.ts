// kubectl config, auth and what else there is one of. Texts: kubectl v0.32.0 pkg/cmd/{config,auth}.

import { describeTranscripts } from '../test-transcripts.ts';

const OPTIONS = {
  files: {},
  given: [],
};

describeTranscripts(
  'kubectl config and auth',
  OPTIONS,
  `
the namespace of the context
  $ kubectl config set-context --current --namespace=team
  | Context "simulated" modified.
  $ kubectl config view --minify -o jsonpath='{..namespace}'
  | team
  $ kubectl get pods
  | No resources found in team namespace.
  $ kubectl config get-contexts
  | CURRENT   NAME        CLUSTER     AUTHINFO   NAMESPACE
  | *         simulated   simulated   admin      team
  $ kubectl config set-context simulated --namespace=
  | Context "simulated" modified.
  $ kubectl get pods
  | No resources found in default namespace.

which context
  $ kubectl config set-context
  | error: you must specify a non-empty context name or --current
  ? 1
  $ kubectl config set-context a --current
  | error: you cannot specify both a context name and --current
  ? 1
  $ kubectl config use-context a
  | error: no context exists with the name: "a"
  ? 1
  $ kubectl config use-context simulated
  | Switched to context "simulated".
  $ kubectl config current-context
  | simulated

lists
  $ kubectl config get-clusters
  | NAME
  | simulated
  $ kubectl config get-users
  | NAME
  | admin
  $ kubectl config get-contexts -o name
  | simulated
  $ kubectl config get-contexts a b
  | CURRENT   NAME   CLUSTER   AUTHINFO   NAMESPACE
  | context a not found
| context b not found
  ? 1

who may do what
  $ kubectl auth can-i get pods
  | yes
  $ kubectl auth can-i get nodes
  | yes
  | Warning: resource 'nodes' is not namespace scoped
  |
  $ kubectl auth can-i frob deploy -q
  | Warning: verb 'frob' is not a known verb
  |
  $ kubectl auth can-i get widgets.acme.io
  | yes
  | Warning: the server doesn't have a resource type 'widgets' in group 'acme.io'
  |
  $ kubectl auth can-i get /healthz
  | yes
  $ kubectl auth can-i get
  | error: you must specify two arguments: verb resource or verb resource/resourceName.
  | See 'kubectl auth can-i -h' for help and examples.
  ? 1
  $ kubectl auth whoami
  | ATTRIBUTE   VALUE
  | Username    kubernetes-admin
  | Groups      [system:masters system:authenticated]
`,
);
