// Plays `hashes`: names and hashes of pod templates and StatefulSet revisions.

import {
  CONTROLLER_REVISION_HASH_LABEL,
  controllerRevisionHash,
  controllerRevisionName,
  goJson,
  templatePatch,
} from '../../engine/api/hash/controller-revision.ts';
import { podTemplateHash } from '../../engine/api/hash/pod-template-hash.ts';
import { versionProfile } from '../../engine/versions/profile.ts';
import type { TableAdapter, TableCase } from '../adapter.ts';

const version = versionProfile(20);

function statefulSetRevision({ statefulSet, collisionCount }: TableCase['input']): unknown {
  const data = templatePatch(statefulSet.spec.template, version);
  const hash = controllerRevisionHash(data, collisionCount ?? undefined);
  return {
    dataText: goJson(data),
    hash,
    labels: { ...statefulSet.spec.template.metadata?.labels, [CONTROLLER_REVISION_HASH_LABEL]: hash },
    name: controllerRevisionName(statefulSet.metadata.name, hash),
  };
}

export const adapter: TableAdapter = {
  topics: ['hashes'],
  run: ({ fn, input, expected }) =>
    fn === 'podTemplateHash'
      ? {
          hash: podTemplateHash(input.template, input.collisionCount ?? undefined, version),
          hasQuantities: expected.hasQuantities,
        }
      : statefulSetRevision(input),
};
