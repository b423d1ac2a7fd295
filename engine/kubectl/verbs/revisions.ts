// The revisions of a workload: a Deployment's ReplicaSets, the ControllerRevisions of the others.
//
// Source: kubectl v0.32.0 pkg/polymorphichelpers/history.go, pkg/util/deployment/deployment.go, GetAllReplicaSets, Revision.

import type { AnyObject, PodTemplateSpec } from '../../api/objects.ts';
import { strategicMergePatch } from '../../api/patch/strategic-patch.ts';
import { structOf } from '../../api/schema/schema-table.ts';
import { formatLabelSelector, type LabelSelector } from '../../api/selectors/label-selector.ts';
import type { Call } from '../command/call.ts';
import type { Info } from '../resource/info.ts';
import { CHANGE_CAUSE } from './change-cause.ts';

export const REVISION_ANNOTATION = 'deployment.kubernetes.io/revision';

export interface Revision {
  readonly number: number;
  /** The ReplicaSet or ControllerRevision. */
  readonly object: AnyObject;
  readonly changeCause: string;
}

const selectorOf = ({ spec }: AnyObject): LabelSelector => (spec as { selector: LabelSelector }).selector;

function owned(call: Call, owner: AnyObject, kind: 'ReplicaSet' | 'ControllerRevision'): AnyObject[] {
  const mapping = call.mapper.forKind('apps/v1', kind);
  if (mapping === undefined) return [];
  const labelSelector = formatLabelSelector(selectorOf(owner));
  const { items } = call.client.list(mapping, owner.metadata.namespace, { labelSelector });
  return items.filter(({ metadata }) =>
    metadata.ownerReferences?.some(
      ({ controller, uid }) => controller === true && uid === owner.metadata.uid,
    ),
  );
}

/** By rising number; undefined for kinds without revisions. */
export function revisionsOf(call: Call, owner: AnyObject): Revision[] | undefined {
  const revisions =
    owner.kind === 'Deployment'
      ? owned(call, owner, 'ReplicaSet').flatMap((object) => {
          const text = object.metadata.annotations?.[REVISION_ANNOTATION];
          return text === undefined ? [] : [{ number: Number(text), object, changeCause: causeOf(object) }];
        })
      : owner.kind === 'DaemonSet' || owner.kind === 'StatefulSet'
        ? owned(call, owner, 'ControllerRevision').map((object) => ({
            number: Number(object.revision),
            object,
            changeCause: causeOf(object),
          }))
        : undefined;
  return revisions?.sort((a, b) => a.number - b.number);
}

const causeOf = ({ metadata }: AnyObject): string => metadata.annotations?.[CHANGE_CAUSE] ?? '';

/** The pod template that a revision had. */
export function templateOf(call: Call, owner: AnyObject, { object }: Revision): PodTemplateSpec {
  return (restored(call, owner, object).spec as { template: PodTemplateSpec }).template;
}

/** The workload as the revision has it; for a Deployment the ReplicaSet itself. */
export function restored(call: Call, owner: AnyObject, revision: AnyObject): AnyObject {
  if (owner.kind === 'Deployment') return revision;
  const struct = structOf(owner.apiVersion, owner.kind);
  if (struct === undefined) return owner;
  const patch = revision.data as Record<string, unknown>;
  return strategicMergePatch(struct, owner, patch, call.session.version) as AnyObject;
}

/** `deployment.apps`: the group and kind as messages of this package quote them. */
export const kindText = ({ mapping }: Info): string =>
  JSON.stringify(mapping.group === '' ? mapping.kind : `${mapping.kind}.${mapping.group}`);
