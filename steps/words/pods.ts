// Which pods are meant: `pods with label "app=web"`, `pods of deployment "web"`, `pods on node "node-1"`.

import type { ObjectName } from '../../engine/index.ts';
import { parseName } from './name.ts';

/** The kind's word is looked up where the cluster is known. */
export interface SpokenPods {
  readonly labels?: string;
  readonly namespace?: string;
  readonly under?: { readonly kind: string; readonly name: ObjectName };
  readonly node?: string;
}

/** @throws UserError  for names that are none */
export function parsePods(text: string): SpokenPods {
  const [, kind, name] = /^pods? of ([a-z][a-z0-9]*) (".*)$/.exec(text) ?? [];
  if (kind !== undefined && name !== undefined) return { under: { kind, name: parseName(name) } };
  const labels = /with labels? "([^"]*)"/.exec(text)?.[1];
  const namespace = /in namespace "([^"]*)"/.exec(text)?.[1];
  const node = /on node "([^"]*)"/.exec(text)?.[1];
  return {
    ...(labels === undefined ? {} : { labels }),
    ...(namespace === undefined ? {} : { namespace }),
    ...(node === undefined ? {} : { node }),
  };
}
