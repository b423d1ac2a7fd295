// Small questions to objects that several checkers ask.

import type { KubeObject, Pod } from '../api/objects.ts';
import type { ChangeRecord } from '../trace/records.ts';

/** `default/web-0` */
export const nameOf = ({ ref }: ChangeRecord): string => `${ref.namespace ?? ''}/${ref.name}`;

export const ownerOf = (object: KubeObject, kind: string): { uid: string; name: string } | undefined =>
  object.metadata.ownerReferences?.find((owner) => owner.controller === true && owner.kind === kind);

export const hasEnded = ({ status }: Pod): boolean =>
  status.phase === 'Succeeded' || status.phase === 'Failed';

/** Neither ended nor on its way out. */
export const isActive = (pod: Pod): boolean => !hasEnded(pod) && pod.metadata.deletionTimestamp === undefined;
