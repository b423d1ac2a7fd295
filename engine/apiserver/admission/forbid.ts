// A plugin's refusal. Source: kubernetes v1.20.2 staging/src/k8s.io/apiserver/pkg/admission/errors.go, NewForbidden.

import { forbidden, type Status } from '../../api/status.ts';
import { groupResource } from '../server-core.ts';
import type { AdmissionRequest } from './plugin.ts';

/** `pods "web-1" is forbidden: <reason>`; before a name is generated, its prefix stands in for it. */
export function forbid({ traits, name, object }: AdmissionRequest, reason: string): Status {
  const { metadata } = object;
  return forbidden(
    groupResource(traits),
    name || metadata.name || metadata.generateName || 'Unknown',
    reason,
  );
}

/** Several problems as upstream joins them: one as it is, more in brackets, equal ones once. Source: NewAggregate. */
export function joinProblems(problems: readonly string[]): string {
  const texts = [...new Set(problems)];
  return texts.length === 1 ? texts[0]! : `[${texts.join(', ')}]`;
}
