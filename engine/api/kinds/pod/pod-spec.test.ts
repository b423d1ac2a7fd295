// What the API server says of pods that break a rule: their policies, security, scheduling and updates.
// Source of the rules: kubernetes v1.28.0 pkg/apis/core/validation/validation.go, and its later releases.

import { describeRefusals } from '../test-refusals.ts';

const KIND = {
  apiVersion: 'v1',
  kind: 'Pod',
  complete: ({ spec, ...rest }: Record<string, unknown>) => ({
    ...rest,
    spec: { containers: [{ name: 'c', image: 'i' }], ...(spec as object) },
  }),
};
/** A backquote inside of the tables. */
const TICK = '`';

describeRefusals(
  'refused pods: spec',
  KIND,
  String.raw`
policies that are none
  spec: {restartPolicy: Maybe, dnsPolicy: Any, preemptionPolicy: Often}
  > spec.restartPolicy: Unsupported value: "Maybe": supported values: "Always", "OnFailure", "Never"
  > spec.dnsPolicy: Unsupported value: "Any": supported values: "ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"
  > spec.preemptionPolicy: Unsupported value: "Often": supported values: "PreemptLowerPriority", "Never"

DNS: None without servers, too many, not an address, searches, options
  spec: {dnsPolicy: None, dnsConfig: {nameservers: [1.1.1.1, 2.2.2.2, 3.3.3.3, x], searches: [a_b.], options: [{}]}}
  > spec.dnsConfig.nameservers: Invalid value: ["1.1.1.1","2.2.2.2","3.3.3.3","x"]: must not have more than 3 nameservers
  > spec.dnsConfig.nameservers[3]: Invalid value: "x": must be valid IP address
  > spec.dnsConfig.options[0]: Required value: must not be empty

DNS: None without a configuration
  spec: {dnsPolicy: None}
  > spec.dnsConfig: Required value: must provide ${TICK}dnsConfig${TICK} when ${TICK}dnsPolicy${TICK} is None

seven search domains (1.20)
  spec: {dnsConfig: {searches: [a, b, c, d, e, f, g]}}
  > spec.dnsConfig.searches: Invalid value: []string{"a", "b", "c", "d", "e", "f", "g"}: must not have more than 6 search paths

search domains of more than 256 characters (1.20)
  spec: {dnsConfig: {searches: [aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc,
    aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb]}}
  > spec.dnsConfig.searches: Invalid value: []string{"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb.cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}: must not have more than 256 characters (including spaces) in the search list

more than 32 search domains
  spec: {dnsConfig: {searches: [s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11, s12, s13, s14, s15, s16, s17,
    s18, s19, s20, s21, s22, s23, s24, s25, s26, s27, s28, s29, s30, s31, s32]}}
  > spec.dnsConfig.searches: Invalid value: ["s0","s1","s2","s3","s4","s5","s6","s7","s8","s9","s10","s11","s12","s13","s14","s15","s16","s17","s18","s19","s20","s21","s22","s23","s24","s25","s26","s27","s28","s29","s30","s31","s32"]: must not have more than 32 search paths

a name of no node, service account, host or class
  spec: {nodeName: A_, serviceAccountName: B_, hostname: c.d, subdomain: e_, priorityClassName: F_,
    schedulerName: G_, runtimeClassName: H_}
  > spec.serviceAccountName: Invalid value: "B_": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')
  > spec.nodeName: Invalid value: "A_": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')
  > spec.hostname: Invalid value: "c.d": must not contain dots
  > spec.subdomain: Invalid value: "e_": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')
  > spec.priorityClassName: Invalid value: "F_": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')
  > spec.runtimeClassName: Invalid value: "H_": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')

seconds that do not fit
  spec: {activeDeadlineSeconds: -1, terminationGracePeriodSeconds: -1}
  > spec.activeDeadlineSeconds: Invalid value: -1: must be between 1 and 2147483647, inclusive

gates: bad names, twice, and with a node
  spec: {nodeName: 'n', schedulingGates: [{name: a}, {name: a}, {name: b c}]}
  > spec.schedulingGates[1]: Duplicate value: "a"
  > spec.schedulingGates[2]: Invalid value: "b c": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')
  > spec.nodeName: Forbidden: cannot be set until all schedulingGates have been cleared

readiness gates and image pull secrets
  spec: {readinessGates: [{conditionType: a b}], imagePullSecrets: [{}]}
  > spec.readinessGates[0].conditionType: Invalid value: "a b": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')

user namespaces with what needs the host
  spec: {hostUsers: false, hostNetwork: true, hostPID: true, hostIPC: true}
  > spec.hostNetwork: Forbidden: when ${TICK}pod.Spec.HostUsers${TICK} is false
  > spec.HostPID: Forbidden: when ${TICK}pod.Spec.HostUsers${TICK} is false
  > spec.HostIPC: Forbidden: when ${TICK}pod.Spec.HostUsers${TICK} is false

sharing processes with the host and among containers
  spec: {shareProcessNamespace: true, hostPID: true}
  > spec.securityContext.shareProcessNamespace: Invalid value: true: ShareProcessNamespace and HostPID cannot both be enabled

host aliases
  spec: {hostAliases: [{ip: x, hostnames: [a_b]}]}
  > spec.hostAliases.ip: Invalid value: "x": must be valid IP address
  > spec.hostAliases.hostnames: Invalid value: "a_b": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')

overhead of an unknown resource
  spec: {overhead: {Bad_: '1'}}
  > spec.overhead.limits[Bad_]: Invalid value: "Bad_": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')
  > spec.overhead.limits[Bad_]: Invalid value: "Bad_": must be a standard resource for containers

an operating system and what it has not
  spec: {containers: [{name: c, image: i, securityContext: {privileged: true, readOnlyRootFilesystem: true}}],
    os: {name: windows}, hostPID: true, securityContext: {runAsUser: 1, fsGroup: 2, sysctls: [{name: a.b,
    value: '1'}], seccompProfile: {type: Unconfined}}}
  > spec.hostPID: Forbidden: cannot be set for a windows pod
  > spec.securityContext.seccompProfile: Forbidden: cannot be set for a windows pod
  > spec.securityContext.fsGroup: Forbidden: cannot be set for a windows pod
  > spec.securityContext.sysctls: Forbidden: cannot be set for a windows pod
  > spec.securityContext.runAsUser: Forbidden: cannot be set for a windows pod
  > spec.containers[0].securityContext.readOnlyRootFilesystem: Forbidden: cannot be set for a windows pod
  > spec.containers[0].securityContext.privileged: Forbidden: cannot be set for a windows pod

an unknown operating system
  spec: {os: {name: beos}}
  > spec.os: Unsupported value: "beos": supported values: "linux", "windows"

security of the pod: ids, policies, sysctls
  spec: {securityContext: {runAsUser: -1, runAsGroup: -1, fsGroup: -1, supplementalGroups: [-1],
    fsGroupChangePolicy: Sometimes, sysctls: [{name: ''}, {name: a..b}, {name: x.y}, {name: x.y},
    {name: net.ipv4.a}]}, hostNetwork: true}
  > spec.securityContext.fsGroup: Invalid value: -1: must be between 0 and 2147483647, inclusive
  > spec.securityContext.runAsUser: Invalid value: -1: must be between 0 and 2147483647, inclusive
  > spec.securityContext.runAsGroup: Invalid value: -1: must be between 0 and 2147483647, inclusive
  > spec.securityContext.supplementalGroups[0]: Invalid value: -1: must be between 0 and 2147483647, inclusive
  > spec.securityContext.sysctls[0].name: Required value
  > spec.securityContext.sysctls[1].name: Invalid value: "a..b": must have at most 253 characters and match regex ^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$
  > spec.securityContext.sysctls[3].name: Duplicate value: "x.y"
  > spec.securityContext.fsGroupChangePolicy: Unsupported value: "Sometimes": supported values: "Always", "OnRootMismatch"

sysctls with slashes (1.20)
  spec: {securityContext: {sysctls: [{name: a/b, value: '1'}]}}
  > spec.securityContext.sysctls[0].name: Invalid value: "a/b": must have at most 253 characters and match regex ([a-z0-9]([-_a-z0-9]*[a-z0-9])?\.)*[a-z0-9]([-_a-z0-9]*[a-z0-9])?

security of a container
  spec: {containers: [{name: c, image: i, securityContext: {runAsUser: -1, runAsGroup: -2, procMount: Half}}]}
  > spec.containers[0].securityContext.runAsUser: Invalid value: -1: must be between 0 and 2147483647, inclusive
  > spec.containers[0].securityContext.runAsGroup: Invalid value: -2: must be between 0 and 2147483647, inclusive
  > spec.containers[0].securityContext.procMount: Unsupported value: "Half": supported values: "Default", "Unmasked"

seccomp: no type, unknown, Localhost without profile, a profile otherwise
  spec: {containers: [{name: a, image: i, securityContext: {seccompProfile: {type: Mine}}}, {name: b, image: i,
    securityContext: {seccompProfile: {type: Localhost}}}, {name: d, image: i,
    securityContext: {seccompProfile: {type: Localhost, localhostProfile: ../x}}}],
    securityContext: {seccompProfile: {}}}
  > spec.containers[0].securityContext.seccompProfile.type: Unsupported value: "Mine": supported values: "Localhost", "RuntimeDefault", "Unconfined"
  > spec.containers[1].securityContext.seccompProfile.localhostProfile: Required value: must be set when seccomp type is Localhost
  > spec.containers[2].securityContext.seccompProfile.localhostProfile: Invalid value: "../x": must not contain '..'
  > spec.securityContext.seccompProfile.type: Required value: type is required when seccompProfile is set

annotations: deletion cost, tolerations, mirror
  spec: {}
  metadata: {annotations: {controller.kubernetes.io/pod-deletion-cost: '1.5', kubernetes.io/config.mirror: x}}
  > metadata.annotations[kubernetes.io/config.mirror]: Invalid value: "x": must set spec.nodeName if mirror pod annotation is set
  > metadata.annotations[controller.kubernetes.io/pod-deletion-cost]: Invalid value: "1.5": must be a 32bit integer

tolerations that contradict themselves
  spec: {tolerations: [{key: ''}, {key: k, value: a b}, {key: k, operator: Like}, {key: k, effect: Never}, {key: k,
    effect: NoSchedule, tolerationSeconds: 1}, {key: a b}]}
  > spec.tolerations[0].operator: Invalid value: "": operator must be Exists when ${TICK}key${TICK} is empty, which means "match all values and all keys"
  > spec.tolerations[1].operator: Invalid value: "a b": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')
  > spec.tolerations[2].operator: Unsupported value: "Like": supported values: "Equal", "Exists"
  > spec.tolerations[3].effect: Unsupported value: "Never": supported values: "NoSchedule", "PreferNoSchedule", "NoExecute"
  > spec.tolerations[4].effect: Invalid value: "NoSchedule": effect must be 'NoExecute' when ${TICK}tolerationSeconds${TICK} is set
  > spec.tolerations[5].key: Invalid value: "a b": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')
`,
);

describeRefusals(
  'refused pods: scheduling',
  KIND,
  String.raw`
spread: skew, key, policy, domains
  spec: {topologySpreadConstraints: [{maxSkew: 0, topologyKey: '', whenUnsatisfiable: Maybe}, {maxSkew: 1,
    topologyKey: z, whenUnsatisfiable: ScheduleAnyway, minDomains: 1}, {maxSkew: 1, topologyKey: 'y',
    whenUnsatisfiable: DoNotSchedule, minDomains: 0}]}
  > spec.topologySpreadConstraints[0].maxSkew: Invalid value: 0: must be greater than zero
  > spec.topologySpreadConstraints[0].topologyKey: Required value: can not be empty
  > spec.topologySpreadConstraints[0].whenUnsatisfiable: Unsupported value: "Maybe": supported values: "DoNotSchedule", "ScheduleAnyway"
  > spec.topologySpreadConstraints[1].minDomains: Invalid value: 1: can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ScheduleAnyway
  > spec.topologySpreadConstraints[2].minDomains: Invalid value: 0: must be greater than zero

spread: the same twice
  spec: {topologySpreadConstraints: [{maxSkew: 1, topologyKey: z, whenUnsatisfiable: DoNotSchedule}, {maxSkew: 2,
    topologyKey: z, whenUnsatisfiable: DoNotSchedule}]}
  > spec.topologySpreadConstraints[0].{topologyKey, whenUnsatisfiable}: Duplicate value: "{z, DoNotSchedule}"

spread: inclusion policies
  spec: {topologySpreadConstraints: [{maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule,
    nodeAffinityPolicy: Some, nodeTaintsPolicy: Other}]}
  > spec.topologySpreadConstraints[0].nodeAffinityPolicy: Unsupported value: "Some": supported values: "Honor", "Ignore"
  > spec.topologySpreadConstraints[0].nodeTaintsPolicy: Unsupported value: "Other": supported values: "Honor", "Ignore"

spread: label keys without selector, and in it
  spec: {topologySpreadConstraints: [{maxSkew: 1, topologyKey: a, whenUnsatisfiable: DoNotSchedule,
    matchLabelKeys: [k]}, {maxSkew: 1, topologyKey: b, whenUnsatisfiable: DoNotSchedule, matchLabelKeys: [k, x y],
    labelSelector: {matchLabels: {k: v}}}]}
  > spec.topologySpreadConstraints[0].matchLabelKeys: Forbidden: must not be specified when labelSelector is not set
  > spec.topologySpreadConstraints[1].matchLabelKeys[0]: Invalid value: "k": exists in both matchLabelKeys and labelSelector
  > spec.topologySpreadConstraints[1].matchLabelKeys[1]: Invalid value: "x y": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')

node affinity: no terms, bad operators, values, fields and weights
  spec: {affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: []},
    preferredDuringSchedulingIgnoredDuringExecution: [{weight: 0, preference: {matchExpressions: [{key: k,
    operator: In}, {key: k, operator: Exists, values: [x]}, {key: k, operator: Gt, values: ['1', '2']}, {key: k,
    operator: Like}, {key: a b, operator: Exists}], matchFields: [{key: metadata.uid, operator: In, values: [a]},
    {key: metadata.name, operator: Exists}, {key: metadata.name, operator: In, values: [a, b]},
    {key: metadata.name, operator: In, values: [A_]}]}}]}}}
  > spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms: Required value: must have at least one node selector term
  > spec.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight: Invalid value: 0: must be in the range 1-100
  > spec.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].preference.matchExpressions[0].values: Required value: must be specified when ${TICK}operator${TICK} is 'In' or 'NotIn'
  > spec.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].preference.matchExpressions[1].values: Forbidden: may not be specified when ${TICK}operator${TICK} is 'Exists' or 'DoesNotExist'
  > spec.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].preference.matchExpressions[2].values: Required value: must be specified single value when ${TICK}operator${TICK} is 'Lt' or 'Gt'
  > spec.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].preference.matchExpressions[3].operator: Invalid value: "Like": not a valid selector operator
  > spec.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].preference.matchExpressions[4].key: Invalid value: "a b": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')
  > spec.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].preference.matchFields[0].key: Invalid value: "metadata.uid": not a valid field selector key
  > spec.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].preference.matchFields[1].operator: Invalid value: "Exists": not a valid selector operator
  > spec.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].preference.matchFields[2].values: Required value: must be only one value when ${TICK}operator${TICK} is 'In' or 'NotIn' for node field selector
  > spec.affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].preference.matchFields[3].values[0]: Invalid value: "A_": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')

pod affinity: no key, bad selector, namespaces and weights
  spec: {affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: '',
    labelSelector: {matchExpressions: [{key: k, operator: In}, {key: k, operator: Exists, values: [x]}, {key: k,
    operator: Near}]}, namespaces: [A_]}], preferredDuringSchedulingIgnoredDuringExecution: [{weight: 101,
    podAffinityTerm: {topologyKey: a b}}]}}}
  > spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].labelSelector.matchExpressions[0].values: Required value: must be specified when ${TICK}operator${TICK} is 'In' or 'NotIn'
  > spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].labelSelector.matchExpressions[1].values: Forbidden: may not be specified when ${TICK}operator${TICK} is 'Exists' or 'DoesNotExist'
  > spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].labelSelector.matchExpressions[2].operator: Invalid value: "Near": not a valid selector operator
  > spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].namespace: Invalid value: "A_": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')
  > spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey: Required value: can not be empty
  > spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey: Invalid value: "": name part must be non-empty
  > spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].topologyKey: Invalid value: "": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')
  > spec.affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].weight: Invalid value: 101: must be in the range 1-100
  > spec.affinity.podAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].podAffinityTerm.topologyKey: Invalid value: "a b": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')

pod affinity: label keys without selector, in it, and on both sides
  spec: {affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: z,
    matchLabelKeys: [k]}, {topologyKey: z, labelSelector: {matchLabels: {k: v}}, matchLabelKeys: [k],
    mismatchLabelKeys: [k]}]}}}
  > spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].matchLabelKeys: Forbidden: must not be specified when labelSelector is not set
  > spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[1].matchLabelKeys[0]: Invalid value: "k": exists in both matchLabelKeys and mismatchLabelKeys

a node selector that no label can match
  spec: {nodeSelector: {a b: c d}}
  > spec.nodeSelector: Invalid value: "a b": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')
  > spec.nodeSelector: Invalid value: "c d": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')
`,
);

describeRefusals(
  'refused pods: updates',
  KIND,
  `
a container more
  old: {spec: {}}
  new: {spec: {containers: [{name: c, image: i}, {name: d, image: i}]}}
  > spec.containers: Forbidden: pod updates may not add or remove containers

a deadline that grows
  old: {spec: {activeDeadlineSeconds: 5}}
  new: {spec: {activeDeadlineSeconds: 10}}
  > spec.activeDeadlineSeconds: Invalid value: 10: must be less than or equal to previous value

a deadline that goes
  old: {spec: {activeDeadlineSeconds: 5}}
  new: {spec: {}}
  > spec.activeDeadlineSeconds: Invalid value: null: must not update from a positive integer to nil value

tolerations that go
  old: {spec: {tolerations: [{key: a, operator: Exists}]}}
  new: {spec: {tolerations: [{key: b, operator: Exists}]}}
  > spec.tolerations: Forbidden: existing toleration can not be modified except its tolerationSeconds

gates that are added
  old: {spec: {}}
  new: {spec: {schedulingGates: [{name: g}]}}
  > spec.schedulingGates[0].name: Forbidden: only deletion is allowed, but found new scheduling gate 'g'

a selector of a gated pod that loosens
  old: {spec: {schedulingGates: [{name: g}], nodeSelector: {a: b}}}
  new: {spec: {schedulingGates: [{name: g}], nodeSelector: {a: c}}}
  > spec.nodeSelector: Invalid value: {"a":"c"}: only additions to spec.nodeSelector are allowed (no mutations or deletions)

status: a container that ended for good is waiting again
  subresource: status
  old: {spec: {restartPolicy: Never}, status: {containerStatuses: [{name: c, state: {terminated: {exitCode: 0}}}]}}
  new: {spec: {restartPolicy: Never}, status: {containerStatuses: [{name: c, state: {running: {}}}]}}
  > status.containerStatuses[0].state: Forbidden: may not be transitioned to non-terminated state

status: under OnFailure one that ended well stays ended
  subresource: status
  old: {spec: {restartPolicy: OnFailure}, status: {containerStatuses: [{name: c,
    state: {terminated: {exitCode: 0}}}]}}
  new: {spec: {restartPolicy: OnFailure}, status: {containerStatuses: [{name: c, state: {running: {}}}]}}
  > status.containerStatuses[0].state: Forbidden: may not be transitioned to non-terminated state

status: under OnFailure one that failed may run again
  subresource: status
  old: {spec: {restartPolicy: OnFailure}, status: {containerStatuses: [{name: c,
    state: {terminated: {exitCode: 1}}}]}}
  new: {spec: {restartPolicy: OnFailure}, status: {containerStatuses: [{name: c, state: {running: {}}}]}}
`,
);
