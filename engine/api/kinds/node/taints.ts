// Validation of taints, in a Node's spec and in the annotation that once held them.
//
// Source: kubernetes v1.20.2 pkg/apis/core/validation/validation.go, validateNodeTaints.

import { isLabelValue } from '../../names/labels.ts';
import type { Taint } from '../../objects.ts';
import { type FieldPath, GoValue, quoteGo } from '../../validation/field-error.ts';
import { validateLabelName } from '../../validation/object-meta.ts';
import type { Problems } from '../../validation/problems.ts';

const TAINT_EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

export function validateTaints(taints: readonly Taint[], path: FieldPath, problems: Problems): void {
  const seen = new Set<string>();
  taints.forEach((taint, i) => {
    const at = path.index(i);
    const { key = '', value = '', effect = '' } = taint;
    validateLabelName(key, at.child('key'), problems);
    const texts = isLabelValue(value, problems.version);
    if (texts.length > 0) problems.invalid(at.child('value'), value, texts.join(';'));
    if (effect === '') problems.required(at.child('effect'));
    else if (!TAINT_EFFECTS.includes(effect)) {
      problems.notSupported(at.child('effect'), effect, TAINT_EFFECTS);
    }
    const pair = `${key}:${effect}`;
    if (seen.has(pair)) {
      const parts = `Key:${quoteGo(key)}, Value:${quoteGo(value)}, Effect:${quoteGo(effect)}`;
      const shown = new GoValue(`core.Taint{${parts}, TimeAdded:<nil>}`, taint);
      problems.duplicate(at, shown, 'taints must be unique by key and effect pair');
    }
    seen.add(pair);
  });
}
