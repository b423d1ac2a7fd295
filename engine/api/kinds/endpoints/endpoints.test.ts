// What the API server says of objects of kind Endpoints that break a rule.
// Source of the rules: kubernetes v1.28.0 pkg/apis/core/validation/validation.go, ValidateEndpoints.

import { describeRefusals } from '../test-refusals.ts';

const KIND = {
  apiVersion: 'v1',
  kind: 'Endpoints',
};
/** A backquote inside of the tables. */
const TICK = '`';

describeRefusals(
  'refused: Endpoints: spec',
  KIND,
  String.raw`
no address, no port
  subsets: [{ports: [{port: 80}]}]
  > subsets[0]: Required value: must specify ${TICK}addresses${TICK} or ${TICK}notReadyAddresses${TICK}

addresses: none, local, of bad names
  subsets: [{addresses: [{ip: x}, {ip: 127.0.0.1}, {ip: 10.0.0.1, hostname: A_, nodeName: B_}],
    ports: [{port: 80}]}]
  > subsets[0].addresses[0].ip: Invalid value: "x": must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)
  > subsets[0].addresses[0].ip: Invalid value: "x": must be a valid IP address
  > subsets[0].addresses[1].ip: Invalid value: "127.0.0.1": may not be in the loopback range (127.0.0.0/8, ::1/128)
  > subsets[0].addresses[2].hostname: Invalid value: "A_": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')
  > subsets[0].addresses[2].nodeName: Invalid value: "B_": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')

ports: none, unknown protocol, no name
  subsets: [{addresses: [{ip: 10.0.0.1}], ports: [{port: 0, protocol: ICMP}, {name: A_, port: 81,
    appProtocol: a b}]}]
  > subsets[0].ports[0].name: Required value
  > subsets[0].ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive
  > subsets[0].ports[0].protocol: Unsupported value: "ICMP": supported values: "SCTP", "TCP", "UDP"
  > subsets[0].ports[1].name: Invalid value: "A_": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')
  > subsets[0].ports[1].appProtocol: Invalid value: "a b": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')
`,
);
