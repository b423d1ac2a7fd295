// Flags and arguments that do not go together, in the words of kubectl 1.32, which was asked for each of them.

import { describeTranscripts } from '../test-transcripts.ts';

const FILES = { 'a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n' };

describeTranscripts(
  'flags that exclude one another',
  { files: FILES },
  `
apply
$ kubectl apply -f a.yaml --force-conflicts
| error: --force-conflicts only works with --server-side
? 1
$ kubectl apply -f a.yaml --dry-run=client --server-side
| error: --dry-run=client doesn't work with --server-side (did you mean --dry-run=server instead?)
? 1
$ kubectl apply -f a.yaml --force --server-side
| error: --force cannot be used with --server-side
? 1
$ kubectl apply -f a.yaml --dry-run=server --force
| error: --dry-run=server cannot be used with --force
? 1
$ kubectl apply -f a.yaml --all -l a=b
| error: cannot set --all and --selector at the same time
? 1
$ kubectl apply -f a.yaml --prune
| error: all resources selected for prune without explicitly passing --all. To prune all resources, pass the --all flag. If you did not mean to prune all resources, specify a label selector
? 1
$ kubectl apply -f a.yaml --prune --all --force
| error: --force cannot be used with --prune
? 1
$ kubectl apply -f a.yaml --prune --all --server-side
| error: --prune is in alpha and doesn't currently work on objects created by server-side apply
? 1
$ kubectl apply -f a.yaml --subresource=status
| error: --subresource can only be specified for --server-side
? 1
$ kubectl apply -f a.yaml --dry-run=foo
| error: Invalid dry-run value (foo). Must be "none", "server", or "client".
? 1

attach
$ kubectl attach
| error: at least 1 argument is required for attach
? 1
$ kubectl attach a b c
| error: expected POD, TYPE/NAME, or TYPE NAME, (at most 2 arguments) saw 3: [a b c]
? 1

port-forward
$ kubectl port-forward pod/x
| error: TYPE/NAME and list of ports are required for port-forward
| See 'kubectl port-forward -h' for help and examples
? 1

top
$ kubectl top pod a b
| error: pod [NAME | -l label]
| See 'kubectl top pod -h' for help and examples
? 1
$ kubectl top pod --sort-by=x
| error: --sort-by accepts only cpu or memory
? 1
$ kubectl top node a -l b=c
| error: only one of NAME or --selector can be provided
? 1
$ kubectl top pod a -l b=c
| error: only one of NAME or selector can be provided
? 1
$ kubectl top node
| error: Metrics API not available
? 1
`,
);
