// `a=b,c=d` as labels. Source: kubectl v0.32.0 pkg/cmd/expose/expose.go and pkg/generate/generate.go, parseLabels.

import { textFailure } from '../failure.ts';

/** @throws CommandFailure  a part is no pair */
export function labelSet(text: string): Record<string, string> {
  return Object.fromEntries(
    text.split(',').map((part) => {
      const [key = '', value, more] = part.split('=');
      if (value === undefined || more !== undefined) throw textFailure(`unexpected label spec: ${part}`);
      if (key === '') throw textFailure('unexpected empty label key');
      return [key, value];
    }),
  );
}
