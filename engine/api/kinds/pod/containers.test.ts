// What the API server says of containers that break a rule: their ports, mounts, environment and handlers.
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
  'refused pods: containers',
  KIND,
  `
no container
  spec: {containers: []}
  > spec.containers: Required value

a container without name and image
  spec: {containers: [{}]}
  > spec.containers[0].name: Required value
  > spec.containers[0].image: Required value

the same (1.20)
  spec: {containers: [{}]}
  > spec.containers[0].name: Required value
  > spec.containers[0].image: Required value

two containers of one name
  spec: {containers: [{name: c, image: i}, {name: c, image: i}]}
  > spec.containers[1].name: Duplicate value: "c"

two containers of one name (1.20)
  spec: {containers: [{name: c, image: i}, {name: c, image: i}]}
  > spec.containers[1].name: Duplicate value: "c"

an init container named as a container
  spec: {initContainers: [{name: c, image: i}]}
  > spec.initContainers[0].name: Duplicate value: "c"

two init containers of one name
  spec: {initContainers: [{name: x, image: i}, {name: x, image: i}]}
  > spec.initContainers[1].name: Duplicate value: "x"

an image with blanks around it
  spec: {containers: [{name: c, image: ' i '}]}
  > spec.containers[0].image: Invalid value: " i ": must not have leading or trailing whitespace

an unknown pull policy
  spec: {containers: [{name: c, image: i, imagePullPolicy: Sometimes}]}
  > spec.containers[0].imagePullPolicy: Unsupported value: "Sometimes": supported values: "Always", "IfNotPresent", "Never"

an unknown message policy
  spec: {containers: [{name: c, image: i, terminationMessagePolicy: Never}]}
  > spec.containers[0].terminationMessagePolicy: Unsupported value: "Never": supported values: "File", "FallbackToLogsOnError"

an unknown restart policy of an init container (1.30)
  spec: {initContainers: [{name: x, image: i, restartPolicy: Never}]}
  > spec.initContainers[0].restartPolicy: Unsupported value: "Never": supported values: "Always"

a restart policy of a container before rules existed (1.30)
  spec: {containers: [{name: c, image: i, restartPolicy: Always}]}
  > spec.containers[0].restartPolicy: Forbidden: may not be set for non-init containers

hooks and probes of an init container that does not stay
  spec: {initContainers: [{name: x, image: i, lifecycle: {postStart: {exec: {command: [a]}}},
    livenessProbe: {exec: {command: [a]}}, readinessProbe: {exec: {command: [a]}},
    startupProbe: {exec: {command: [a]}}}]}
  > spec.initContainers[0].lifecycle: Forbidden: may not be set for init containers without restartPolicy=Always
  > spec.initContainers[0].livenessProbe: Forbidden: may not be set for init containers without restartPolicy=Always
  > spec.initContainers[0].readinessProbe: Forbidden: may not be set for init containers without restartPolicy=Always
  > spec.initContainers[0].startupProbe: Forbidden: may not be set for init containers without restartPolicy=Always

a resize policy that is none
  spec: {containers: [{name: c, image: i, resizePolicy: [{resourceName: cpu, restartPolicy: Later},
    {resourceName: disk, restartPolicy: NotRequired}]}]}
  > spec.containers[0].resizePolicy: Unsupported value: "Later": supported values: "NotRequired", "RestartContainer"
  > spec.containers[0].resizePolicy: Unsupported value: "disk": supported values: "cpu", "memory"

a resource claim that the pod does not name
  spec: {containers: [{name: c, image: i, resources: {claims: [{name: gpu}, {name: gpu}, {}]}}]}
  > spec.containers[0].resources.claims[0]: Not found: "gpu"
  > spec.containers[0].resources.claims[1]: Duplicate value: "gpu"
  > spec.containers[0].resources.claims[1]: Not found: "gpu"
  > spec.containers[0].resources.claims[2]: Required value

ephemeral containers of a new pod
  spec: {ephemeralContainers: [{name: debug, image: i}]}
  > spec.ephemeralContainers: Forbidden: cannot be set on create

hugepages without cpu or memory, and of no whole page
  spec: {containers: [{name: c, image: i, resources: {limits: {hugepages-2Mi: 3Mi},
    requests: {hugepages-2Mi: 3Mi}}}]}
  > spec.containers[0].resources.limits[hugepages-2Mi]: Invalid value: "3Mi": 3Mi is not positive integer multiple of hugepages-2Mi
  > spec.containers[0].resources.requests[hugepages-2Mi]: Invalid value: "3Mi": 3Mi is not positive integer multiple of hugepages-2Mi
  > spec.containers[0].resources: Forbidden: HugePages require cpu or memory

requests above limits, other than limits, negative, and of an unknown name
  spec: {containers: [{name: c, image: i, resources: {limits: {cpu: '1', example.com/gpu: '1', memory: '-1'},
    requests: {cpu: '2', example.com/gpu: '2', storage: '1', Bad_: '1'}}}]}
  > spec.containers[0].resources.limits[memory]: Invalid value: "-1": must be greater than or equal to 0
  > spec.containers[0].resources.requests[Bad_]: Invalid value: "Bad_": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')
  > spec.containers[0].resources.requests[Bad_]: Invalid value: "Bad_": must be a standard resource for containers
  > spec.containers[0].resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1
  > spec.containers[0].resources.requests: Invalid value: "2": must be equal to example.com/gpu limit of 1
  > spec.containers[0].resources.requests[memory]: Invalid value: "-1": must be greater than or equal to 0
  > spec.containers[0].resources.requests[storage]: Invalid value: "storage": must be a standard resource for containers
`,
);

describeRefusals(
  'refused pods: ports and mounts',
  KIND,
  `
ports: out of range, no name, of no protocol, repeated
  spec: {containers: [{name: c, image: i, ports: [{containerPort: 0}, {containerPort: 70000, protocol: ICMP},
    {name: A_, containerPort: 1}, {name: x, containerPort: 2}, {name: x, containerPort: 3, hostPort: -1}]}]}
  > spec.containers[0].ports[0].containerPort: Required value
  > spec.containers[0].ports[1].containerPort: Invalid value: 70000: must be between 1 and 65535, inclusive
  > spec.containers[0].ports[1].protocol: Unsupported value: "ICMP": supported values: "SCTP", "TCP", "UDP"
  > spec.containers[0].ports[2].name: Invalid value: "A_": must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)
  > spec.containers[0].ports[2].name: Invalid value: "A_": must contain at least one letter (a-z)
  > spec.containers[0].ports[4].name: Duplicate value: "x"
  > spec.containers[0].ports[4].hostPort: Invalid value: -1: must be between 1 and 65535, inclusive

a host port twice
  spec: {containers: [{name: c, image: i, ports: [{containerPort: 1, hostPort: 80}, {containerPort: 2,
    hostPort: 80}, {containerPort: 3, hostPort: 80, hostIP: 10.0.0.1}, {containerPort: 4, hostPort: 80,
    protocol: UDP}]}]}
  > spec.containers[0].ports[1].hostPort: Duplicate value: "TCP//80"

a host port other than the container port on the host network
  spec: {containers: [{name: c, image: i, ports: [{containerPort: 80, hostPort: 81}]}], hostNetwork: true}
  > spec.containers[0].ports[0].hostPort: Invalid value: 81: must match ${TICK}containerPort${TICK} when ${TICK}hostNetwork${TICK} is true

mounts: no name, no path, unknown volume, path twice
  spec: {containers: [{name: c, image: i, volumeMounts: [{mountPath: /a}, {name: v}, {name: w, mountPath: /b},
    {name: v, mountPath: /a}]}], volumes: [{name: v, emptyDir: {}}]}
  > spec.containers[0].volumeMounts[0].name: Required value
  > spec.containers[0].volumeMounts[0].name: Not found: ""
  > spec.containers[0].volumeMounts[1].mountPath: Required value
  > spec.containers[0].volumeMounts[2].name: Not found: "w"
  > spec.containers[0].volumeMounts[3].mountPath: Invalid value: "/a": must be unique

sub paths: absolute, upwards, both kinds
  spec: {containers: [{name: c, image: i, volumeMounts: [{name: v, mountPath: /a, subPath: /x}, {name: v,
    mountPath: /b, subPath: ../x}, {name: v, mountPath: /c, subPath: a, subPathExpr: b}, {name: v, mountPath: /d,
    subPathExpr: /b}]}], volumes: [{name: v, emptyDir: {}}]}
  > spec.containers[0].volumeMounts.subPath: Invalid value: "/x": must be a relative path
  > spec.containers[0].volumeMounts.subPath: Invalid value: "../x": must not contain '..'
  > spec.containers[0].volumeMounts[2].subPathExpr: Invalid value: "b": subPathExpr and subPath are mutually exclusive
  > spec.containers[0].volumeMounts.subPathExpr: Invalid value: "/b": must be a relative path

mount propagation
  spec: {containers: [{name: c, image: i, volumeMounts: [{name: v, mountPath: /a, mountPropagation: Bidirectional},
    {name: v, mountPath: /b, mountPropagation: Up}]}], volumes: [{name: v, emptyDir: {}}]}
  > spec.containers[0].volumeMounts.mountPropagation: Forbidden: Bidirectional mount propagation is available only to privileged containers
  > spec.containers[0].volumeMounts.mountPropagation: Unsupported value: "Up": supported values: "Bidirectional", "HostToContainer", "None"

bidirectional propagation of a privileged container
  spec: {containers: [{name: c, image: i, securityContext: {privileged: true}, volumeMounts: [{name: v,
    mountPath: /a, mountPropagation: Bidirectional}]}], volumes: [{name: v, emptyDir: {}}]}

devices: unknown, of no claim, twice, upwards, and mounted as well
  spec: {containers: [{name: c, image: i, volumeMounts: [{name: p, mountPath: /dev/y}], volumeDevices: [{},
    {name: w, devicePath: /dev/w}, {name: v, devicePath: /dev/v}, {name: p, devicePath: /dev/x}, {name: p,
    devicePath: /dev/x}, {name: p, devicePath: ../y}, {name: p, devicePath: /dev/y}]}], volumes: [{name: v,
    emptyDir: {}}, {name: p, persistentVolumeClaim: {claimName: x}}]}
  > spec.containers[0].volumeMounts[0].name: Invalid value: "p": must not already exist in volumeDevices
  > spec.containers[0].volumeMounts[0].mountPath: Invalid value: "/dev/y": must not already exist as a path in volumeDevices
  > spec.containers[0].volumeDevices[0].name: Required value
  > spec.containers[0].volumeDevices[0].name: Not found: ""
  > spec.containers[0].volumeDevices[0].devicePath: Required value
  > spec.containers[0].volumeDevices[1].name: Not found: "w"
  > spec.containers[0].volumeDevices[2].name: Invalid value: "v": can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode
  > spec.containers[0].volumeDevices[3].name: Invalid value: "p": must not already exist in volumeMounts
  > spec.containers[0].volumeDevices[4].name: Invalid value: "p": must be unique
  > spec.containers[0].volumeDevices[4].devicePath: Invalid value: "/dev/x": must be unique
  > spec.containers[0].volumeDevices[4].name: Invalid value: "p": must not already exist in volumeMounts
  > spec.containers[0].volumeDevices[5].name: Invalid value: "p": must be unique
  > spec.containers[0].volumeDevices[5].devicePath: Invalid value: "../y": can not contain backsteps ('..')
  > spec.containers[0].volumeDevices[5].name: Invalid value: "p": must not already exist in volumeMounts
  > spec.containers[0].volumeDevices[6].name: Invalid value: "p": must be unique
  > spec.containers[0].volumeDevices[6].name: Invalid value: "p": must not already exist in volumeMounts
  > spec.containers[0].volumeDevices[6].devicePath: Invalid value: "/dev/y": must not already exist as a path in volumeMounts
`,
);

describeRefusals(
  'refused pods: environment',
  KIND,
  String.raw`
no name, and one that no variable may have
  spec: {containers: [{name: c, image: i, env: [{value: x}, {name: a=b}]}]}
  > spec.containers[0].env[0].name: Required value
  > spec.containers[0].env[1].name: Invalid value: "a=b": a valid environment variable name must consist only of printable ASCII characters other than '='

a name with a blank (1.20)
  spec: {containers: [{name: c, image: i, env: [{name: a b}]}]}
  > spec.containers[0].env[0].name: Invalid value: "a b": a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')

a value and a source
  spec: {containers: [{name: c, image: i, env: [{name: E, valueFrom: {fieldRef: {fieldPath: metadata.name}},
    value: x}]}]}
  > spec.containers[0].env[0].valueFrom: Invalid value: "": may not be specified when ${TICK}value${TICK} is not empty

no source and two sources
  spec: {containers: [{name: c, image: i, env: [{name: A, valueFrom: {}}, {name: B,
    valueFrom: {fieldRef: {fieldPath: metadata.name}, secretKeyRef: {name: s, key: k}}}]}]}
  > spec.containers[0].env[0].valueFrom: Invalid value: "": must specify one of: ${TICK}fieldRef${TICK}, ${TICK}resourceFieldRef${TICK}, ${TICK}configMapKeyRef${TICK} or ${TICK}secretKeyRef${TICK}
  > spec.containers[0].env[1].valueFrom: Invalid value: "": may not have more than one field specified at a time

keys: no name, no key, not a key
  spec: {containers: [{name: c, image: i, env: [{name: A, valueFrom: {configMapKeyRef: {}}}, {name: B,
    valueFrom: {secretKeyRef: {name: s, key: a/b}}}]}]}
  > spec.containers[0].env[0].valueFrom.configMapKeyRef.name: Invalid value: "": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')
  > spec.containers[0].env[0].valueFrom.configMapKeyRef.key: Required value
  > spec.containers[0].env[1].valueFrom.secretKeyRef.key: Invalid value: "a/b": a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')

fields that a variable cannot show
  spec: {containers: [{name: c, image: i, env: [{name: A, valueFrom: {fieldRef: {fieldPath: metadata.labels}}},
    {name: B, valueFrom: {fieldRef: {}}}, {name: C, valueFrom: {fieldRef: {fieldPath: spec.replicas}}}, {name: D,
    valueFrom: {fieldRef: {apiVersion: v2, fieldPath: metadata.name}}}]}]}
  > spec.containers[0].env[0].valueFrom.fieldRef.fieldPath: Unsupported value: "metadata.labels": supported values: "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName", "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs"
  > spec.containers[0].env[1].valueFrom.fieldRef.fieldPath: Required value
  > spec.containers[0].env[2].valueFrom.fieldRef.fieldPath: Invalid value: "spec.replicas": error converting fieldPath: field label not supported: spec.replicas
  > spec.containers[0].env[3].valueFrom.fieldRef.fieldPath: Invalid value: "metadata.name": error converting fieldPath: unsupported pod version: v2

a subscript that is no label key
  spec: {containers: [{name: c, image: i, env: [{name: E,
    valueFrom: {fieldRef: {fieldPath: 'metadata.annotations[''Bad Key'']'}}}]}]}
  > spec.containers[0].env[0].valueFrom.fieldRef: Invalid value: "Bad Key": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')

a subscript where none is
  spec: {containers: [{name: c, image: i, env: [{name: E,
    valueFrom: {fieldRef: {fieldPath: 'metadata.name[''a'']'}}}]}]}
  > spec.containers[0].env[0].valueFrom.fieldRef.fieldPath: Invalid value: "metadata.name['a']": error converting fieldPath: field label does not support subscript: metadata.name['a']

resources of another name and with another divisor
  spec: {containers: [{name: c, image: i, env: [{name: A, valueFrom: {resourceFieldRef: {}}}, {name: B,
    valueFrom: {resourceFieldRef: {resource: limits.disk}}}, {name: C,
    valueFrom: {resourceFieldRef: {resource: limits.cpu, divisor: '2'}}}, {name: D,
    valueFrom: {resourceFieldRef: {resource: requests.memory, divisor: 3Ki}}}]}]}
  > spec.containers[0].env[0].valueFrom.resourceFieldRef.resource: Required value
  > spec.containers[0].env[1].valueFrom.resourceFieldRef.resource: Unsupported value: "limits.disk": supported values: "limits.cpu", "limits.ephemeral-storage", "limits.memory", "requests.cpu", "requests.ephemeral-storage", "requests.memory"
  > spec.containers[0].env[2].valueFrom.resourceFieldRef.divisor: Invalid value: "limits.cpu": only divisor's values 1m and 1 are supported with the cpu resource
  > spec.containers[0].env[3].valueFrom.resourceFieldRef.divisor: Invalid value: "requests.memory": only divisor's values 1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei are supported with the memory resource

divisors of ephemeral storage and hugepages
  spec: {containers: [{name: c, image: i, env: [{name: A,
    valueFrom: {resourceFieldRef: {resource: limits.ephemeral-storage, divisor: '2'}}}, {name: B,
    valueFrom: {resourceFieldRef: {resource: limits.hugepages-2Mi, divisor: '2'}}}]}]}
  > spec.containers[0].env[0].valueFrom.resourceFieldRef.divisor: Invalid value: "limits.ephemeral-storage": only divisor's values 1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei are supported with the local ephemeral storage resource
  > spec.containers[0].env[1].valueFrom.resourceFieldRef.divisor: Invalid value: "limits.hugepages-2Mi": only divisor's values 1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei are supported with the hugepages resource

envFrom: none, both, a prefix that no name can begin with
  spec: {containers: [{name: c, image: i, envFrom: [{}, {configMapRef: {name: a}, secretRef: {name: a}},
    {prefix: a=, configMapRef: {name: a}}, {secretRef: {}}, {configMapRef: {name: B_}}]}]}
  > spec.containers[0].envFrom: Invalid value: "": must specify one of: ${TICK}configMapRef${TICK} or ${TICK}secretRef${TICK}
  > spec.containers[0].envFrom: Invalid value: "": may not have more than one field specified at a time
  > spec.containers[0].envFrom[2].prefix: Invalid value: "a=": a valid environment variable name must consist only of printable ASCII characters other than '='
  > spec.containers[0].envFrom[3].secretRef.name: Required value
  > spec.containers[0].envFrom[4].configMapRef.name: Invalid value: "B_": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')
`,
);

describeRefusals(
  'refused pods: handlers',
  KIND,
  `
no handler, and two
  spec: {containers: [{name: c, image: i, livenessProbe: {}, readinessProbe: {exec: {command: [a]},
    tcpSocket: {port: 1}}}]}
  > spec.containers[0].livenessProbe: Required value: must specify a handler type
  > spec.containers[0].readinessProbe.tcpSocket: Forbidden: may not specify more than 1 handler type

an HTTP probe without path, with a bad scheme, port and header
  spec: {containers: [{name: c, image: i, livenessProbe: {httpGet: {path: '', port: 0, scheme: FTP,
    httpHeaders: [{name: a b, value: x}]}}}]}
  > spec.containers[0].livenessProbe.httpGet.port: Invalid value: 0: must be between 1 and 65535, inclusive
  > spec.containers[0].livenessProbe.httpGet.scheme: Unsupported value: "FTP": supported values: "HTTP", "HTTPS"
  > spec.containers[0].livenessProbe.httpGet.httpHeaders: Invalid value: "a b": a valid HTTP header must consist of alphanumeric characters or '-' (e.g. 'X-Header-Name', regex used for validation is '[-A-Za-z0-9]+')

other handlers: no command, no such port
  spec: {containers: [{name: c, image: i, livenessProbe: {exec: {}}, readinessProbe: {tcpSocket: {port: no_port}},
    startupProbe: {grpc: {port: 70000}}}]}
  > spec.containers[0].livenessProbe.exec.command: Required value
  > spec.containers[0].readinessProbe.tcpSocket.port: Invalid value: "no_port": must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)
  > spec.containers[0].startupProbe.grpc.port: Invalid value: 70000: must be between 1 and 65535, inclusive

probe numbers below zero, and successes other than 1
  spec: {containers: [{name: c, image: i, livenessProbe: {exec: {command: [a]}, initialDelaySeconds: -1,
    timeoutSeconds: -1, periodSeconds: -1, successThreshold: 2, failureThreshold: -1}}]}
  > spec.containers[0].livenessProbe.initialDelaySeconds: Invalid value: -1: must be greater than or equal to 0
  > spec.containers[0].livenessProbe.timeoutSeconds: Invalid value: -1: must be greater than or equal to 0
  > spec.containers[0].livenessProbe.periodSeconds: Invalid value: -1: must be greater than or equal to 0
  > spec.containers[0].livenessProbe.failureThreshold: Invalid value: -1: must be greater than or equal to 0
  > spec.containers[0].livenessProbe.successThreshold: Invalid value: 2: must be 1

a grace period of a readiness probe, and one that is not above zero
  spec: {containers: [{name: c, image: i, livenessProbe: {exec: {command: [a]}, terminationGracePeriodSeconds: 0},
    readinessProbe: {exec: {command: [a]}, terminationGracePeriodSeconds: 1}}]}
  > spec.containers[0].livenessProbe.terminationGracePeriodSeconds: Invalid value: 0: must be greater than 0
  > spec.containers[0].readinessProbe.terminationGracePeriodSeconds: Invalid value: 1: must not be set for readinessProbes

a hook without a handler, with two, and that sleeps too long
  spec: {containers: [{name: c, image: i, lifecycle: {postStart: {}, preStop: {sleep: {seconds: 60}}}}]}
  > spec.containers[0].lifecycle.postStart: Required value: must specify a handler type
  > spec.containers[0].lifecycle.preStop.sleep: Invalid value: 60: must be non-negative and less than or equal to terminationGracePeriodSeconds (30)
`,
);
