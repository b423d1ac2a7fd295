// What the API server says of EndpointSlices that break a rule.
// Source of the rules: kubernetes v1.28.0 pkg/apis/discovery/validation/validation.go.

import { describeRefusals } from '../test-refusals.ts';

const KIND = {
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
};

describeRefusals(
  'refused: EndpointSlice: spec',
  KIND,
  String.raw`
no address type, an unknown one
  addressType: ''
  endpoints: []
  ports: [{port: 80}]
  > addressType: Required value

an unknown address type
  addressType: IPv5
  endpoints: []
  ports: [{port: 80}]
  > addressType: Unsupported value: "IPv5": supported values: "FQDN", "IPv4", "IPv6"

addresses: none, too many, of the other family, local
  addressType: IPv4
  endpoints: [{addresses: []}, {addresses: [::1]}, {addresses: [127.0.0.1]}, {addresses: [x]}]
  ports: [{port: 80}]
  > endpoints[0].addresses: Required value: must contain at least 1 address
  > endpoints[1].addresses[0]: Invalid value: "::1": must be a valid IPv4 address
  > endpoints[1].addresses[0]: Invalid value: "::1": may not be in the loopback range (127.0.0.0/8, ::1/128)
  > endpoints[2].addresses[0]: Invalid value: "127.0.0.1": may not be in the loopback range (127.0.0.0/8, ::1/128)
  > endpoints[3].addresses[0]: Invalid value: "x": must be a valid IPv4 address
  > endpoints[3].addresses[0]: Invalid value: "x": must be a valid IP address

names that are no domain
  addressType: FQDN
  endpoints: [{addresses: [example]}, {addresses: [A_.x]}, {addresses: [example.com.]}, {addresses: ['']}]
  ports: [{port: 80}]
  > endpoints[0].addresses[0]: Invalid value: "example": should be a domain with at least two segments separated by dots
  > endpoints[1].addresses[0]: Invalid value: "A_.x": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')
  > endpoints[3].addresses[0]: Required value

host names, nodes and zones
  addressType: IPv4
  endpoints: [{addresses: [10.0.0.1], hostname: A_, nodeName: B_}]
  ports: [{port: 80}]
  > endpoints[0].nodeName: Invalid value: "B_": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')
  > endpoints[0].hostname: Invalid value: "A_": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')

hints: too many, no name, twice
  addressType: IPv4
  endpoints: [{addresses: [10.0.0.1], hints: {forZones: [{name: a}, {name: a}, {name: 'B_ '}]}}]
  ports: [{port: 80}]
  > endpoints[0].hints.forZones[1].name: Duplicate value: "a"
  > endpoints[0].hints.forZones[2].name: Invalid value: "B_ ": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')

nine zones
  addressType: IPv4
  endpoints: [{addresses: [10.0.0.1], hints: {forZones: [{name: a}, {name: b}, {name: c}, {name: d}, {name: e},
    {name: f}, {name: g}, {name: h}, {name: i}]}}]
  ports: [{port: 80}]
  > endpoints[0].hints.forZones: Too many: 9: must have at most 8 items

ports: twice, bad names and protocols, too many
  addressType: IPv4
  endpoints: [{addresses: [10.0.0.1]}]
  ports: [{name: a, port: 1}, {name: a, port: 2}, {name: B_, protocol: ICMP, appProtocol: a b}]
  > ports[1].name: Duplicate value: "a"
  > ports[2].name: Invalid value: "B_": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')
  > ports[2].protocol: Unsupported value: "ICMP": supported values: "SCTP", "TCP", "UDP"
  > ports[2].appProtocol: Invalid value: "a b": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')
`,
);

describeRefusals(
  'refused: EndpointSlice: updates',
  KIND,
  `
the address type
  old: {addressType: IPv4, endpoints: [{addresses: [10.0.0.1]}], ports: [{port: 80}]}
  new: {addressType: IPv6, endpoints: [], ports: [{port: 80}]}
  > addressType: Invalid value: "IPv6": field is immutable
`,
);
