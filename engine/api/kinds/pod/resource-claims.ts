// A pod's claims of devices (dynamic resource allocation).
//
// Source: kubernetes v1.31.0 pkg/apis/core/validation/validation.go, validatePodResourceClaims. The engine hands out no
// devices: the field is unmodelled.

import { isDns1123Label, nameIsDnsSubdomain } from '../../names/dns.ts';
import type { PodSpec } from '../../objects.ts';
import type { FieldPath } from '../../validation/field-error.ts';
import type { Problems } from '../../validation/problems.ts';

type Claim = NonNullable<PodSpec['resourceClaims']>[number];

export function validateResourceClaims(claims: readonly Claim[], path: FieldPath, problems: Problems): void {
  const names = new Set<string>();
  claims.forEach((claim, i) => {
    const at = path.index(i);
    if (!claim.name) problems.required(at.child('name'));
    else if (names.has(claim.name)) problems.duplicate(at.child('name'), claim.name);
    else problems.invalidEach(at.child('name'), claim.name, isDns1123Label(claim.name, problems.version));
    if (claim.name) names.add(claim.name);
    validateSource(claim, at, problems);
  });
}

function validateSource(claim: Claim, path: FieldPath, problems: Problems): void {
  const { resourceClaimName, resourceClaimTemplateName } = claim;
  if (resourceClaimName !== undefined && resourceClaimTemplateName !== undefined) {
    problems.invalid(
      path,
      claim,
      'at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified',
    );
  }
  if (resourceClaimName === undefined && resourceClaimTemplateName === undefined) {
    problems.invalid(path, claim, 'must specify one of: `resourceClaimName`, `resourceClaimTemplateName`');
  }
  for (const field of ['resourceClaimName', 'resourceClaimTemplateName'] as const) {
    const name = claim[field];
    if (name !== undefined)
      problems.invalidEach(path.child(field), name, nameIsDnsSubdomain(name, false, problems.version));
  }
}
