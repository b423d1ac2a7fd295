// What all kinds share: names, selectors, patches, schedules and the words of field errors.

import type { BehaviourRows } from './rows.ts';

export const VALUES_BEHAVIOURS = {
  // Schedules follow robfig/cron v3: other words for errors, a TZ= prefix, `*/2` is no star, midnight is found again
  // behind a skipped one; before that v1.1.0. Source: go.mod of kubernetes v1.20.2 and v1.28.0;
  // kubernetes website pull 29455 names 1.22 as the first release that takes TZ=.
  cronLibraryV3: { from: 22 },
  // A subdomain where a DNS label is asked for is answered "must not contain dots".
  // Source: apimachinery v0.27.0 pkg/util/validation/validation.go, IsDNS1123Label.
  dnsLabelTextNamesDots: { from: 27 },
  // Messages of IsDNS1123Label and IsDNS1123Subdomain begin with "a lowercase RFC 1123", before with "a DNS-1123".
  // Source: apimachinery v0.20.0 pkg/util/validation/validation.go, dns1123LabelErrMsg.
  dnsTextSaysLowercaseRfc1123: { from: 20 },
  // "Too long: may not be more than 1 byte" instead of "must have at most 1 bytes"; "1 item" in the singular.
  // Source: kubernetes #128553, merged before the freeze of 1.32.
  fieldErrorsCountSingular: { from: 32 },
  // Composite values in validation messages are printed as JSON instead of Go syntax.
  // Source: kubernetes v1.33 staging/src/k8s.io/apimachinery/pkg/util/validation/field/errors.go, ErrorBody.
  fieldErrorsShowJSON: { from: 33 },
  // Field labels: pods can be selected by spec.hostNetwork. Source: kubernetes v1.28.0 pkg/apis/core/v1/conversion.go.
  fieldLabelHostNetwork: { from: 28 },
  // An unsupported field label of a Job is answered "for Job", before "for batchv1.Job".
  // Source: kubernetes v1.20.2 and v1.28.0 pkg/apis/batch/v1/conversion.go; the releases between were not read.
  fieldLabelTextSaysJob: { from: 21 },
  // Services can be selected by spec.clusterIP and spec.type. Source: kubernetes #123905.
  fieldLabelsOfServices: { from: 31 },
  // API fields older than 1.33 take `010.0.0.1` as 10.0.0.1. Source: apimachinery v0.23.0
  // pkg/util/validation/validation.go, ParseIPSloppy. Before that Go's net.ParseIP decided, which refuses it from
  // Go 1.17 on; the 1.20.2 that the facts were recorded on was built so.
  ipSkipsLeadingZeros: { from: 23 },
  // The message of a bad IP address shows an IPv6 address too.
  // Source: apimachinery v0.20.0 pkg/util/validation/validation.go, IsValidIP.
  ipTextShowsIpv6: { from: 20 },
  // JSON that ends too early is answered "unexpected end of JSON input", before "unexpected EOF".
  // Source: apimachinery v0.20.2 and v0.28.0 pkg/util/json/json.go, Unmarshal; sigs.k8s.io/json came with 1.23.
  jsonErrorNamesItsEnd: { from: 23 },
  // A JSON merge patch keeps nulls inside lists. Source: kubernetes #102467, evanphx/json-patch v4.11.0 merge.go.
  jsonPatchKeepsNullsInLists: { from: 22 },
  // JSON patch: `replace` and `test` take the path '' for the whole document, and negative indices everywhere.
  // Source: evanphx/json-patch v4.12.0 patch.go (kubernetes 1.23); v4.9.0 (1.20) does not. Versions between not read.
  jsonPatchWholeDocument: { from: 22 },
  // Label selector text: "(,,)" is two empty values, before an error.
  // Source: apimachinery v0.35.0 pkg/labels/selector.go, parseIdentifiersList.
  labelSelectorTakesTwoCommas: { from: 35 },
  // A bad requirement is answered with all its problems as field errors, before with the first in words of its own.
  // Source: apimachinery v0.21.0 pkg/labels/selector.go, NewRequirement.
  labelSelectorTextIsFieldErrors: { from: 21 },
  // "expected: in, notin, =, ==, !=, gt, lt" where a selector lacks its operator.
  // Source: apimachinery v0.22.0 pkg/labels/selector.go, parseOperator.
  labelSelectorTextListsOperators: { from: 22 },
  // A bad operator in matchExpressions is no "label selector operator", before no "pod selector operator".
  // Source: apimachinery v0.26.0 pkg/apis/meta/v1/helpers.go, LabelSelectorAsSelector.
  labelSelectorTextSaysLabelSelector: { from: 26 },
  // Label values in the matchExpressions of selectors are checked on create.
  // Source: kubernetes #113699 (1.27), LabelSelectorValidationOptions.
  labelSelectorValuesValidated: { from: 27 },
  // Label keys and values are limited in "bytes", before in "characters"; "a valid label key" was "a qualified name".
  // Source: apimachinery v0.35.0 pkg/api/validate/content/{errors,kube}.go, MaxLenError and IsLabelKey.
  labelTextSaysBytes: { from: 35 },
  // "Only one reference can have Controller set to true" names owners as Kind/name; before, by name alone.
  // Source: read in the 1.28 tree, apimachinery pkg/api/validation/objectmeta.go; not in 1.20.
  ownerControllersNamedByKind: { from: 28 },
  // An empty owner reference field is "Required value: must not be empty", with the reference's index in the path.
  // Source: apimachinery v0.36 pkg/api/validation/objectmeta.go, validateOwnerReference.
  ownerReferenceFieldsRequired: { from: 36 },
  // $deleteFromPrimitiveList works on lists that are replaced as a whole, too; before, the list became what was to go.
  // Source: kubernetes #110472, v1.28.0 apimachinery pkg/util/strategicpatch/patch.go, mergeSliceHandler.
  patchDeletesFromAnyPrimitiveList: { from: 28 },
  // A patch value that meets nothing to merge with is stored without the directives and nulls in it.
  // Source: kubernetes #117568, v1.28.0 apimachinery pkg/util/strategicpatch/patch.go, removeDirectives.
  patchDirectivesStayOutOfObjects: { from: 28 },
  // "must contain at least one letter (a-z)", before "letter or number (a-z, 0-9)".
  // Source: apimachinery v0.25.0 pkg/util/validation/validation.go, IsValidPortName.
  portNameTextSaysLetterOnly: { from: 25 },
  // The metadata of templates is written out with `creationTimestamp: null`. Source: apimachinery
  // pkg/apis/meta/v1/types.go, ObjectMeta: omitempty in 1.28, omitzero in the newest; taken to have changed with 1.34.
  templatesHaveNullCreationTimestamp: { until: 33 },
} as const satisfies BehaviourRows;
