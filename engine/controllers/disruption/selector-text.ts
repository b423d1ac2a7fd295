// A label selector as Go prints it into a message.
// Source: apimachinery v0.28.0 pkg/apis/meta/v1/generated.pb.go, LabelSelector.String, LabelSelectorRequirement.String.

import type { LabelSelector } from '../../api/selectors/label-selector.ts';
import { byText } from '../../api/selectors/requirement.ts';

export function selectorText(selector: LabelSelector | null | undefined): string {
  if (selector == null) return 'nil';
  const { matchLabels = {}, matchExpressions = [] } = selector;
  const labels = Object.keys(matchLabels)
    .sort(byText)
    .map((key) => `${key}: ${matchLabels[key]},`);
  const requirements = matchExpressions.map(
    ({ key, operator, values = [] }) =>
      `LabelSelectorRequirement{Key:${key},Operator:${operator},Values:[${values.join(' ')}],},`,
  );
  const lists = `MatchLabels:map[string]string{${labels.join('')}},MatchExpressions:[]LabelSelectorRequirement{${requirements.join('')}},`;
  return `&LabelSelector{${lists}}`;
}
