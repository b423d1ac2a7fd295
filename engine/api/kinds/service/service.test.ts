// What the API server says of services that break a rule.
// Source of the rules: kubernetes v1.28.0 pkg/apis/core/validation/validation.go, ValidateService.

import { describeRefusals } from '../test-refusals.ts';

const KIND = {
  apiVersion: 'v1',
  kind: 'Service',
};
/** A backquote inside of the tables. */
const TICK = '`';

describeRefusals(
  'refused: Service: ports',
  KIND,
  `
no port
  spec: {}
  > spec.ports: Required value

ports: none, too large, unknown protocol, no name, a bad name, twice
  spec: {ports: [{port: 0}, {name: A_, port: 70000, protocol: ICMP}, {name: b, port: 80}, {name: b, port: 81},
    {name: c, port: 80}]}
  > spec.ports[0].name: Required value
  > spec.ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive
  > spec.ports[0].targetPort: Invalid value: 0: must be between 1 and 65535, inclusive
  > spec.ports[1].name: Invalid value: "A_": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')
  > spec.ports[1].port: Invalid value: 70000: must be between 1 and 65535, inclusive
  > spec.ports[1].protocol: Unsupported value: "ICMP": supported values: "SCTP", "TCP", "UDP"
  > spec.ports[1].targetPort: Invalid value: 70000: must be between 1 and 65535, inclusive
  > spec.ports[3].name: Duplicate value: "b"
  > spec.ports[4]: Duplicate value: {"Name":"","Protocol":"TCP","AppProtocol":null,"Port":80,"TargetPort":0,"NodePort":0}

a target port that is none
  spec: {ports: [{port: 80, targetPort: no_port}, {name: b, port: 81, targetPort: 70000}]}
  > spec.ports[0].name: Required value
  > spec.ports[0].targetPort: Invalid value: "no_port": must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)
  > spec.ports[1].targetPort: Invalid value: 70000: must be between 1 and 65535, inclusive

a node port of a cluster IP, and one twice
  spec: {ports: [{name: a, port: 80, nodePort: 30000}, {name: b, port: 81, nodePort: 30000}], type: NodePort}
  > spec.ports[1].nodePort: Duplicate value: 30000

a node port where there is none
  spec: {ports: [{port: 80, nodePort: 30000}]}
  > spec.ports[0].nodePort: Forbidden: may not be used when ${TICK}type${TICK} is 'ClusterIP'

an application protocol that is no name
  spec: {ports: [{port: 80, appProtocol: a b}]}
  > spec.ports[0].appProtocol: Invalid value: "a b": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')

a load balancer of two protocols (1.20)
  spec: {ports: [{name: a, port: 80}, {name: b, port: 81, protocol: UDP}], type: LoadBalancer}
  > spec.ports: Invalid value: []core.ServicePort{core.ServicePort{Name:"a", Protocol:"TCP", AppProtocol:(*string)(nil), Port:80, TargetPort:intstr.IntOrString{Type:0, IntVal:80, StrVal:""}, NodePort:0}, core.ServicePort{Name:"b", Protocol:"UDP", AppProtocol:(*string)(nil), Port:81, TargetPort:intstr.IntOrString{Type:0, IntVal:81, StrVal:""}, NodePort:0}}: may not contain a mix of protocols when 'type' is 'LoadBalancer'
`,
);

describeRefusals(
  'refused: Service: addresses',
  KIND,
  String.raw`
a cluster IP that is none
  spec: {ports: [{port: 80}], clusterIP: x}
  > spec.clusterIPs[0]: Invalid value: "x": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)

a cluster IP that is none (1.19)
  spec: {ports: [{port: 80}], clusterIP: x}
  > spec.clusterIP: Invalid value: "x": must be empty, 'None', or a valid IP address

a headless load balancer
  spec: {ports: [{port: 80}], type: LoadBalancer, clusterIP: None}
  > spec.clusterIPs[0]: Invalid value: "None": may not be set to 'None' for LoadBalancer services

an external name with a cluster IP, and without a name
  spec: {ports: [{port: 80}], type: ExternalName, clusterIP: 10.0.0.1}
  > spec.clusterIPs: Forbidden: may not be set for ExternalName services
  > spec.externalName: Required value

an external name that is no host
  spec: {ports: [{port: 80}], type: ExternalName, externalName: A_}
  > spec.externalName: Invalid value: "A_": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')

addresses that differ, of one family, too many
  spec: {ports: [{port: 80}], clusterIP: 10.0.0.1, clusterIPs: [10.0.0.2, 10.0.0.3, 10.0.0.4]}
  > spec.clusterIPs: Invalid value: ["10.0.0.2","10.0.0.3","10.0.0.4"]: first value must match ${TICK}clusterIP${TICK}
  > spec.clusterIPs: Invalid value: ["10.0.0.2","10.0.0.3","10.0.0.4"]: may only hold up to 2 values
  > spec.clusterIPs: Invalid value: ["10.0.0.2","10.0.0.3","10.0.0.4"]: may specify no more than one IP for each IP family

families: unknown, twice, not those of the addresses
  spec: {ports: [{port: 80}], clusterIPs: [10.0.0.1], clusterIP: 10.0.0.1, ipFamilies: [IPv6, IPv5, IPv6],
    ipFamilyPolicy: Any}
  > spec.ipFamilies[1]: Unsupported value: "IPv5": supported values: "IPv4", "IPv6"
  > spec.ipFamilies[2]: Duplicate value: "IPv6"
  > spec.ipFamilyPolicy: Unsupported value: "Any": supported values: "PreferDualStack", "RequireDualStack", "SingleStack"
  > spec.clusterIPs[0]: Invalid value: "10.0.0.1": expected an IPv6 value as indicated by ${TICK}ipFamilies[0]${TICK}

two addresses under a single stack
  spec: {ports: [{port: 80}], clusterIP: 10.0.0.1, clusterIPs: [10.0.0.1, fd00::1], ipFamilyPolicy: SingleStack,
    ipFamilies: [IPv4]}

external IPs: none, local, unspecified, multicast
  spec: {ports: [{port: 80}], externalIPs: [x, 127.0.0.1, 0.0.0.0, 224.0.0.1, 169.254.0.1]}
  > spec.externalIPs[0]: Invalid value: "x": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)
  > spec.externalIPs[1]: Invalid value: "127.0.0.1": may not be in the loopback range (127.0.0.0/8, ::1/128)
  > spec.externalIPs[2]: Invalid value: "0.0.0.0": may not be unspecified (0.0.0.0)
  > spec.externalIPs[3]: Invalid value: "224.0.0.1": may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)
  > spec.externalIPs[4]: Invalid value: "169.254.0.1": may not be in the link-local range (169.254.0.0/16, fe80::/10)

a load balancer class elsewhere
  spec: {ports: [{port: 80}], loadBalancerClass: example.com/lb}
  > spec.loadBalancerClass: Forbidden: may only be used when ${TICK}type${TICK} is 'LoadBalancer'

a load balancer class that is no name
  spec: {ports: [{port: 80}], type: LoadBalancer, loadBalancerClass: a b}
  > spec.loadBalancerClass: Invalid value: "a b": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')

source ranges: none, elsewhere
  spec: {ports: [{port: 80}], type: LoadBalancer, loadBalancerSourceRanges: [10.0.0.1]}
  > spec.LoadBalancerSourceRanges: Invalid value: "[10.0.0.1]": must be a list of IP ranges. For example, 10.240.0.0/24,10.250.0.0/24

source ranges elsewhere
  spec: {ports: [{port: 80}], loadBalancerSourceRanges: [10.0.0.0/8]}
  > spec.LoadBalancerSourceRanges: Forbidden: may only be used when ${TICK}type${TICK} is 'LoadBalancer'

source ranges by annotation
  spec: {ports: [{port: 80}], type: LoadBalancer}
  metadata: {annotations: {service.beta.kubernetes.io/load-balancer-source-ranges: 10.0.0.1}}
  > metadata.annotations[service.beta.kubernetes.io/load-balancer-source-ranges]: Invalid value: "10.0.0.1": must be a list of IP ranges. For example, 10.240.0.0/24,10.250.0.0/24

node ports of a load balancer, elsewhere
  spec: {ports: [{port: 80}], allocateLoadBalancerNodePorts: true}
  > spec.allocateLoadBalancerNodePorts: Forbidden: may only be used when ${TICK}type${TICK} is 'LoadBalancer'
`,
);

describeRefusals(
  'refused: Service: policies',
  KIND,
  `
an unknown type
  spec: {ports: [{port: 80}], type: Cluster}
  > spec.type: Unsupported value: "Cluster": supported values: "ClusterIP", "ExternalName", "LoadBalancer", "NodePort"

an unknown affinity
  spec: {ports: [{port: 80}], sessionAffinity: Cookie}
  > spec.sessionAffinity: Unsupported value: "Cookie": supported values: "ClientIP", "None"

an affinity that lasts too long
  spec: {ports: [{port: 80}], sessionAffinity: ClientIP, sessionAffinityConfig: {clientIP: {timeoutSeconds: 86401}}}
  > spec.sessionAffinityConfig.clientIP.timeoutSeconds: Invalid value: 86401: must be greater than 0 and less than 86400

an affinity that lasts no time
  spec: {ports: [{port: 80}], sessionAffinity: ClientIP, sessionAffinityConfig: {clientIP: {timeoutSeconds: 0}}}
  > spec.sessionAffinityConfig.clientIP.timeoutSeconds: Invalid value: 0: must be greater than 0 and less than 86400

a configured affinity that is none
  spec: {ports: [{port: 80}], sessionAffinity: None, sessionAffinityConfig: {clientIP: {timeoutSeconds: 1}}}

traffic policies that are none
  spec: {ports: [{port: 80}], type: NodePort, internalTrafficPolicy: Some, externalTrafficPolicy: Other}
  > spec.externalTrafficPolicy: Unsupported value: "Other": supported values: "Cluster", "Local"
  > spec.internalTrafficPolicy: Unsupported value: "Some": supported values: "Cluster", "Local"

an external policy of an internal service
  spec: {ports: [{port: 80}], externalTrafficPolicy: Local}
  > spec.externalTrafficPolicy: Invalid value: "Local": may only be set when ${TICK}type${TICK} is 'NodePort' or 'LoadBalancer'

a health check port below zero
  spec: {ports: [{port: 80}], type: LoadBalancer, externalTrafficPolicy: Local, healthCheckNodePort: -1}
  > spec.healthCheckNodePort: Invalid value: -1: must be between 1 and 65535, inclusive

a health check port where there is none
  spec: {ports: [{port: 80}], type: LoadBalancer, externalTrafficPolicy: Cluster, healthCheckNodePort: 30000}
  > spec.healthCheckNodePort: Invalid value: 30000: may only be set when ${TICK}type${TICK} is 'LoadBalancer' and ${TICK}externalTrafficPolicy${TICK} is 'Local'

an unknown distribution
  spec: {ports: [{port: 80}], trafficDistribution: PreferFar}
  > spec.trafficDistribution: Unsupported value: "PreferFar": supported values: "PreferClose", "PreferSameNode", "PreferSameZone"

a selector that no pod can match
  spec: {ports: [{port: 80}], selector: {a b: c d}}
  > spec.selector: Invalid value: "a b": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')
  > spec.selector: Invalid value: "c d": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')

topology hints and mode that differ (1.28)
  spec: {ports: [{port: 80}]}
  metadata: {annotations: {service.kubernetes.io/topology-mode: Auto,
    service.kubernetes.io/topology-aware-hints: Disabled}}
  > metadata.annotations[service.kubernetes.io/topology-mode]: Invalid value: "Auto": must match annotations[service.kubernetes.io/topology-aware-hints] when both are specified
`,
);

describeRefusals(
  'refused: Service: updates',
  KIND,
  `
another cluster IP
  old: {spec: {ports: [{port: 80}], clusterIP: 10.0.0.1, clusterIPs: [10.0.0.1], ipFamilies: [IPv4],
    ipFamilyPolicy: SingleStack}}
  new: {spec: {ports: [{port: 80}], clusterIP: 10.0.0.2, clusterIPs: [10.0.0.2]}}
  > spec.clusterIPs[0]: Invalid value: ["10.0.0.2"]: may not change once set

another cluster IP (1.19)
  old: {spec: {ports: [{port: 80}], clusterIP: 10.0.0.1}}
  new: {spec: {ports: [{port: 80}], clusterIP: 10.0.0.2}}
  > spec.clusterIP: Invalid value: "10.0.0.2": field is immutable

another first family
  old: {spec: {ports: [{port: 80}], clusterIP: 10.0.0.1, clusterIPs: [10.0.0.1], ipFamilies: [IPv4],
    ipFamilyPolicy: SingleStack}}
  new: {spec: {ports: [{port: 80}], clusterIP: 10.0.0.1, clusterIPs: [10.0.0.1], ipFamilies: [IPv6],
    ipFamilyPolicy: SingleStack}}
  > spec.ipFamilies[0]: Invalid value: ["IPv6"]: may not change once set
  > spec.clusterIPs[0]: Invalid value: "10.0.0.1": expected an IPv6 value as indicated by ${TICK}ipFamilies[0]${TICK}

another load balancer class
  old: {spec: {ports: [{port: 80}], type: LoadBalancer, loadBalancerClass: a/a, clusterIP: 10.0.0.1,
    clusterIPs: [10.0.0.1]}}
  new: {spec: {ports: [{port: 80}], type: LoadBalancer, loadBalancerClass: b/b, clusterIP: 10.0.0.1,
    clusterIPs: [10.0.0.1]}}
  > spec.loadBalancerClass: Invalid value: "b/b": may not change once set

another health check port
  old: {spec: {ports: [{port: 80}], type: LoadBalancer, externalTrafficPolicy: Local, healthCheckNodePort: 30000,
    clusterIP: 10.0.0.1, clusterIPs: [10.0.0.1]}}
  new: {spec: {ports: [{port: 80}], type: LoadBalancer, externalTrafficPolicy: Local, healthCheckNodePort: 30001,
    clusterIP: 10.0.0.1, clusterIPs: [10.0.0.1]}}
  > spec.healthCheckNodePort: Forbidden: field is immutable
`,
);
