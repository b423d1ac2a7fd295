// A field that the engine does not honour is never ignored in silence: writes of users are held against what each kind
// declares, and the first such field stops the scenario with its place.

import {
  isMirrorPod,
  type KubeObject,
  type Simulation,
  type TraceRecord,
  type UserProblem,
  unmodelledFields,
} from '../engine/index.ts';
import type { Manifests } from './manifest-files.ts';

/** The problems among the writes of users from a record on. */
export function unmodelledProblems(
  { trace, vocabulary }: Simulation,
  fromSeq: number,
  manifests: Manifests,
): UserProblem[] {
  const problems = new Map<string, UserProblem>();
  for (let seq = fromSeq + 1; seq <= trace.lastSeq; seq += 1) {
    const record = trace.at(seq) as TraceRecord;
    if (record.type !== 'change' || record.op === 'delete' || !isOfUsers(record)) continue;
    const { ref, object } = record;
    for (const field of unmodelledFields(object, vocabulary.kinds.get(ref.kind)?.fieldSupport)) {
      const place = manifests.placeOf(ref, field);
      problems.set(`${ref.kind} ${ref.namespace} ${ref.name} ${field}`, {
        message: `${field} of ${ref.kind} "${ref.name}" would change what happens, and that is not modelled`,
        hint: 'take the field out, or say: Given unmodelled fields are accepted',
        ...(place === undefined ? {} : { place: { ...place, field } }),
      });
    }
  }
  return [...problems.values()];
}

// A kubelet's mirror pods come of users' files as well.
const isOfUsers = ({ actor, op, object }: Extract<TraceRecord, { readonly type: 'change' }>): boolean =>
  actor === 'kubectl' || (op === 'create' && isMirrorPod(object as KubeObject));
