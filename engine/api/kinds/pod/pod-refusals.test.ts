// What the API server says of pods that break a rule, on creation and on updates; rows without a problem are taken.
// Source of the rules: kubernetes v1.28.0 pkg/apis/core/validation/validation.go, and its later releases.

import { describeRefusals } from '../test-refusals.ts';

/** A backquote inside of the tables. */
const TICK = '`';

describeRefusals(
  'refused: pods',
  { apiVersion: 'v1', kind: 'Pod' },
  String.raw`
empty policies are filled in, resize ones are not
  spec: {dnsPolicy: "", restartPolicy: "", containers: [{name: c, image: i, imagePullPolicy: "", terminationMessagePolicy: "", resizePolicy: [{resourceName: "", restartPolicy: ""}]}]}
  > spec.containers[0].resizePolicy: Required value
  > spec.containers[0].resizePolicy: Required value

a resource twice among the resize policies
  spec: {containers: [{name: c, image: i, resizePolicy: [{resourceName: cpu, restartPolicy: NotRequired}, {resourceName: cpu, restartPolicy: NotRequired}]}]}
  > spec.containers[0].resizePolicy[1]: Duplicate value: "cpu"

an HTTP probe without a path
  spec: {containers: [{name: c, image: i, livenessProbe: {httpGet: {port: 80, path: ""}}}]}

a sleep longer than the grace period
  spec: {terminationGracePeriodSeconds: 5, containers: [{name: c, image: i, lifecycle: {preStop: {sleep: {seconds: 10}}}}]}
  > spec.containers[0].lifecycle.preStop.sleep: Invalid value: 10: must be non-negative and less than or equal to terminationGracePeriodSeconds (5)

a sleep longer than the grace period (1.30)
  spec: {terminationGracePeriodSeconds: 5, containers: [{name: c, image: i, lifecycle: {preStop: {sleep: {seconds: 10}}}}]}
  > spec.containers[0].lifecycle.preStop.sleep: Invalid value: 10: must be greater than 0 and less than terminationGracePeriodSeconds (5). Enable AllowPodLifecycleSleepActionZeroValue feature gate for zero sleep.

a sleep of less than nothing
  spec: {containers: [{name: c, image: i, lifecycle: {preStop: {sleep: {seconds: -1}}}}]}
  > spec.containers[0].lifecycle.preStop.sleep: Invalid value: -1: must be non-negative and less than or equal to terminationGracePeriodSeconds (30)

a sleep of zero (1.30)
  spec: {containers: [{name: c, image: i, lifecycle: {preStop: {sleep: {seconds: 0}}}}]}
  > spec.containers[0].lifecycle.preStop.sleep: Invalid value: 0: must be greater than 0 and less than terminationGracePeriodSeconds (30). Enable AllowPodLifecycleSleepActionZeroValue feature gate for zero sleep.

a deadline that is out of range
  spec: {containers: [{name: c, image: i}], activeDeadlineSeconds: 3000000000}
  > spec.activeDeadlineSeconds: Invalid value: 3000000000: must be between 1 and 2147483647, inclusive

a system that is none, and fields of another one
  spec: {containers: [{name: c, image: i}], os: {name: windows}, hostPID: true, securityContext: {runAsUser: 1, fsGroup: 2}}
  > spec.hostPID: Forbidden: cannot be set for a windows pod
  > spec.securityContext.fsGroup: Forbidden: cannot be set for a windows pod
  > spec.securityContext.runAsUser: Forbidden: cannot be set for a windows pod

an operating system without a name
  spec: {containers: [{name: c, image: i}], os: {name: ""}}
  > spec.os.name: Required value: cannot be empty

Windows options on Linux
  spec: {containers: [{name: c, image: i}], os: {name: linux}, securityContext: {windowsOptions: {runAsUserName: me}}}
  > spec.securityContext.windowsOptions: Forbidden: windows options cannot be set for a linux pod

Windows options of both sorts
  spec: {os: {name: linux}, containers: [{name: c, image: i, securityContext: {windowsOptions: {runAsUserName: me}}}]}
  > spec.containers[0].securityContext.windowsOptions: Forbidden: windows options cannot be set for a linux pod

privileged without escalation
  spec: {containers: [{name: c, image: i, securityContext: {privileged: true, allowPrivilegeEscalation: false}}]}
  > spec.containers[0].securityContext: Invalid value: {"privileged":true,"allowPrivilegeEscalation":false}: cannot set ${TICK}allowPrivilegeEscalation${TICK} to false and ${TICK}privileged${TICK} to true

CAP_SYS_ADMIN without escalation
  spec: {containers: [{name: c, image: i, securityContext: {capabilities: {add: [CAP_SYS_ADMIN]}, allowPrivilegeEscalation: false}}]}
  > spec.containers[0].securityContext: Invalid value: {"capabilities":{"add":["CAP_SYS_ADMIN"]},"allowPrivilegeEscalation":false}: cannot set ${TICK}allowPrivilegeEscalation${TICK} to false and ${TICK}capabilities.Add${TICK} CAP_SYS_ADMIN

a seccomp file for another type
  spec: {containers: [{name: c, image: i}], securityContext: {seccompProfile: {type: RuntimeDefault, localhostProfile: a.json}}}
  > spec.securityContext.seccompProfile.localhostProfile: Invalid value: {"type":"RuntimeDefault","localhostProfile":"a.json"}: can only be set when seccomp type is Localhost

a seccomp profile without its file
  spec: {containers: [{name: c, image: i}], securityContext: {seccompProfile: {type: Localhost}}}
  > spec.securityContext.seccompProfile.localhostProfile: Required value: must be set when seccomp type is Localhost

a port without a protocol of its own
  spec: {containers: [{name: c, image: i, ports: [{containerPort: 80, protocol: ""}]}]}

a host port other than the container port on the host network
  spec: {hostNetwork: true, containers: [{name: c, image: i, ports: [{containerPort: 80, hostPort: 81}]}]}
  > spec.containers[0].ports[0].hostPort: Invalid value: 81: must match ${TICK}containerPort${TICK} when ${TICK}hostNetwork${TICK} is true

a template of a claim with a name
  spec: {containers: [{name: c, image: i}], volumes: [{name: v, ephemeral: {volumeClaimTemplate: {metadata: {name: n, annotations: {"a b": x}}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}}}]}
  > spec.volumes[0].ephemeral.volumeClaimTemplate.metadata.annotations: Invalid value: "a b": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')
  > spec.volumes[0].ephemeral.volumeClaimTemplate.metadata.name: Forbidden: cannot be set

an ephemeral volume without a template
  spec: {containers: [{name: c, image: i}], volumes: [{name: v, ephemeral: {}}]}
  > spec.volumes[0].ephemeral.volumeClaimTemplate: Required value

a search for the root (1.31)
  spec: {containers: [{name: c, image: i}], dnsConfig: {searches: ["."]}}
  > spec.dnsConfig.searches[0]: Invalid value: "": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')

a search for the root
  spec: {containers: [{name: c, image: i}], dnsConfig: {searches: ["."]}}

two IPs of one family
  old: {spec: {containers: [{name: c, image: i}]}}
  new: {spec: {containers: [{name: c, image: i}]}, status: {podIPs: [{ip: 10.0.0.1}, {ip: 10.0.0.2}]}}
  subresource: status
  > status.podIPs: Invalid value: [{"ip":"10.0.0.1"},{"ip":"10.0.0.2"}]: may specify no more than one IP for each IP family

the same IP twice
  old: {spec: {containers: [{name: c, image: i}]}}
  new: {spec: {containers: [{name: c, image: i}]}, status: {podIPs: [{ip: 10.0.0.1}, {ip: 10.0.0.1}]}}
  subresource: status
  > status.podIPs: Invalid value: [{"ip":"10.0.0.1"},{"ip":"10.0.0.1"}]: may specify no more than one IP for each IP family
  > status.podIPs[1]: Duplicate value: {"ip":"10.0.0.1"}

two IPs of one family, and twice the same (1.28)
  old: {spec: {containers: [{name: c, image: i}]}}
  new: {spec: {containers: [{name: c, image: i}]}, status: {podIPs: [{ip: 10.0.0.1}, {ip: 10.0.0.1}]}}
  subresource: status
  > status.podIPs: Invalid value: []core.PodIP{core.PodIP{IP:"10.0.0.1"}, core.PodIP{IP:"10.0.0.1"}}: may specify no more than one IP for each IP family
  > status.podIPs[1]: Duplicate value: core.PodIP{IP:"10.0.0.1"}

three IPs
  old: {spec: {containers: [{name: c, image: i}]}}
  new: {spec: {containers: [{name: c, image: i}]}, status: {podIPs: [{ip: 10.0.0.1}, {ip: "fd00::1"}, {ip: 10.0.0.3}]}}
  subresource: status
  > status.podIPs: Invalid value: [{"ip":"10.0.0.1"},{"ip":"fd00::1"},{"ip":"10.0.0.3"}]: may specify no more than one IP for each IP family

a longer grace period for one that goes
  old: {spec: {containers: [{name: c, image: i}], terminationGracePeriodSeconds: -1}}
  new: {spec: {containers: [{name: c, image: i}], terminationGracePeriodSeconds: 1}}

another grace period
  old: {spec: {containers: [{name: c, image: i}], terminationGracePeriodSeconds: 5}}
  new: {spec: {containers: [{name: c, image: i}], terminationGracePeriodSeconds: 6}}
  > spec: Forbidden: pod updates may not change fields other than ${TICK}spec.containers[*].image${TICK},${TICK}spec.initContainers[*].image${TICK},${TICK}spec.activeDeadlineSeconds${TICK},${TICK}spec.tolerations${TICK} (only additions to existing tolerations),${TICK}spec.terminationGracePeriodSeconds${TICK} (allow it to be set to 1 if it was previously negative)

a node selector loosened behind a gate
  old: {spec: {containers: [{name: c, image: i}], schedulingGates: [{name: a}], nodeSelector: {a: b}}}
  new: {spec: {containers: [{name: c, image: i}], schedulingGates: [{name: a}]}}
  > spec.nodeSelector: Invalid value: {}: only additions to spec.nodeSelector are allowed (no mutations or deletions)

a node selector narrowed behind a gate
  old: {spec: {containers: [{name: c, image: i}], schedulingGates: [{name: a}]}}
  new: {spec: {containers: [{name: c, image: i}], schedulingGates: [{name: a}], nodeSelector: {a: b}}}

affinity narrowed behind a gate
  old: {spec: {containers: [{name: c, image: i}], schedulingGates: [{name: a}]}}
  new: {spec: {containers: [{name: c, image: i}], schedulingGates: [{name: a}], affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: k, operator: Exists}]}]}}}}}

a term of affinity more behind a gate
  old: {spec: {containers: [{name: c, image: i}], schedulingGates: [{name: a}], affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: k, operator: Exists}]}]}}}}}
  new: {spec: {containers: [{name: c, image: i}], schedulingGates: [{name: a}], affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: k, operator: Exists}]}, {matchExpressions: [{key: l, operator: Exists}]}]}}}}}
  > spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms: Invalid value: [{"matchExpressions":[{"key":"k","operator":"Exists"}]},{"matchExpressions":[{"key":"l","operator":"Exists"}]}]: no additions/deletions to non-empty NodeSelectorTerms list are allowed

a term of affinity changed behind a gate
  old: {spec: {containers: [{name: c, image: i}], schedulingGates: [{name: a}], affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: k, operator: Exists}]}]}}}}}
  new: {spec: {containers: [{name: c, image: i}], schedulingGates: [{name: a}], affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: l, operator: Exists}]}]}}}}}
  > spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0]: Invalid value: {"matchExpressions":[{"key":"l","operator":"Exists"}]}: only additions are allowed (no mutations or deletions)

a term of affinity more behind a gate (1.28)
  old: {spec: {containers: [{name: c, image: i}], schedulingGates: [{name: a}], affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: k, operator: Exists}]}]}}}}}
  new: {spec: {containers: [{name: c, image: i}], schedulingGates: [{name: a}], affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: k, operator: In, values: [a]}]}, {matchFields: []}]}}}}}
  > spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms: Invalid value: []core.NodeSelectorTerm{core.NodeSelectorTerm{MatchExpressions:[]core.NodeSelectorRequirement{core.NodeSelectorRequirement{Key:"k", Operator:"In", Values:[]string{"a"}}}, MatchFields:[]core.NodeSelectorRequirement(nil)}, core.NodeSelectorTerm{MatchExpressions:[]core.NodeSelectorRequirement(nil), MatchFields:[]core.NodeSelectorRequirement(nil)}}: no additions/deletions to non-empty NodeSelectorTerms list are allowed

a term of affinity changed behind a gate (1.28)
  old: {spec: {containers: [{name: c, image: i}], schedulingGates: [{name: a}], affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: k, operator: Exists}]}]}}}}}
  new: {spec: {containers: [{name: c, image: i}], schedulingGates: [{name: a}], affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: l, operator: Exists}]}]}}}}}
  > spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0]: Invalid value: core.NodeSelectorTerm{MatchExpressions:[]core.NodeSelectorRequirement{core.NodeSelectorRequirement{Key:"l", Operator:"Exists", Values:[]string(nil)}}, MatchFields:[]core.NodeSelectorRequirement(nil)}: only additions are allowed (no mutations or deletions)

tolerations in an annotation that fit
  metadata: {annotations: {scheduler.alpha.kubernetes.io/tolerations: "[{\"key\": \"a b\"}]"}}
  spec: {containers: [{name: c, image: i}]}
  > metadata.annotations.scheduler.alpha.kubernetes.io/tolerations[0].key: Invalid value: "a b": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')

tolerations in an annotation
  metadata: {annotations: {scheduler.alpha.kubernetes.io/tolerations: "nonsense"}}
  spec: {containers: [{name: c, image: i}]}
  > metadata.annotations: Invalid value: "scheduler.alpha.kubernetes.io/tolerations": invalid character 'o' in literal null (expecting 'u')

a deletion cost that is no number
  metadata: {annotations: {controller.kubernetes.io/pod-deletion-cost: "1.5"}}
  spec: {containers: [{name: c, image: i}]}
  > metadata.annotations[controller.kubernetes.io/pod-deletion-cost]: Invalid value: "1.5": must be a 32bit integer

AppArmor annotations taken away
  old: {metadata: {annotations: {container.apparmor.security.beta.kubernetes.io/c: runtime/default}}, spec: {containers: [{name: c, image: i}]}}
  new: {spec: {containers: [{name: c, image: i}]}}
  > metadata.annotations[container.apparmor.security.beta.kubernetes.io/c]: Forbidden: may not remove or update AppArmor annotations

AppArmor annotations added
  old: {spec: {containers: [{name: c, image: i}]}}
  new: {metadata: {annotations: {container.apparmor.security.beta.kubernetes.io/c: runtime/default}}, spec: {containers: [{name: c, image: i}]}}
  > metadata.annotations[container.apparmor.security.beta.kubernetes.io/c]: Forbidden: may not add AppArmor annotations

AppArmor annotations added (1.29)
  old: {spec: {containers: [{name: c, image: i}]}}
  new: {metadata: {annotations: {container.apparmor.security.beta.kubernetes.io/c: runtime/default}}, spec: {containers: [{name: c, image: i}]}}
  > metadata.annotations[container.apparmor.security.beta.kubernetes.io/c]: Forbidden: may not add AppArmor annotations

a field of the pod without its version
  spec: {containers: [{name: c, image: i, env: [{name: A, valueFrom: {fieldRef: {apiVersion: v2, fieldPath: metadata.name}}}]}]}
  > spec.containers[0].env[0].valueFrom.fieldRef.fieldPath: Invalid value: "metadata.name": error converting fieldPath: unsupported pod version: v2

a claim of a resource without a name
  spec: {containers: [{name: c, image: i}], resourceClaims: [{name: ""}]}
  > spec.resourceClaims[0].name: Required value
  > spec.resourceClaims[0]: Invalid value: {"name":""}: must specify one of: ${TICK}resourceClaimName${TICK}, ${TICK}resourceClaimTemplateName${TICK}
`,
);
