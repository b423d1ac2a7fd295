// An object as the JSON of the server's answers has it.

import { jsonText } from '../../api/jsonpath/go-text.ts';
import type { AnyObject } from '../../api/objects.ts';
import { servedForm } from '../output/served-form.ts';
import type { KubectlSession } from '../session.ts';

export function plain(
  { session }: { readonly session: Pick<KubectlSession, 'version'> },
  object: AnyObject,
): Record<string, unknown> {
  const { kind, apiVersion, ...rest } = servedForm(object, session.version);
  return { kind, apiVersion, ...(JSON.parse(jsonText(rest)) as object) };
}
