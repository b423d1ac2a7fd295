// What the API server says of Jobs that break a rule.
// Source of the rules: kubernetes v1.28.0 pkg/apis/batch/validation/validation.go.

import { describeRefusals } from '../test-refusals.ts';

const KIND = {
  apiVersion: 'batch/v1',
  kind: 'Job',
};
/** A backquote inside of the tables. */
const TICK = '`';

describeRefusals(
  'refused: Job: spec',
  KIND,
  `
numbers below zero
  spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}, parallelism: -1,
    completions: -1, activeDeadlineSeconds: -1, backoffLimit: -1, ttlSecondsAfterFinished: -1}
  > spec.parallelism: Invalid value: -1: must be greater than or equal to 0
  > spec.completions: Invalid value: -1: must be greater than or equal to 0
  > spec.activeDeadlineSeconds: Invalid value: -1: must be greater than or equal to 0
  > spec.backoffLimit: Invalid value: -1: must be greater than or equal to 0
  > spec.ttlSecondsAfterFinished: Invalid value: -1: must be greater than or equal to 0

a restart policy that a Job cannot have
  spec: {template: {spec: {containers: [{name: c, image: i}]}}}
  > spec.template.spec.restartPolicy: Required value: valid values: "OnFailure", "Never"

an unknown completion mode
  spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}, completionMode: Any}
  > spec.completionMode: Unsupported value: "Any": supported values: "NonIndexed", "Indexed"

an indexed Job without completions
  spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}, completionMode: Indexed}

an indexed Job of too many
  spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}, completionMode: Indexed,
    completions: 100001, parallelism: 100001}
  > spec.parallelism: Invalid value: 100001: must be less than or equal to 100000 when completion mode is Indexed

limits by index without indexes
  spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}, backoffLimitPerIndex: 1,
    maxFailedIndexes: 1}
  > spec.backoffLimitPerIndex: Invalid value: 1: requires indexed completion mode
  > spec.maxFailedIndexes: Invalid value: 1: requires indexed completion mode

limits by index that do not fit
  spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}, completionMode: Indexed,
    completions: 3, parallelism: 1, backoffLimitPerIndex: -1, maxFailedIndexes: 4}
  > spec.backoffLimitPerIndex: Invalid value: -1: must be greater than or equal to 0
  > spec.maxFailedIndexes: Invalid value: 4: must be less than or equal to completions

failed indexes without a limit by index
  spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}, completionMode: Indexed,
    completions: 3, parallelism: 1, maxFailedIndexes: 1}
  > spec.backoffLimitPerIndex: Required value: when maxFailedIndexes is specified

an unknown replacement policy
  spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}, podReplacementPolicy: Never}
  > spec.podReplacementPolicy: Unsupported value: "Never": supported values: "Failed", "TerminatingOrFailed"

replacement with a failure policy
  spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: i}]}},
    podReplacementPolicy: TerminatingOrFailed, podFailurePolicy: {rules: [{action: FailJob,
    onExitCodes: {operator: In, values: [1]}}]}}
  > spec.podReplacementPolicy: Unsupported value: "TerminatingOrFailed": supported values: "Failed"

a selector that the server makes
  spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: i}]}},
    selector: {matchLabels: {a: b}}}
  > spec.selector: Invalid value: {"matchLabels":{"batch.kubernetes.io/controller-uid":"u","a":"b"}}: ${TICK}selector${TICK} not auto-generated
  > spec.template.metadata.labels: Invalid value: {"job-name":"a","batch.kubernetes.io/job-name":"a","controller-uid":"u","batch.kubernetes.io/controller-uid":"u"}: ${TICK}selector${TICK} does not match template ${TICK}labels${TICK}

a manager that is no name
  spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}, managedBy: a}
  > spec.managedBy: Invalid value: "a": must be a domain-prefixed path (such as "acme.io/foo")

a failure policy of pods that restart
  spec: {template: {spec: {restartPolicy: OnFailure, containers: [{name: c, image: i}]}},
    podFailurePolicy: {rules: []}}
  > spec.template.spec.restartPolicy: Invalid value: "OnFailure": only "Never" is supported when podFailurePolicy is specified
`,
);

describeRefusals(
  'refused: Job: failure policy',
  KIND,
  `
rules: no action, none of both, both, unknown
  spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: i}]}},
    podFailurePolicy: {rules: [{}, {action: Wait, onExitCodes: {operator: In, values: [1]},
    onPodConditions: [{type: A, status: 'True'}]}, {action: FailIndex, onExitCodes: {operator: In, values: [2]}}]}}
  > spec.podFailurePolicy.rules[0].action: Required value: valid values: ["Count" "FailIndex" "FailJob" "Ignore"]
  > spec.podFailurePolicy.rules[0]: Invalid value: specifying one of OnExitCodes and OnPodConditions is required
  > spec.podFailurePolicy.rules[1].action: Unsupported value: "Wait": supported values: "Count", "FailIndex", "FailJob", "Ignore"
  > spec.podFailurePolicy.rules[1]: Invalid value: specifying both OnExitCodes and OnPodConditions is not supported
  > spec.podFailurePolicy.rules[2].action: Invalid value: "FailIndex": requires the backoffLimitPerIndex to be set

exit codes: none, twice, unordered, zero, of an unknown container
  spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: i}]}},
    podFailurePolicy: {rules: [{action: FailJob, onExitCodes: {operator: In, values: []}}, {action: FailJob,
    onExitCodes: {operator: In, values: [1, 1]}}, {action: FailJob, onExitCodes: {operator: In, values: [3, 2]}},
    {action: FailJob, onExitCodes: {operator: In, values: [0]}}, {action: FailJob, onExitCodes: {operator: Near,
    values: [1], containerName: x}}]}}
  > spec.podFailurePolicy.rules[0].onExitCodes.values: Invalid value: []: at least one value is required
  > spec.podFailurePolicy.rules[1].onExitCodes.values[1]: Duplicate value: 1
  > spec.podFailurePolicy.rules[2].onExitCodes.values: Invalid value: [3,2]: must be ordered
  > spec.podFailurePolicy.rules[3].onExitCodes.values[0]: Invalid value: 0: must not be 0 for the In operator
  > spec.podFailurePolicy.rules[4].onExitCodes.operator: Unsupported value: "Near": supported values: "In", "NotIn"
  > spec.podFailurePolicy.rules[4].onExitCodes.containerName: Invalid value: "x": must be one of the container or initContainer names in the pod template

pod conditions: no type, unknown status
  spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: i}]}},
    podFailurePolicy: {rules: [{action: Ignore, onPodConditions: [{}, {type: a b, status: Maybe}]}]}}
  > spec.podFailurePolicy.rules[0].onPodConditions[0].type: Invalid value: "": name part must be non-empty
  > spec.podFailurePolicy.rules[0].onPodConditions[0].type: Invalid value: "": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')
  > spec.podFailurePolicy.rules[0].onPodConditions[1].type: Invalid value: "a b": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')
  > spec.podFailurePolicy.rules[0].onPodConditions[1].status: Unsupported value: "Maybe": supported values: "False", "True", "Unknown"
`,
);

describeRefusals(
  'refused: Job: updates',
  KIND,
  `
completions of a Job that is not indexed
  old: {spec: {manualSelector: true, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}},
    spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}, completions: 2}}
  new: {spec: {manualSelector: true, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}},
    spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}, completions: 3}}
  > spec.completions: Invalid value: 3: field is immutable

completions of an indexed Job without its parallelism
  old: {spec: {manualSelector: true, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}},
    spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}, completionMode: Indexed, completions: 2,
    parallelism: 2}}
  new: {spec: {manualSelector: true, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}},
    spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}, completionMode: Indexed, completions: 3,
    parallelism: 2}}
  > spec.completions: Invalid value: 3: can only be modified in tandem with spec.parallelism

completions and parallelism of an indexed Job
  old: {spec: {manualSelector: true, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}},
    spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}, completionMode: Indexed, completions: 2,
    parallelism: 2}}
  new: {spec: {manualSelector: true, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}},
    spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}, completionMode: Indexed, completions: 3,
    parallelism: 3}}

completion mode
  old: {spec: {manualSelector: true, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}},
    spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}, completionMode: Indexed, completions: 2}}
  new: {spec: {manualSelector: true, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}},
    spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}, completionMode: NonIndexed, completions: 2}}
  > spec.completionMode: Invalid value: "NonIndexed": field is immutable

scheduling of a suspended Job that has not started
  old: {spec: {manualSelector: true, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}},
    spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}, suspend: true}}
  new: {spec: {manualSelector: true, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}},
    spec: {restartPolicy: Never, containers: [{name: c, image: i}], nodeSelector: {a: b}}}, suspend: true}}

scheduling of a Job that runs
  old: {spec: {manualSelector: true, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}},
    spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}}}
  new: {spec: {manualSelector: true, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}},
    spec: {restartPolicy: Never, containers: [{name: c, image: i}], nodeSelector: {a: b}}}}}
  > spec.template: Invalid value: {"metadata":{"labels":{"a":"b"}},"spec":{"restartPolicy":"Never","containers":[{"name":"c","image":"i","imagePullPolicy":"Always","terminationMessagePath":"/dev/termination-log","terminationMessagePolicy":"File","resources":{}}],"nodeSelector":{"a":"b"},"dnsPolicy":"ClusterFirst","securityContext":{},"terminationGracePeriodSeconds":30,"schedulerName":"default-scheduler"}}: field is immutable

limits by index
  old: {spec: {manualSelector: true, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}},
    spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}, completionMode: Indexed, completions: 2,
    backoffLimitPerIndex: 1}}
  new: {spec: {manualSelector: true, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}},
    spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}, completionMode: Indexed, completions: 2,
    backoffLimitPerIndex: 2}}
  > spec.backoffLimitPerIndex: Invalid value: 2: field is immutable
`,
);
