// Label and field selectors. A refused text gives its message; an accepted one what it matches.

import { convertFieldLabel } from '../../engine/api/selectors/field-labels.ts';
import { parseFieldSelector } from '../../engine/api/selectors/field-selector.ts';
import { formatLabelSelector, labelSelectorAsSelector } from '../../engine/api/selectors/label-selector.ts';
import { parseLabelSelector } from '../../engine/api/selectors/parse.ts';
import { SelectorError } from '../../engine/api/selectors/requirement.ts';
import { versionProfile } from '../../engine/versions/profile.ts';
import type { TableAdapter, TableCase } from '../adapter.ts';

const release = versionProfile(20);

type Row = Pick<TableCase, 'input' | 'expected'>;

function labelSelectorText({ input, expected }: Row): unknown {
  const selector = parseLabelSelector(input.text, release);
  return {
    empty: selector.isEmpty,
    matches: expected.matches?.map(({ labels }: Row['input']) => ({
      labels,
      match: selector.matches(labels),
    })),
    requirements: selector.requirements.map(({ key, operator, values }) => ({ key, operator, values })),
    selectable: selector.isSelectable,
    string: String(selector),
    valid: true,
  };
}

function labelSelector({ input, expected }: Row): unknown {
  const selector = labelSelectorAsSelector(input.selector, release);
  return {
    empty: selector.isEmpty,
    formatted: formatLabelSelector(input.selector),
    matches: expected.matches?.map(({ labels }: Row['input']) => ({
      labels,
      match: selector.matches(labels),
    })),
    string: String(selector),
    valid: true,
  };
}

function fieldSelector({ input, expected }: Row): unknown {
  const selector = parseFieldSelector(input.text);
  return {
    empty: selector.isEmpty,
    matches: expected.matches?.map(({ fields }: Row['input']) => ({
      fields,
      match: selector.matches(fields),
    })),
    requirements: selector.requirements,
    string: String(selector),
    valid: true,
  };
}

function fieldLabel({ input }: Row): unknown {
  const { field, value, ...kind } = input;
  return { ...convertFieldLabel(kind, field, value, release), supported: true };
}

const RUN: Readonly<Record<string, { run: (row: Row) => unknown; refused: string }>> = {
  parseLabelSelector: { run: labelSelectorText, refused: 'valid' },
  labelSelectorAsSelector: { run: labelSelector, refused: 'valid' },
  parseFieldSelector: { run: fieldSelector, refused: 'valid' },
  convertFieldLabel: { run: fieldLabel, refused: 'supported' },
};

export const adapter: TableAdapter = {
  topics: ['selectors'],
  run: (row) => {
    const { run, refused } = RUN[row.fn!]!;
    try {
      return run(row);
    } catch (error) {
      if (error instanceof SelectorError) return { error: error.message, [refused]: false };
      throw error;
    }
  },
};
