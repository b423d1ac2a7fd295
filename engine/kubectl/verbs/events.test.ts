// kubectl events. Texts: kubectl v0.32.0 pkg/cmd/events.

import { describeTranscripts } from '../test-transcripts.ts';

const OPTIONS = {
  files: {
    'event.yaml': `apiVersion: v1
kind: Event
metadata: {name: e1}
involvedObject: {kind: Pod, name: a, apiVersion: v1, namespace: default}
reason: Pulled
type: Normal
message: "Pulled it\\n"
count: 1
firstTimestamp: "2024-12-31T23:59:00Z"
lastTimestamp: "2024-12-31T23:59:00Z"
---
apiVersion: v1
kind: Event
metadata: {name: e2}
involvedObject: {kind: Pod, name: b, apiVersion: v1, namespace: default}
reason: BackOff
type: Warning
message: Back-off
count: 3
firstTimestamp: "2024-12-31T23:50:00Z"
lastTimestamp: "2024-12-31T23:58:00Z"
`,
  },
  given: ['kubectl create -f event.yaml'],
};

describeTranscripts(
  'kubectl events',
  OPTIONS,
  `
oldest first, by when they were seen last
  $ kubectl events
  | LAST SEEN          TYPE      REASON    OBJECT   MESSAGE
  | 2m (x3 over 10m)   Warning   BackOff   Pod/b    Back-off
  | 60s                Normal    Pulled    Pod/a    Pulled it
  $ kubectl events -A --no-headers
  | default   2m (x3 over 10m)   Warning   BackOff   Pod/b   Back-off
  | default   60s                Normal    Pulled    Pod/a   Pulled it

of one object
  $ kubectl events --for pod/a
  | LAST SEEN   TYPE     REASON   OBJECT   MESSAGE
  | 60s         Normal   Pulled   Pod/a    Pulled it
  $ kubectl events --for pods/c
  | No events found in default namespace.
  $ kubectl events --for deploy/a
  | No events found in default namespace.
  $ kubectl events --for a
  | error: --for must be in resource/name form
  ? 1
  $ kubectl events --for widget/a
  | the server doesn't have a resource type "widget"
  ? 1
  $ kubectl events --for pod/a/b
  | error: arguments in resource/name form may not have more than one slash
  ? 1

of one type
  $ kubectl events --types=warning
  | LAST SEEN          TYPE      REASON    OBJECT   MESSAGE
  | 2m (x3 over 10m)   Warning   BackOff   Pod/b    Back-off
  $ kubectl events --types=Normal,Warning -o jsonpath={.items[*].metadata.name}
  | e2 e1
  $ kubectl events -o name
  $ kubectl events --types=Odd
  | error: valid --types are Normal or Warning
  ? 1

elsewhere
  $ kubectl events -n kube-system
  | No events found in kube-system namespace.

as objects
  $ kubectl events -o jsonpath='{.kind} {.items[*].reason}'
  | EventList BackOff Pulled
  $ kubectl events -o table
  | error: unable to match a printer suitable for the output format "table", allowed formats are: go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,name,template,templatefile,yaml
  ? 1
`,
);
