// What the words of a sentence stand for in this cluster: kinds, names, namespaces.

import { isStored, type KindTraits } from '../../api/kind.ts';
import type { AnyObject } from '../../api/objects.ts';
import { nearest } from '../../api/schema/nearest.ts';
import { UserError } from '../../errors.ts';
import type { ObjectRef } from '../../trace/records.ts';
import type { VersionProfile } from '../../versions/profile.ts';

export interface Vocabulary {
  readonly kinds: ReadonlyMap<string, KindTraits>;
  readonly version: VersionProfile;
  /** Where names without a namespace are looked up. */
  readonly namespace: string;
}

/** An object as a sentence names it. */
export interface Target {
  readonly kind: KindTraits;
  /** Absent for cluster-scoped kinds. */
  readonly namespace?: string;
  readonly name: string;
}

export interface ObjectName {
  readonly namespace?: string;
  readonly name: string;
}

// Words that people use and kubectl does not know.
const ALIASES: Readonly<Record<string, string>> = {
  claim: 'PersistentVolumeClaim',
  volume: 'PersistentVolume',
  budget: 'PodDisruptionBudget',
  autoscaler: 'HorizontalPodAutoscaler',
  quota: 'ResourceQuota',
};

/**
 * The kind that a word stands for: singular, plural, short name, or the kind itself in any case.
 *
 * @throws UserError  naming the nearest known words
 */
export function kindOfWord({ kinds }: Vocabulary, word: string): KindTraits {
  const lower = word.toLowerCase();
  const alias = ALIASES[lower];
  const stored = [...kinds.values()].filter(isStored);
  for (const kind of stored) {
    const words = [kind.kind.toLowerCase(), kind.singular, kind.plural, ...kind.shortNames];
    if (kind.kind === alias || words.includes(lower)) return kind;
  }
  const known = stored.map((kind) => kind.singular || kind.kind.toLowerCase());
  const near = nearest(lower, [...known, ...Object.keys(ALIASES)]);
  throw new UserError({
    message: `"${word}" is no kind of object here`,
    hint:
      near === undefined
        ? 'write the singular that kubectl knows, such as pod, deployment or service'
        : `did you mean ${near}?`,
  });
}

/** @throws UserError  for an unknown kind, and for a namespace of a kind that has none */
export function targetOf(vocabulary: Vocabulary, word: string, { namespace, name }: ObjectName): Target {
  const kind = kindOfWord(vocabulary, word);
  if (kind.namespaced) return { kind, namespace: namespace ?? vocabulary.namespace, name };
  if (namespace === undefined) return { kind, name };
  throw new UserError({ message: `a ${word} belongs to no namespace`, hint: `write ${word} "${name}"` });
}

/** `deployment "web"`, with its namespace where it is not the usual one. */
export function targetText({ namespace: usual }: Vocabulary, { kind, namespace, name }: Target): string {
  const where = namespace === undefined || namespace === usual ? '' : ` in namespace "${namespace}"`;
  return `${kind.singular} "${name}"${where}`;
}

export function refOf({ kind, metadata }: Pick<AnyObject, 'kind' | 'metadata'>): ObjectRef {
  const { namespace, name, uid } = metadata;
  return { kind, name, uid, ...(namespace === undefined ? {} : { namespace }) };
}
