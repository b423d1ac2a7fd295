// The built-in resources that the API server serves and the engine has no kind for: discovery lists them, so that its
// lists are complete; whoever uses one is told that it is not simulated.
//
// A kind that the engine comes to have is taken from `kinds/` and its row here counts for nothing.
// Source: kubernetes v1.28.0 api/openapi-spec/swagger.json (resources, scope, verbs), pkg/registry/*/storage/storage.go
// (short names, categories); kubernetes/api v0.20, v0.28, v0.36 zz_generated.prerelease-lifecycle.go (releases).
// Left out: alphas and, since 1.24, new betas, which are served only where --runtime-config asks for them (KEP-3136).

import { REVIEW_VERBS } from './verbs.ts';

/** A version and the first and last minor that serves it, both included. */
export interface ReleaseRange {
  readonly version: string;
  readonly from?: number;
  readonly until?: number;
}

export interface OtherResource {
  readonly group: string;
  readonly resource: string;
  readonly kind: string;
  readonly shortNames: readonly string[];
  readonly namespaced: boolean;
  readonly categories: readonly string[];
  /** Newest first. */
  readonly versions: readonly ReleaseRange[];
  /** Absent: what a stored resource usually has. */
  readonly verbs?: readonly string[];
}

interface Row {
  readonly resource: string;
  readonly kind: string;
  readonly shortNames?: readonly string[];
  readonly namespaced?: boolean;
  readonly categories?: readonly string[];
  readonly versions?: readonly ReleaseRange[];
  readonly verbs?: readonly string[];
}

const group = (name: string, versions: readonly ReleaseRange[], ...rows: readonly Row[]): OtherResource[] =>
  rows.map((row) => ({ group: name, shortNames: [], namespaced: false, categories: [], versions, ...row }));

/** v1 all along, and v1beta1 beside it until 1.21. */
const SINCE_EVER: readonly ReleaseRange[] = [{ version: 'v1' }, { version: 'v1beta1', until: 21 }];
const API_EXTENSIONS = { categories: ['api-extensions'] } as const;
const REVIEW = { verbs: REVIEW_VERBS } as const;

export const OTHER_RESOURCES: readonly OtherResource[] = [
  ...group(
    '',
    [{ version: 'v1' }],
    { resource: 'bindings', kind: 'Binding', namespaced: true, ...REVIEW },
    { resource: 'podtemplates', kind: 'PodTemplate', namespaced: true },
  ),
  ...group(
    'admissionregistration.k8s.io',
    [
      { version: 'v1', from: 16 },
      { version: 'v1beta1', until: 21 },
    ],
    { resource: 'mutatingwebhookconfigurations', kind: 'MutatingWebhookConfiguration', ...API_EXTENSIONS },
    {
      resource: 'validatingwebhookconfigurations',
      kind: 'ValidatingWebhookConfiguration',
      ...API_EXTENSIONS,
    },
  ),
  ...group(
    'admissionregistration.k8s.io',
    [{ version: 'v1', from: 30 }],
    { resource: 'validatingadmissionpolicies', kind: 'ValidatingAdmissionPolicy', ...API_EXTENSIONS },
    {
      resource: 'validatingadmissionpolicybindings',
      kind: 'ValidatingAdmissionPolicyBinding',
      ...API_EXTENSIONS,
    },
  ),
  ...group(
    'admissionregistration.k8s.io',
    [{ version: 'v1', from: 36 }],
    { resource: 'mutatingadmissionpolicies', kind: 'MutatingAdmissionPolicy', ...API_EXTENSIONS },
    {
      resource: 'mutatingadmissionpolicybindings',
      kind: 'MutatingAdmissionPolicyBinding',
      ...API_EXTENSIONS,
    },
  ),
  ...group('apiregistration.k8s.io', SINCE_EVER, {
    resource: 'apiservices',
    kind: 'APIService',
    ...API_EXTENSIONS,
  }),
  ...group(
    'authentication.k8s.io',
    SINCE_EVER,
    { resource: 'tokenreviews', kind: 'TokenReview', ...REVIEW },
    {
      resource: 'selfsubjectreviews',
      kind: 'SelfSubjectReview',
      versions: [{ version: 'v1', from: 28 }],
      ...REVIEW,
    },
  ),
  ...group(
    'authorization.k8s.io',
    SINCE_EVER,
    { resource: 'localsubjectaccessreviews', kind: 'LocalSubjectAccessReview', namespaced: true, ...REVIEW },
    { resource: 'selfsubjectaccessreviews', kind: 'SelfSubjectAccessReview', ...REVIEW },
    { resource: 'selfsubjectrulesreviews', kind: 'SelfSubjectRulesReview', ...REVIEW },
    { resource: 'subjectaccessreviews', kind: 'SubjectAccessReview', ...REVIEW },
  ),
  ...group(
    'certificates.k8s.io',
    [
      { version: 'v1', from: 19 },
      { version: 'v1beta1', until: 21 },
    ],
    { resource: 'certificatesigningrequests', kind: 'CertificateSigningRequest', shortNames: ['csr'] },
  ),
  ...group('extensions', [{ version: 'v1beta1', until: 15 }], {
    resource: 'podsecuritypolicies',
    kind: 'PodSecurityPolicy',
    shortNames: ['psp'],
  }),
  ...group('policy', [{ version: 'v1beta1', until: 24 }], {
    resource: 'podsecuritypolicies',
    kind: 'PodSecurityPolicy',
    shortNames: ['psp'],
  }),
  ...group(
    'flowcontrol.apiserver.k8s.io',
    [
      { version: 'v1', from: 29 },
      { version: 'v1beta3', from: 26, until: 31 },
      { version: 'v1beta2', from: 23, until: 28 },
      { version: 'v1beta1', from: 20, until: 25 },
    ],
    { resource: 'flowschemas', kind: 'FlowSchema' },
    { resource: 'prioritylevelconfigurations', kind: 'PriorityLevelConfiguration' },
  ),
  ...group(
    'networking.k8s.io',
    [{ version: 'v1', from: 33 }],
    { resource: 'ipaddresses', kind: 'IPAddress', shortNames: ['ip'] },
    { resource: 'servicecidrs', kind: 'ServiceCIDR' },
  ),
  ...group(
    'resource.k8s.io',
    [{ version: 'v1', from: 34 }],
    { resource: 'deviceclasses', kind: 'DeviceClass' },
    { resource: 'resourceclaims', kind: 'ResourceClaim', namespaced: true },
    { resource: 'resourceclaimtemplates', kind: 'ResourceClaimTemplate', namespaced: true },
    { resource: 'resourceslices', kind: 'ResourceSlice' },
  ),
  ...group(
    'storage.k8s.io',
    [
      { version: 'v1', from: 24 },
      { version: 'v1beta1', from: 21, until: 26 },
    ],
    { resource: 'csistoragecapacities', kind: 'CSIStorageCapacity', namespaced: true },
    {
      resource: 'volumeattributesclasses',
      kind: 'VolumeAttributesClass',
      shortNames: ['vac'],
      versions: [{ version: 'v1', from: 34 }],
    },
  ),
];
