// ControllerRevisions: making one, ordering them, telling whether two hold the same.
//
// Pure; shared by the controllers that keep a history. The calls are in revision-history.ts.
// Source: kubernetes v1.20.2 pkg/controller/history/controller_history.go.

import {
  CONTROLLER_REVISION_HASH_LABEL,
  controllerRevisionHash,
  controllerRevisionName,
  goJson,
} from '../../api/hash/controller-revision.ts';
import type { ControllerRevision, KubeObject, OwnerReference } from '../../api/objects.ts';
import { controllerReference } from '../pod-from-template.ts';

/** A revision before the API server has seen it. */
export type NewRevision = Omit<ControllerRevision, 'metadata'> & {
  metadata: {
    name: string;
    namespace: string;
    labels: Record<string, string>;
    annotations: Record<string, string>;
    ownerReferences: OwnerReference[];
  };
};

export interface RevisionContent {
  readonly owner: KubeObject;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly data: object;
  readonly revision: number;
  /** Goes into the hash, so that a name that is taken by other content can be left behind. */
  readonly collisionCount: number;
}

/** Source: controller_history.go, NewControllerRevision. */
export function newControllerRevision(content: RevisionContent): NewRevision {
  const { owner, data, revision, collisionCount } = content;
  const hash = controllerRevisionHash(data, collisionCount);
  return {
    apiVersion: 'apps/v1',
    kind: 'ControllerRevision',
    metadata: {
      name: controllerRevisionName(owner.metadata.name, hash),
      namespace: owner.metadata.namespace ?? '',
      labels: { ...content.labels, [CONTROLLER_REVISION_HASH_LABEL]: hash },
      annotations: { ...content.annotations },
      ownerReferences: [controllerReference(owner)],
    },
    data: data as NewRevision['data'],
    revision,
  };
}

/** The name for other attempts at the same content. The label keeps the first hash, as upstream's does. */
export function renamedRevision(
  revision: NewRevision,
  ownerName: string,
  collisionCount: number,
): NewRevision {
  const name = controllerRevisionName(ownerName, controllerRevisionHash(revision.data, collisionCount));
  return { ...revision, metadata: { ...revision.metadata, name } };
}

/** By revision, then by age, then by name. Source: controller_history.go, byRevision. */
export function sortRevisions(revisions: readonly ControllerRevision[]): ControllerRevision[] {
  return [...revisions].sort(
    (a, b) =>
      a.revision - b.revision ||
      compareText(a.metadata.creationTimestamp, b.metadata.creationTimestamp) ||
      compareText(a.metadata.name, b.metadata.name),
  );
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Whether two revisions would restore the same. Source: controller_history.go, EqualRevision. */
export const holdsSame = (
  a: Pick<ControllerRevision, 'data'>,
  b: Pick<ControllerRevision, 'data'>,
): boolean => goJson(a.data) === goJson(b.data);
