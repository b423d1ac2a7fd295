// `kubectl rollout undo`. Source: kubectl v0.32.0 pkg/cmd/rollout/rollout_undo.go; pkg/polymorphichelpers/rollback.go.

import type { AnyObject, PodTemplateSpec } from '../../api/objects.ts';
import { LAST_APPLIED } from '../../api/patch/three-way-apply.ts';
import { equalPlain } from '../../api/plain.ts';
import type { Call } from '../command/call.ts';
import { CommandFailure, collect, messageOf, textFailure, throwAll } from '../failure.ts';
import { verbPrinter } from '../output/printer.ts';
import { podTemplateText } from '../print/describe/pod-template.ts';
import { type Info, objectOf } from '../resource/info.ts';
import { kindText, REVISION_ANNOTATION, type Revision, revisionsOf, templateOf } from './revisions.ts';
import { findRollouts } from './rollout-objects.ts';

const SUCCESS = 'rolled back';
const SKIPPED = 'skipped rollback';
const HASH_LABEL = 'pod-template-hash';
// Kept as the Deployment has them. Source: rollback.go, annotationsToSkip.
const KEPT_ANNOTATIONS: readonly string[] = [
  LAST_APPLIED,
  REVISION_ANNOTATION,
  'deployment.kubernetes.io/revision-history',
  'deployment.kubernetes.io/desired-replicas',
  'deployment.kubernetes.io/max-replicas',
  'deprecated.deployment.rollback.to',
];

export function undo(call: Call): void {
  const { infos, failures } = findRollouts(call);
  const left = [...failures];
  for (const info of infos) {
    collect(left, () => {
      const object = objectOf(info);
      const result = rollBack(call, info, object);
      call.out(verbPrinter(call, result)(object));
    });
  }
  throwAll(left);
}

function rollBack(call: Call, info: Info, owner: AnyObject): string {
  const number = call.flags.int('to-revision');
  const revisions = revisionsOf(call, owner);
  if (revisions === undefined) throw textFailure(`no rollbacker has been implemented for ${kindText(info)}`);
  if (number < 0) throw notFoundRevision(number);
  const target = targetOf(owner, revisions, number);
  const template = templateOf(call, owner, target);
  if (call.dryRun === 'client') return podTemplateText(template);
  const current = owner.spec as { template: PodTemplateSpec; paused?: boolean };
  if (owner.kind === 'Deployment' && current.paused === true) {
    throw textFailure(
      "you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again",
    );
  }
  if (equalPlain(withoutHash(template), withoutHash(current.template))) {
    return `${SKIPPED} (current template already matches revision ${number})`;
  }
  send(call, info, owner, target, withoutHash(template));
  return SUCCESS;
}

const notFoundRevision = (number: number): CommandFailure =>
  textFailure(`unable to find specified revision ${number} in history`);

// The newest but one, unless a number is given.
function targetOf(owner: AnyObject, revisions: readonly Revision[], number: number): Revision {
  if (number === 0) {
    const previous = revisions.at(-2);
    if (previous !== undefined) return previous;
    throw textFailure(
      owner.kind === 'Deployment'
        ? `no rollout history found for deployment ${JSON.stringify(owner.metadata.name)}`
        : 'no last revision to roll back to',
    );
  }
  const found = revisions.find((revision) => revision.number === number);
  if (found === undefined) throw notFoundRevision(number);
  return found;
}

function withoutHash(template: PodTemplateSpec): PodTemplateSpec {
  const { [HASH_LABEL]: _, ...labels } = template.metadata?.labels ?? {};
  return { ...template, metadata: { ...template.metadata, labels } };
}

function send(
  call: Call,
  { mapping, namespace, name }: Info,
  owner: AnyObject,
  { object, number }: Revision,
  template: PodTemplateSpec,
): void {
  const options = { dryRun: call.dryRun === 'server' };
  try {
    if (owner.kind !== 'Deployment') {
      call.client.patch(mapping, namespace, name, { type: 'strategic', patch: object.data }, options);
      return;
    }
    const patch = [
      { op: 'replace', path: '/spec/template', value: template },
      { op: 'replace', path: '/metadata/annotations', value: annotationsFor(owner, object) },
    ];
    call.client.patch(mapping, namespace, name, { type: 'json', patch }, options);
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    const asked = call.flags.int('to-revision');
    throw textFailure(`failed restoring revision ${asked === 0 ? 0 : number}: ${messageOf(error.failure)}`);
  }
}

function annotationsFor(deployment: AnyObject, replicaSet: AnyObject): Record<string, string> {
  const own = Object.entries(deployment.metadata.annotations ?? {}).filter(([key]) =>
    KEPT_ANNOTATIONS.includes(key),
  );
  const old = Object.entries(replicaSet.metadata.annotations ?? {}).filter(
    ([key]) => !KEPT_ANNOTATIONS.includes(key),
  );
  return Object.fromEntries([...own, ...old]);
}
