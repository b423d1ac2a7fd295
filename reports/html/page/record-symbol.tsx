// What kind of record a line is about: a letter-like sign with its name.

import type { ComponentChildren } from 'preact';
import type { TraceRecord } from '../../../engine/trace/records.ts';

function signOf(record: TraceRecord): readonly [sign: string, name: string] {
  switch (record.type) {
    case 'input':
      return record.verb === 'fault' ? ['▲', 'fault'] : ['▸', 'input'];
    case 'output':
      return ['◂', 'output'];
    case 'change':
      return record.op === 'create'
        ? ['+', 'created']
        : record.op === 'delete'
          ? ['−', 'deleted']
          : ['~', 'changed'];
    case 'event':
      return record.level === 'Warning' ? ['!', 'warning event'] : ['•', 'event'];
    case 'decision':
      return ['◇', 'decision'];
    case 'timer':
      return ['◷', 'timer'];
    case 'log':
      return ['≡', 'log line'];
    case 'check':
      return record.verdict === 'passed' ? ['✔', 'check passed'] : ['✖', 'check failed'];
    case 'traffic':
      return ['⇄', 'traffic'];
    case 'step':
      return ['§', 'step'];
    default: {
      const unknown: never = record;
      return unknown;
    }
  }
}

export function RecordSymbol({ record }: { readonly record: TraceRecord }): ComponentChildren {
  const [sign, name] = signOf(record);
  return (
    <span
      class={`sign is-${record.type} is-${name.replaceAll(' ', '-')}`}
      title={name}
      role="img"
      aria-label={name}
    >
      {sign}
    </span>
  );
}
