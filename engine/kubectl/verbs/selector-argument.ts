// A selector on the command line as an object's label selector.
// Source: kubernetes apimachinery v0.32.0 pkg/apis/meta/v1/helpers.go, ParseToLabelSelector.

import type { LabelSelector } from '../../api/selectors/label-selector.ts';
import { parseLabelSelector } from '../../api/selectors/parse.ts';
import { byText, type Operator, type Requirement, SelectorError } from '../../api/selectors/requirement.ts';
import { quoteGo } from '../../api/validation/field-error.ts';
import { textFailure } from '../failure.ts';

const OPERATORS: Partial<Record<Operator, string>> = {
  in: 'In',
  notin: 'NotIn',
  '!=': 'NotIn',
  exists: 'Exists',
  '!': 'DoesNotExist',
};

/** @throws CommandFailure  the text is no selector, or compares numbers */
export function parseToLabelSelector(text: string): LabelSelector {
  const { requirements } = parsed(text);
  const isEqual = ({ operator }: Requirement): boolean => operator === '=' || operator === '==';
  const matchLabels = Object.fromEntries(
    requirements.filter(isEqual).map(({ key, values }) => [key, values[0]!]),
  );
  const matchExpressions = requirements
    .filter((one) => !isEqual(one))
    .map(({ key, operator, values }) => {
      const word = OPERATORS[operator];
      if (word === undefined) throw textFailure(`${quoteGo(operator)} isn't supported in label selectors`);
      const sorted = [...new Set(values)].sort(byText);
      return { key, operator: word, ...(sorted.length === 0 ? {} : { values: sorted }) };
    });
  return {
    ...(Object.keys(matchLabels).length === 0 ? {} : { matchLabels }),
    ...(matchExpressions.length === 0 ? {} : { matchExpressions }),
  };
}

function parsed(text: string): { readonly requirements: readonly Requirement[] } {
  try {
    return parseLabelSelector(text);
  } catch (error) {
    if (!(error instanceof SelectorError)) throw error;
    throw textFailure(`couldn't parse the selector string "${text}": ${error.message}`);
  }
}
