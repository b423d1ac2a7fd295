// What the API server says of StatefulSets that break a rule.
// Source of the rules: kubernetes v1.28.0 pkg/apis/apps/validation/validation.go.

import { describeRefusals } from '../test-refusals.ts';

const KIND = {
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
};
/** A backquote inside of the tables. */
const TICK = '`';

describeRefusals(
  'refused: StatefulSet: spec',
  KIND,
  `
no selector
  spec: {template: {metadata: {labels: {app: a}}, spec: {containers: [{name: c, image: i}]}}}
  > spec.selector: Required value
  > spec.template.metadata.labels: Invalid value: {"app":"a"}: ${TICK}selector${TICK} does not match template ${TICK}labels${TICK}

a selector that its pods do not match
  spec: {selector: {matchLabels: {app: b}}, template: {metadata: {labels: {app: a}}, spec: {containers: [{name: c,
    image: i}]}}}
  > spec.template.metadata.labels: Invalid value: {"app":"a"}: ${TICK}selector${TICK} does not match template ${TICK}labels${TICK}

an empty selector
  spec: {selector: {}, template: {metadata: {labels: {app: a}}, spec: {containers: [{name: c, image: i}]}}}
  > spec.selector: Invalid value: {}: empty selector is invalid for statefulset

a partition below zero, and none unavailable (1.35)
  spec: {selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}}, spec: {containers: [{name: c,
    image: i}]}}, updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: -1, maxUnavailable: 0}}}
  > spec.updateStrategy.rollingUpdate.partition: Invalid value: -1: must be greater than or equal to 0
  > spec.updateStrategy.rollingUpdate.maxUnavailable: Invalid value: 0: cannot be 0

more than all unavailable (1.35)
  spec: {selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}}, spec: {containers: [{name: c,
    image: i}]}}, updateStrategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 101%}}}
  > spec.updateStrategy.rollingUpdate.maxUnavailable: Invalid value: "101%": must not be greater than 100%

numbers below zero
  spec: {selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}}, spec: {containers: [{name: c,
    image: i}]}}, replicas: -1, minReadySeconds: -1, ordinals: {start: -1}}
  > spec.replicas: Invalid value: -1: must be greater than or equal to 0
  > spec.minReadySeconds: Invalid value: -1: must be greater than or equal to 0
  > spec.ordinals.start: Invalid value: -1: must be greater than or equal to 0

retention policies that are none
  spec: {selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}}, spec: {containers: [{name: c,
    image: i}]}}, persistentVolumeClaimRetentionPolicy: {whenDeleted: Keep, whenScaled: Drop}}
  > spec.persistentVolumeClaimRetentionPolicy.whenDeleted: Unsupported value: "Keep": supported values: "Retain", "Delete"
  > spec.persistentVolumeClaimRetentionPolicy.whenScaled: Unsupported value: "Drop": supported values: "Retain", "Delete"

pods that do not restart
  spec: {selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}}, spec: {containers: [{name: c,
    image: i}], restartPolicy: Never, activeDeadlineSeconds: 5}}}
  > spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"
  > spec.template.spec.activeDeadlineSeconds: Forbidden: activeDeadlineSeconds in StatefulSet is not Supported

a name too long for a revision
  metadata: {name: A_}
  spec: {selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}}, spec: {containers: [{name: c,
    image: i}]}}}
  > metadata.name: Invalid value: "A_": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')
`,
);

describeRefusals(
  'refused: StatefulSet: updates',
  KIND,
  `
the service name
  old: {spec: {selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}},
    spec: {containers: [{name: c, image: i}]}}, serviceName: a}}
  new: {spec: {selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}},
    spec: {containers: [{name: c, image: i}]}}, serviceName: b}}
  > spec: Forbidden: updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden

status below zero and above replicas
  subresource: status
  old: {spec: {selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}},
    spec: {containers: [{name: c, image: i}]}}}}
  new: {spec: {selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}},
    spec: {containers: [{name: c, image: i}]}}}, status: {replicas: 1, readyReplicas: 2, currentReplicas: -1,
    updatedReplicas: 3, availableReplicas: 2, collisionCount: -1}}
  > status.currentReplicas: Invalid value: -1: must be greater than or equal to 0
  > status.collisionCount: Invalid value: -1: must be greater than or equal to 0
  > status.readyReplicas: Invalid value: 2: cannot be greater than status.replicas
  > status.updatedReplicas: Invalid value: 3: cannot be greater than status.replicas
  > status.availableReplicas: Invalid value: 2: cannot be greater than status.replicas
`,
);
