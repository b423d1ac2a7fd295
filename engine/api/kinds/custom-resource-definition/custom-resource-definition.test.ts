// What the API server says of CustomResourceDefinitions that break a rule.
// Source of the rules: kubernetes v1.28.0 staging/src/k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/validation/validation.go.

import { describeRefusals } from '../test-refusals.ts';

const KIND = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
};

describeRefusals(
  'refused: CustomResourceDefinition: spec',
  KIND,
  String.raw`
a name that is not plural.group
  metadata: {name: a.example.com}
  spec: {group: example.com, scope: Namespaced, names: {plural: as, kind: A}, versions: [{name: v1, served: true,
    storage: true, schema: {openAPIV3Schema: {type: object}}}]}
  > metadata.name: Invalid value: "a.example.com": must be spec.names.plural+"."+spec.group

a group without a dot
  metadata: {name: as.example}
  spec: {group: example, scope: Namespaced, names: {plural: as, kind: A}, versions: [{name: v1, served: true,
    storage: true, schema: {openAPIV3Schema: {type: object}}}]}
  > spec.group: Invalid value: "example": should be a domain with at least one dot

a group that is none
  metadata: {name: as.a.b}
  spec: {group: A_.b, scope: Namespaced, names: {plural: as, kind: A}, versions: [{name: v1, served: true,
    storage: true, schema: {openAPIV3Schema: {type: object}}}]}
  > metadata.name: Invalid value: "as.a.b": must be spec.names.plural+"."+spec.group
  > spec.group: Invalid value: "A_.b": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')

no scope, an unknown one
  metadata: {name: as.example.com}
  spec: {group: example.com, scope: Everywhere, names: {plural: as, kind: A}, versions: [{name: v1, served: true,
    storage: true, schema: {openAPIV3Schema: {type: object}}}]}
  > spec.scope: Unsupported value: "Everywhere": supported values: "Cluster", "Namespaced"

a version without schema, and of a bad name
  metadata: {name: as.example.com}
  spec: {group: example.com, scope: Namespaced, names: {plural: as, kind: A}, versions: [{name: V_1, served: true,
    storage: true}]}
  > spec.versions[0].schema.openAPIV3Schema: Required value: schemas are required
  > spec.versions[0].name: Invalid value: "V_1": a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')

names that are none
  metadata: {name: as.example.com}
  spec: {group: example.com, scope: Namespaced, names: {plural: as, kind: A_, singular: A, shortNames: [B_],
    categories: [C_], listKind: A_}, versions: [{name: v1, served: true, storage: true,
    schema: {openAPIV3Schema: {type: object}}}]}
  > spec.names.singular: Invalid value: "A": a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')
  > spec.names.kind: Invalid value: "A_": may have mixed case, but should otherwise match: a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')
  > spec.names.listKind: Invalid value: "A_": may have mixed case, but should otherwise match: a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')
  > spec.names.shortNames[0]: Invalid value: "B_": a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')
  > spec.names.listKind: Invalid value: "A_": kind and listKind may not be the same
  > spec.names.categories[0]: Invalid value: "C_": a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')

no kind
  metadata: {name: as.example.com}
  spec: {group: example.com, scope: Namespaced, names: {plural: as}, versions: [{name: v1, served: true,
    storage: true, schema: {openAPIV3Schema: {type: object}}}]}
  > spec.names.singular: Required value
  > spec.names.kind: Required value
  > spec.names.listKind: Required value

a warning without deprecation
  metadata: {name: as.example.com}
  spec: {group: example.com, scope: Namespaced, names: {plural: as, kind: A}, versions: [{name: v1, served: true,
    storage: true, deprecationWarning: old, schema: {openAPIV3Schema: {type: object}}}]}
  > spec.versions[0].deprecationWarning: Invalid value: "old": can only be set for deprecated versions

a scale without paths
  metadata: {name: as.example.com}
  spec: {group: example.com, scope: Namespaced, names: {plural: as, kind: A}, versions: [{name: v1, served: true,
    storage: true, schema: {openAPIV3Schema: {type: object}}, subresources: {scale: {}}}]}
  > spec.versions[0].subresources.scale.specReplicasPath: Required value
  > spec.versions[0].subresources.scale.statusReplicasPath: Required value

scale paths outside of spec and status
  metadata: {name: as.example.com}
  spec: {group: example.com, scope: Namespaced, names: {plural: as, kind: A}, versions: [{name: v1, served: true,
    storage: true, schema: {openAPIV3Schema: {type: object}}, subresources: {scale: {specReplicasPath: .a,
    statusReplicasPath: .b, labelSelectorPath: .c}}}]}
  > spec.versions[0].subresources.scale.specReplicasPath: Invalid value: ".a": should be a json path under .spec
  > spec.versions[0].subresources.scale.statusReplicasPath: Invalid value: ".b": should be a json path under .status
  > spec.versions[0].subresources.scale.labelSelectorPath: Invalid value: ".c": should be a json path under either .spec or .status

columns: no name, no type, no path, unknown type and format
  metadata: {name: as.example.com}
  spec: {group: example.com, scope: Namespaced, names: {plural: as, kind: A}, versions: [{name: v1, served: true,
    storage: true, schema: {openAPIV3Schema: {type: object}}, additionalPrinterColumns: [{}, {name: A, type: text,
    jsonPath: x, format: long}, {name: B, type: string, jsonPath: '.spec.b['}]}]}
  > spec.versions[0].additionalPrinterColumns[0].name: Required value
  > spec.versions[0].additionalPrinterColumns[0].type: Required value: must be one of boolean,date,integer,number,string
  > spec.versions[0].additionalPrinterColumns[0].JSONPath: Required value
  > spec.versions[0].additionalPrinterColumns[1].type: Invalid value: "text": must be one of boolean,date,integer,number,string
  > spec.versions[0].additionalPrinterColumns[1].format: Invalid value: "long": must be one of byte,date,date-time,double,float,int32,int64,password

an unknown conversion
  metadata: {name: as.example.com}
  spec: {group: example.com, scope: Namespaced, names: {plural: as, kind: A}, versions: [{name: v1, served: true,
    storage: true, schema: {openAPIV3Schema: {type: object}}}], conversion: {strategy: Magic}}
  > spec.conversion.strategy: Unsupported value: "Magic": supported values: "None", "Webhook"
`,
);
