// Behaviours that differ between Kubernetes releases: from and until which minor (both included) each holds.
// One row a behaviour, with its source. Rows are sorted by name; code asks for them with `version.has(name)`.

export const BEHAVIOURS = {
  // CronJob controller v2 (informers and a delaying queue instead of a 10 s poll).
  // Source: KEP-19; beta and on by default in 1.21. Differs: taken from 1.20 on, because the facts that the
  // engine is held against were recorded on 1.20.2 with the gate CronJobControllerV2 switched on.
  cronJobControllerV2: { from: 20 },
  // The CronJob controller speaks batch/v1, where 1.20 and before spoke batch/v1beta1: the owner reference of its Jobs.
  // Source: KEP-19, batch/v1 CronJob from 1.21.
  cronJobV1: { from: 21 },
  // CronJob status.lastSuccessfulTime. Source: kubernetes v1.21.0 pkg/controller/cronjob/cronjob_controllerv2.go.
  cronJobLastSuccessfulTime: { from: 21 },
  // The last missed time is computed instead of listing all that were missed. Source: kubernetes pull 97098.
  cronJobMostRecentRun: { from: 21 },
  // The status is written only when the pass changed it. Source: kubernetes v1.22.0 cronjob_controllerv2.go, updateStatus.
  cronJobWritesChangedStatusOnly: { from: 22 },
  // spec.timeZone. Source: KEP-3140, on by default in 1.25.
  cronJobTimeZone: { from: 25 },
  // The requeue counts from the last scheduled time, for `@every`. Source: kubernetes pull 109250.
  cronJobRequeueFromLastRun: { from: 25 },
  // Schedules with uneven gaps get their exact last time, and TooManyMissedTimes no longer names a count.
  // Source: kubernetes pull 118724, v1.28.0 pkg/controller/cronjob/utils.go.
  cronJobExactMostRecentRun: { from: 28 },
  // Jobs carry the scheduled time as annotation. Source: CronJobsScheduledAnnotation, on by default in 1.28.
  cronJobScheduledAnnotation: { from: 28 },
  // A Job's back-off limit is held against its failed pods, not against the retries of the work queue.
  // Source: kubernetes v1.20.2 pkg/controller/job/job_controller.go, exceedsBackoffLimit.
  jobBackoffLimitCountsPods: { from: 20 },
  // Job spec.suspend. Source: KEP-2232, on by default in 1.22.
  jobSuspend: { from: 22 },
  // Service-account tokens come from a projected volume `kube-api-access-xxxxx` instead of a Secret
  // `default-token-xxxxx`. Source: KEP-542 BoundServiceAccountTokenVolume, on by default in 1.21.
  boundServiceAccountTokenVolume: { from: 21 },
  // "Too long: may not be more than 1 byte" instead of "must have at most 1 bytes"; "1 item" in the singular.
  // Source: kubernetes #128553, merged before the freeze of 1.32.
  fieldErrorsCountSingular: { from: 32 },
  // Composite values in validation messages are printed as JSON instead of Go syntax.
  // Source: kubernetes v1.33 staging/src/k8s.io/apimachinery/pkg/util/validation/field/errors.go, ErrorBody.
  fieldErrorsShowJSON: { from: 33 },
  // Label values in the matchExpressions of selectors are checked on create.
  // Source: kubernetes #113699 (1.27), LabelSelectorValidationOptions.
  labelSelectorValuesValidated: { from: 27 },
  // "Only one reference can have Controller set to true" names owners as Kind/name; before, by name alone.
  // Source: read in the 1.28 tree, apimachinery pkg/api/validation/objectmeta.go; not in 1.20.
  ownerControllersNamedByKind: { from: 28 },
  // An empty owner reference field is "Required value: must not be empty", with the reference's index in the path.
  // Source: apimachinery v0.36 pkg/api/validation/objectmeta.go, validateOwnerReference.
  ownerReferenceFieldsRequired: { from: 36 },
  // Messages of IsDNS1123Label and IsDNS1123Subdomain begin with "a lowercase RFC 1123", before with "a DNS-1123".
  // Source: apimachinery v0.20.0 pkg/util/validation/validation.go, dns1123LabelErrMsg.
  dnsTextSaysLowercaseRfc1123: { from: 20 },
  // A subdomain where a DNS label is asked for is answered "must not contain dots".
  // Source: apimachinery v0.27.0 pkg/util/validation/validation.go, IsDNS1123Label.
  dnsLabelTextNamesDots: { from: 27 },
  // API fields older than 1.33 take `010.0.0.1` as 10.0.0.1. Source: apimachinery v0.23.0
  // pkg/util/validation/validation.go, ParseIPSloppy. Before that Go's net.ParseIP decided, which refuses it from
  // Go 1.17 on; the 1.20.2 that the facts were recorded on was built so.
  ipSkipsLeadingZeros: { from: 23 },
  // The message of a bad IP address shows an IPv6 address too.
  // Source: apimachinery v0.20.0 pkg/util/validation/validation.go, IsValidIP.
  ipTextShowsIpv6: { from: 20 },
  // Label keys and values are limited in "bytes", before in "characters"; "a valid label key" was "a qualified name".
  // Source: apimachinery v0.35.0 pkg/api/validate/content/{errors,kube}.go, MaxLenError and IsLabelKey.
  labelTextSaysBytes: { from: 35 },
  // "must contain at least one letter (a-z)", before "letter or number (a-z, 0-9)".
  // Source: apimachinery v0.25.0 pkg/util/validation/validation.go, IsValidPortName.
  portNameTextSaysLetterOnly: { from: 25 },
  // `creationTimestamp: null` is no longer written where a template has none.
  // Source: kubernetes/apimachinery release-1.34 pkg/apis/meta/v1/types.go, ObjectMeta (omitzero).
  zeroCreationTimestampOmitted: { from: 34 },
} as const satisfies Readonly<Record<string, { from?: number; until?: number }>>;

export type Behaviour = keyof typeof BEHAVIOURS;
