// Two annotations of old releases that hold JSON: taints, and which controllers' pods to keep away.
//
// Source: kubernetes v1.20.2 pkg/apis/core/validation/validation.go, ValidateNodeSpecificAnnotations.

import type { Taint } from '../../objects.ts';
import type { FieldPath } from '../../validation/field-error.ts';
import type { Problems } from '../../validation/problems.ts';
import { jsonError } from '../secret/json-error.ts';
import { validateTaints } from './taints.ts';

const TAINTS = 'scheduler.alpha.kubernetes.io/taints';
const PREFER_AVOID_PODS = 'scheduler.alpha.kubernetes.io/preferAvoidPods';

interface AvoidPods {
  readonly preferAvoidPods?: readonly {
    readonly podSignature?: { readonly podController?: { readonly controller?: boolean } };
  }[];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function validateNodeAnnotations(
  annotations: Readonly<Record<string, string>>,
  path: FieldPath,
  problems: Problems,
): void {
  const taintsText = annotations[TAINTS];
  if (taintsText) {
    const problem = jsonError(taintsText, '[', '[]v1.Taint');
    if (problem !== undefined) problems.invalid(path, TAINTS, problem);
    else validateTaints((parse(taintsText) ?? []) as Taint[], path.child(TAINTS), problems);
  }
  const avoidText = annotations[PREFER_AVOID_PODS];
  if (!avoidText) return;
  const problem = jsonError(avoidText, '{', 'v1.AvoidPods');
  if (problem !== undefined) problems.invalid(path.child('AvoidPods'), PREFER_AVOID_PODS, problem);
  else validateAvoidPods((parse(avoidText) ?? {}) as AvoidPods, path.child(PREFER_AVOID_PODS), problems);
}

function validateAvoidPods(avoid: AvoidPods, path: FieldPath, problems: Problems): void {
  (avoid.preferAvoidPods ?? []).forEach(({ podSignature }, i) => {
    const at = path.index(i).child('PodSignature');
    const controller = podSignature?.podController;
    if (controller == null) problems.required(at);
    else if (controller.controller !== true) {
      problems.invalid(at.child('PodController', 'Controller'), false, 'must point to a controller');
    }
  });
}
