// What the API server says of objects that break a rule: work, services, nodes, bounds; rows without a problem are taken.
// Source of the rules: kubernetes v1.28.0 pkg/apis/*/validation/validation.go, and its later releases.

import { describeRefusals } from './test-refusals.ts';

/** A backquote inside of the tables. */
const TICK = '`';

describeRefusals(
  'refused: events',
  { apiVersion: 'v1', kind: 'Event' },
  `
about a thing without a namespace, elsewhere
  metadata: {namespace: other}
  involvedObject: {kind: Node, name: n}
  reportingComponent: c
  reportingInstance: i
  action: a
  reason: r
  type: Normal
  eventTime: 2025-01-01T00:00:00.000000Z
  > involvedObject.namespace: Invalid value: "": does not match event.namespace
`,
);

describeRefusals(
  'refused: events of events.k8s.io',
  { apiVersion: 'events.k8s.io/v1', kind: 'Event' },
  `
of an unknown type, without who says so
  regarding: {kind: Pod, name: n, namespace: default}
  type: Error
  eventTime: 2025-01-01T00:00:00.000000Z
  > reportingController: Required value
  > reportingController: Invalid value: "": name part must be non-empty
  > reportingController: Invalid value: "": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')
  > reportingInstance: Required value
  > action: Required value
  > reason: Required value
  > type: Invalid value: "": has invalid value: Error

with texts that are too long
  regarding: {kind: Pod, name: n, namespace: default}
  type: Normal
  eventTime: 2025-01-01T00:00:00.000000Z
  reportingController: example.com/c
  reportingInstance: iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii
  action: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
  reason: rrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr
  note: nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn
  > reportingInstance: Invalid value: "": can have at most 128 characters
  > action: Invalid value: "": can have at most 128 characters
  > reason: Invalid value: "": can have at most 128 characters
  > message: Invalid value: "": can have at most 1024 characters
`,
);

describeRefusals(
  'refused: jobs',
  { apiVersion: 'batch/v1', kind: 'Job' },
  `
an Indexed Job without completions
  spec: {completionMode: Indexed, parallelism: 1, template: {spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}}
  > spec.completions: Required value: when completion mode is Indexed

more failed indexes than may be
  spec: {completionMode: Indexed, completions: 5, parallelism: 1, backoffLimitPerIndex: 1, maxFailedIndexes: 100001, template: {spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}}
  > spec.maxFailedIndexes: Invalid value: 100001: must be less than or equal to completions
  > spec.maxFailedIndexes: Invalid value: 100001: must be less than or equal to 100000

a manager with too long a name
  spec: {managedBy: example.com/mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm, template: {spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}}
  > spec.managedBy: Too long: may not be more than 63 bytes

too many rules
  spec: {podFailurePolicy: {rules: [{action: Ignore, onPodConditions: [{type: A}]}, {action: Ignore, onPodConditions: [{type: A}]}, {action: Ignore, onPodConditions: [{type: A}]}, {action: Ignore, onPodConditions: [{type: A}]}, {action: Ignore, onPodConditions: [{type: A}]}, {action: Ignore, onPodConditions: [{type: A}]}, {action: Ignore, onPodConditions: [{type: A}]}, {action: Ignore, onPodConditions: [{type: A}]}, {action: Ignore, onPodConditions: [{type: A}]}, {action: Ignore, onPodConditions: [{type: A}]}, {action: Ignore, onPodConditions: [{type: A}]}, {action: Ignore, onPodConditions: [{type: A}]}, {action: Ignore, onPodConditions: [{type: A}]}, {action: Ignore, onPodConditions: [{type: A}]}, {action: Ignore, onPodConditions: [{type: A}]}, {action: Ignore, onPodConditions: [{type: A}]}, {action: Ignore, onPodConditions: [{type: A}]}, {action: Ignore, onPodConditions: [{type: A}]}, {action: Ignore, onPodConditions: [{type: A}]}, {action: Ignore, onPodConditions: [{type: A}]}, {action: Ignore, onPodConditions: [{type: A}]}]}, template: {spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}}
  > spec.podFailurePolicy.rules: Too many: 21: must have at most 20 items

too many patterns
  spec: {podFailurePolicy: {rules: [{action: Ignore, onPodConditions: [{type: A}, {type: A}, {type: A}, {type: A}, {type: A}, {type: A}, {type: A}, {type: A}, {type: A}, {type: A}, {type: A}, {type: A}, {type: A}, {type: A}, {type: A}, {type: A}, {type: A}, {type: A}, {type: A}, {type: A}, {type: A}]}]}, template: {spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}}
  > spec.podFailurePolicy.rules[0].onPodConditions: Too many: 21: must have at most 20 items

nothing
  spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}}
`,
);

describeRefusals(
  'refused: services',
  { apiVersion: 'v1', kind: 'Service' },
  `
an empty protocol
  spec: {selector: {a: b}, ports: [{port: 80, protocol: ""}]}

a balancer of two protocols (1.20)
  spec: {type: LoadBalancer, selector: {a: b}, ports: [{name: a, port: 80}, {name: b, port: 80, protocol: UDP}]}
  > spec.ports: Invalid value: []core.ServicePort{core.ServicePort{Name:"a", Protocol:"TCP", AppProtocol:(*string)(nil), Port:80, TargetPort:intstr.IntOrString{Type:0, IntVal:80, StrVal:""}, NodePort:0}, core.ServicePort{Name:"b", Protocol:"UDP", AppProtocol:(*string)(nil), Port:80, TargetPort:intstr.IntOrString{Type:0, IntVal:80, StrVal:""}, NodePort:0}}: may not contain a mix of protocols when 'type' is 'LoadBalancer'

a health check port below zero
  spec: {type: LoadBalancer, externalTrafficPolicy: Local, healthCheckNodePort: -1, selector: {a: b}, ports: [{port: 80}]}
  > spec.healthCheckNodePort: Invalid value: -1: must be between 1 and 65535, inclusive

an external policy for a service inside
  spec: {type: ClusterIP, externalTrafficPolicy: Local, selector: {a: b}, ports: [{port: 80}]}
  > spec.externalTrafficPolicy: Invalid value: "Local": may only be set when ${TICK}type${TICK} is 'NodePort' or 'LoadBalancer'

a health check port where none is needed
  spec: {type: LoadBalancer, externalTrafficPolicy: Cluster, healthCheckNodePort: 30000, selector: {a: b}, ports: [{port: 80}]}
  > spec.healthCheckNodePort: Invalid value: 30000: may only be set when ${TICK}type${TICK} is 'LoadBalancer' and ${TICK}externalTrafficPolicy${TICK} is 'Local'

no affinity, but its settings
  spec: {sessionAffinity: None, sessionAffinityConfig: {clientIP: {timeoutSeconds: 5}}, selector: {a: b}, ports: [{port: 80}]}

affinity without its time
  spec: {sessionAffinity: ClientIP, sessionAffinityConfig: {clientIP: {}}, selector: {a: b}, ports: [{port: 80}]}

an external name with a cluster IP
  spec: {type: ExternalName, externalName: a.example.com, clusterIP: 10.0.0.1}
  > spec.clusterIPs: Forbidden: may not be set for ExternalName services

an unknown distribution
  spec: {trafficDistribution: Nearby, selector: {a: b}, ports: [{port: 80}]}
  > spec.trafficDistribution: Unsupported value: "Nearby": supported values: "PreferClose", "PreferSameNode", "PreferSameZone"

an unknown distribution (1.31)
  spec: {trafficDistribution: Nearby, selector: {a: b}, ports: [{port: 80}]}
  > spec.trafficDistribution: Unsupported value: "Nearby": supported values: "PreferClose"

target ports that a headless one cannot have (1.19)
  spec: {clusterIP: None, selector: {a: b}, ports: [{port: 80, targetPort: 81}, {name: x, port: 80, targetPort: http}]}
  > spec.ports[0].name: Required value
  > spec.ports[1]: Duplicate value: core.ServicePort{Name:"", Protocol:"TCP", AppProtocol:(*string)(nil), Port:80, TargetPort:intstr.IntOrString{Type:0, IntVal:0, StrVal:""}, NodePort:0}

a mode of the balancer without an address
  old: {spec: {type: LoadBalancer, selector: {a: b}, ports: [{port: 80}]}}
  new: {spec: {type: LoadBalancer, selector: {a: b}, ports: [{port: 80}]}, status: {loadBalancer: {ingress: [{ipMode: VIP, hostname: a.example.com}, {ip: 1.2.3.4, ipMode: Other}, {ip: 1.2.3.5}]}}}
  subresource: status
  > status.loadBalancer.ingress[0].ipMode: Forbidden: may not be specified when ${TICK}ip${TICK} is not set
  > status.loadBalancer.ingress[1].ipMode: Unsupported value: "Other": supported values: "Proxy", "VIP"
`,
);

describeRefusals(
  'refused: nodes',
  { apiVersion: 'v1', kind: 'Node' },
  `
two ranges of one family
  spec: {podCIDRs: [10.0.0.0/24, 10.0.1.0/24]}
  > spec.podCIDRs: Invalid value: ["10.0.0.0/24","10.0.1.0/24"]: may specify no more than one CIDR for each IP family

a range that is none
  spec: {podCIDRs: [nonsense]}
  > spec.podCIDRs[0]: Invalid value: ["nonsense"]: must be valid CIDR

the same range twice
  spec: {podCIDRs: [10.0.0.0/24, 10.0.0.0/24]}
  > spec.podCIDRs: Invalid value: ["10.0.0.0/24","10.0.0.0/24"]: may specify no more than one CIDR for each IP family
  > spec.podCIDRs[1]: Duplicate value: "10.0.0.0/24"

a taint twice
  spec: {taints: [{key: a, effect: NoSchedule}, {key: a, effect: NoSchedule}]}
  > metadata.taints[1]: Duplicate value: {"key":"a","effect":"NoSchedule"}: taints must be unique by key and effect pair

taints in an annotation that are none
  metadata: {annotations: {scheduler.alpha.kubernetes.io/taints: "nonsense"}}
  > metadata.annotations: Invalid value: "scheduler.alpha.kubernetes.io/taints": invalid character 'o' in literal null (expecting 'u')

avoided pods in an annotation that are none
  metadata: {annotations: {scheduler.alpha.kubernetes.io/preferAvoidPods: "nonsense"}}
  > metadata.annotations.AvoidPods: Invalid value: "scheduler.alpha.kubernetes.io/preferAvoidPods": invalid character 'o' in literal null (expecting 'u')
`,
);

describeRefusals(
  'refused: quotas',
  { apiVersion: 'v1', kind: 'ResourceQuota' },
  `
scopes that do not fit together
  spec: {hard: {pods: 1}, scopes: [BestEffort, NotBestEffort, Terminating, NotTerminating]}
  > spec.scopes: Invalid value: ["BestEffort","NotBestEffort","Terminating","NotTerminating"]: conflicting scopes
  > spec.scopes: Invalid value: ["BestEffort","NotBestEffort","Terminating","NotTerminating"]: conflicting scopes

a scope with an operator that it cannot have
  spec: {hard: {pods: 1}, scopeSelector: {matchExpressions: [{scopeName: Terminating, operator: In, values: [a]}]}}
  > spec.scopeSelector.matchExpressions.operator: Invalid value: "In": must be 'Exist' when scope is any of ResourceQuotaScopeTerminating, ResourceQuotaScopeNotTerminating, ResourceQuotaScopeBestEffort, ResourceQuotaScopeNotBestEffort or ResourceQuotaScopeCrossNamespacePodAffinity

a scope that does not apply
  spec: {hard: {services: 1}, scopes: [BestEffort]}
  > spec.scopes: Invalid value: ["BestEffort"]: unsupported scope applied to resource

a scope of a later release (1.20)
  spec: {hard: {pods: 1}, scopes: [CrossNamespacePodAffinity]}
  > spec.scopes: Invalid value: []core.ResourceQuotaScope{"CrossNamespacePodAffinity"}: unsupported scope
`,
);

describeRefusals(
  'refused: limit ranges',
  { apiVersion: 'v1', kind: 'LimitRange' },
  `
a limit over the largest ratio
  spec: {limits: [{type: Container, maxLimitRequestRatio: {cpu: 500m}}]}
  > spec.limits[0].maxLimitRequestRatio[cpu]: Invalid value: "500m": ratio 500m is less than 1

a ratio smaller than limits and requests allow
  spec: {limits: [{type: Container, min: {cpu: 500m}, max: {cpu: 1}, maxLimitRequestRatio: {cpu: 3}}]}
  > spec.limits[0].maxLimitRequestRatio[cpu]: Invalid value: "3": ratio 3 is greater than max/min = 2.000000
`,
);

describeRefusals(
  'refused: namespaces',
  { apiVersion: 'v1', kind: 'Namespace' },
  `
a phase that does not fit
  old: {}
  new: {status: {phase: Terminating}}
  subresource: status
  > status.Phase: Invalid value: "Terminating": may only be 'Active' if ${TICK}deletionTimestamp${TICK} is empty
`,
);

describeRefusals(
  'refused: stateful sets',
  { apiVersion: 'apps/v1', kind: 'StatefulSet' },
  `
empty words
  spec: {podManagementPolicy: "", updateStrategy: {type: ""}, serviceName: s, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: i}]}}}
`,
);

describeRefusals(
  'refused: cron jobs',
  { apiVersion: 'batch/v1', kind: 'CronJob' },
  `
an empty policy
  spec: {schedule: "* * * * *", concurrencyPolicy: "", jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}}}}
`,
);

describeRefusals(
  'refused: autoscalers',
  { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler' },
  `
a container metric without a name
  spec: {maxReplicas: 3, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: w}, metrics: [{type: ContainerResource, containerResource: {container: c, name: "", target: {type: Utilization, averageUtilization: 50}}}]}
  > spec.metrics[0].containerResource.name: Required value: must specify a resource name
`,
);

describeRefusals(
  'refused: budgets',
  { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget' },
  `
both bounds
  spec: {minAvailable: 1, maxUnavailable: 1, selector: {matchLabels: {a: b}}}
  > spec: Invalid value: {"minAvailable":1,"maxUnavailable":1,"selector":{"matchLabels":{"a":"b"}}}: minAvailable and maxUnavailable cannot be both set
`,
);
