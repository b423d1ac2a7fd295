// The calls on a controller's ControllerRevisions: list, create under a free name, raise, delete, adopt.
//
// Source: kubernetes v1.20.2 pkg/controller/history/controller_history.go, realHistory.

import type { ControllerRevision, KubeObject } from '../../api/objects.ts';
import type { Selector } from '../../api/selectors/selector.ts';
import type { Result } from '../../api/status.ts';
import type { Client } from '../../client/client.ts';
import type { Informer } from '../../client/informer.ts';
import { candidatesOf, indexByController } from '../controller-index.ts';
import { claimObjects } from '../controller-ref-manager.ts';
import type { Refusal } from '../refusal.ts';
import { holdsSame, type NewRevision, renamedRevision } from './controller-revision.ts';

export class RevisionHistory {
  private readonly client: Client;
  private readonly informer: Informer<'ControllerRevision', ControllerRevision>;

  constructor(client: Client, informer: Informer<'ControllerRevision', ControllerRevision>) {
    this.client = client;
    this.informer = informer;
    indexByController(informer);
  }

  /** The owner's revisions that match, and orphans that match. */
  list(owner: KubeObject, selector: Selector): ControllerRevision[] {
    return candidatesOf(this.informer, owner).filter(({ metadata }) =>
      selector.matches(metadata.labels ?? {}),
    );
  }

  /** Adopts the orphans among them. */
  adopt(owner: KubeObject, revisions: readonly ControllerRevision[]): Refusal | undefined {
    const orphans = revisions.filter(
      ({ metadata }) => !metadata.ownerReferences?.some((ref) => ref.controller),
    );
    return claimObjects(orphans, {
      client: this.client,
      owner,
      kind: 'ControllerRevision',
      matches: () => true,
    }).refusal;
  }

  /**
   * Creates the revision; while its name is taken by other content, the count goes up and names it anew.
   *
   * @returns the revision, which may have been there already, and the collision count it was named with
   */
  create(
    owner: KubeObject,
    revision: NewRevision,
    collisionCount: number,
  ): { readonly result: Result<ControllerRevision>; readonly collisionCount: number } {
    for (let count = collisionCount; ; count++) {
      const named = renamedRevision(revision, owner.metadata.name, count);
      const created = this.client.create('ControllerRevision', named);
      if (created.ok || created.status.reason !== 'AlreadyExists')
        return { result: created, collisionCount: count };
      const existing = this.client.get('ControllerRevision', owner.metadata.namespace, named.metadata.name);
      if (!existing.ok || holdsSame(existing.object, named))
        return { result: existing, collisionCount: count };
    }
  }

  /** Gives the revision a new number; after a conflict, to the revision as it is now (see statefulset/sync.ts). */
  raise(revision: ControllerRevision, number: number): Result<ControllerRevision> {
    const updated = this.client.update({ ...revision, revision: number });
    if (updated.ok || updated.status.reason !== 'Conflict') return updated;
    const { namespace, name } = revision.metadata;
    const fresh = this.client.get('ControllerRevision', namespace, name);
    return fresh.ok ? this.client.update({ ...fresh.object, revision: number }) : fresh;
  }

  delete({ metadata }: ControllerRevision): Result<unknown> {
    return this.client.delete('ControllerRevision', metadata.namespace, metadata.name);
  }
}
