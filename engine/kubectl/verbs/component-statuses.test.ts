// kubectl on a kind that is worked out anew for each request: recorded with kubectl 1.32 and kubernetes v1.20.2.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import { UserError } from '../../errors.ts';
import { testSession } from '../test-session.ts';
import { describeTranscripts } from '../test-transcripts.ts';

const CS = 'apiVersion: v1\nkind: ComponentStatus\nmetadata: {name: scheduler}\n';
const files = { 'cs.yaml': CS, 'other.yaml': CS.replace('scheduler', 'other') };

describeTranscripts(
  'component statuses',
  { minor: 20, files },
  `
are listed with a warning
$ kubectl get componentstatuses
| NAME                 STATUS    MESSAGE             ERROR
| scheduler            Healthy   ok
| controller-manager   Healthy   ok
| etcd-0               Healthy   {"health":"true"}
| Warning: v1 ComponentStatus is deprecated in v1.19+

are found by name, in the order of the names
$ kubectl get cs etcd-0 scheduler -o name
| componentstatus/etcd-0
| componentstatus/scheduler
| Warning: v1 ComponentStatus is deprecated in v1.19+

have no kind of refusal for a name that is none of theirs
$ kubectl get cs nope
| Warning: v1 ComponentStatus is deprecated in v1.19+
| Error from server: Component not found: nope
? 1
$ kubectl describe cs sched
| Warning: v1 ComponentStatus is deprecated in v1.19+
| Error from server: Component not found: sched
? 1

can be selected by name and have no labels
$ kubectl get cs --field-selector metadata.name=etcd-0 --no-headers
| etcd-0   Healthy   {"health":"true"}
| Warning: v1 ComponentStatus is deprecated in v1.19+
$ kubectl get cs -l a=b
| Warning: v1 ComponentStatus is deprecated in v1.19+
| No resources found

cannot be watched
$ kubectl get cs --watch-only
| Warning: v1 ComponentStatus is deprecated in v1.19+
| Error from server (MethodNotAllowed): watch is not supported on resources of kind "componentstatuses"
? 1
$ kubectl get --raw /api/v1/componentstatuses?watch=1
| Error from server (MethodNotAllowed): watch is not supported on resources of kind "componentstatuses"
? 1

are described field by field
$ kubectl describe cs scheduler
| Name:         scheduler
| Namespace:
| Labels:       <none>
| Annotations:  <none>
| API Version:  v1
| Conditions:
|   Message:  ok
|   Status:   True
|   Type:     Healthy
| Kind:       ComponentStatus
| Metadata:
|   Creation Timestamp:  <nil>
| Events:                <none>
| Warning: v1 ComponentStatus is deprecated in v1.19+

have no version of their own
$ kubectl get cs scheduler -o yaml
| apiVersion: v1
| conditions:
| - message: ok
|   status: "True"
|   type: Healthy
| kind: ComponentStatus
| metadata:
|   creationTimestamp: null
|   name: scheduler
| Warning: v1 ComponentStatus is deprecated in v1.19+
$ kubectl get --raw /api/v1/componentstatuses/etcd-0
| {"kind":"ComponentStatus","apiVersion":"v1","conditions":[{"message":"{\\"health\\":\\"true\\"}","status":"True","type":"Healthy"}],"metadata":{"creationTimestamp":null,"name":"etcd-0"}}
| Warning: v1 ComponentStatus is deprecated in v1.19+

cannot be written, and a verb that has no handler warns of nothing
$ kubectl create -f cs.yaml
| Error from server (MethodNotAllowed): error when creating "cs.yaml": the server does not allow this method on the requested resource
? 1
$ kubectl label cs scheduler a=b
| Warning: v1 ComponentStatus is deprecated in v1.19+
| Error from server (MethodNotAllowed): the server does not allow this method on the requested resource
? 1
$ kubectl replace -f cs.yaml
| Warning: v1 ComponentStatus is deprecated in v1.19+
| Error from server (MethodNotAllowed): error when replacing "cs.yaml": the server does not allow this method on the requested resource
? 1
$ kubectl delete cs scheduler
| Error from server (MethodNotAllowed): the server does not allow this method on the requested resource
? 1
$ kubectl apply --server-side -f other.yaml
| Error from server (MethodNotAllowed): the server does not allow this method on the requested resource
? 1
$ kubectl scale cs scheduler --replicas=1
| Warning: v1 ComponentStatus is deprecated in v1.19+
| Error from server (NotFound): the server could not find the requested resource
? 1

are looked for before they are applied
$ kubectl apply -f other.yaml
| Warning: v1 ComponentStatus is deprecated in v1.19+
| Error from server: error when retrieving current configuration of:
| Resource: "/v1, Resource=componentstatuses", GroupVersionKind: "/v1, Kind=ComponentStatus"
| Name: "other", Namespace: ""
| from server for: "other.yaml": Component not found: other
? 1
`,
);

describe('component statuses', () => {
  it('are not waited for', () => {
    const line = 'kubectl wait cs/scheduler --for=condition=Healthy';
    expect(() => testSession().run(line)).to.throw(UserError, /kubectl wait for componentstatuses/);
  });
});
