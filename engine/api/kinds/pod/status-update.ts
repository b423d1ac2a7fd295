// What the status subresource of a pod takes.
//
// Source: kubernetes v1.20.2 pkg/apis/core/validation/validation.go, ValidatePodStatusUpdate, validatePodConditions,
// ValidateContainerStateTransition, validatePodIPs; v1.28.0, validateHostIPs.

import { isIp } from '../../names/addresses.ts';
import { nameIsDnsSubdomain } from '../../names/dns.ts';
import { isQualifiedName } from '../../names/labels.ts';
import type { ContainerStatus, Pod, PodStatus } from '../../objects.ts';
import { equalPlain } from '../../plain.ts';
import { FieldPath, GoValue, quoteGo } from '../../validation/field-error.ts';
import { validateKubeObjectMetaUpdate } from '../../validation/kube-object-meta.ts';
import { isIpv6Text } from '../../validation/network.ts';
import { METADATA } from '../../validation/object-meta.ts';
import { Problems } from '../../validation/problems.ts';
import { validatePodAnnotationUpdates } from './annotations.ts';

const STATUS: FieldPath = FieldPath.of('status');

export function validatePodStatusUpdate(pod: Pod, old: Pod, problems: Problems): void {
  validateKubeObjectMetaUpdate(pod.metadata, old.metadata, METADATA, problems);
  validatePodAnnotationUpdates(pod, old, METADATA.child('annotations'), problems);
  validateConditions(pod.status.conditions ?? [], METADATA.child('conditions'), problems);
  validateNodeNames(pod, old, problems);
  for (const field of ['containerStatuses', 'initContainerStatuses'] as const) {
    validateStateTransitions(pod, old, field, problems);
  }
  validateIps(pod.status, old.status, problems);
}

const SYSTEM_CONDITIONS: readonly string[] = ['PodScheduled', 'Ready', 'Initialized'];

function validateConditions(
  conditions: NonNullable<PodStatus['conditions']>,
  path: FieldPath,
  problems: Problems,
): void {
  conditions.forEach(({ type = '' }, i) => {
    if (SYSTEM_CONDITIONS.includes(type)) return;
    problems.invalidEach(path.index(i).child('Type'), type, isQualifiedName(type, problems.version));
  });
}

/** In place: the single address counts, as of clients that know no list. Source: Convert_v1_PodStatus_To_core_PodStatus. */
export function syncPodIPs(pod: Pod): void {
  const { podIP, podIPs } = pod.status;
  if (podIP) {
    if (podIP !== podIPs?.[0]?.ip) pod.status = { ...pod.status, podIPs: [{ ip: podIP }] };
  } else if (podIPs?.[0] !== undefined) pod.status = { ...pod.status, podIP: podIPs[0].ip };
}

function validateNodeNames(pod: Pod, old: Pod, problems: Problems): void {
  if ((pod.spec.nodeName ?? '') !== (old.spec.nodeName ?? '')) {
    problems.forbidden(STATUS.child('nodeName'), 'may not be changed directly');
  }
  const nominated = pod.status.nominatedNodeName;
  if (!nominated || nominated === old.status.nominatedNodeName) return;
  problems.invalidEach(
    STATUS.child('nominatedNodeName'),
    nominated,
    nameIsDnsSubdomain(nominated, false, problems.version),
  );
}

/** A container that will not be restarted stays terminated. */
function validateStateTransitions(
  pod: Pod,
  old: Pod,
  field: 'containerStatuses' | 'initContainerStatuses',
  problems: Problems,
): void {
  const policy = old.spec.restartPolicy;
  if (policy === 'Always') return;
  const sidecars = new Set(
    (old.spec.initContainers ?? []).filter((c) => c.restartPolicy === 'Always').map((c) => c.name),
  );
  const mayRestart = (status: ContainerStatus): boolean =>
    status.state?.terminated === undefined ||
    (status.state.terminated.exitCode !== 0 && policy === 'OnFailure') ||
    sidecars.has(status.name);
  (old.status[field] ?? []).forEach((before, i) => {
    if (mayRestart(before)) return;
    for (const now of pod.status[field] ?? []) {
      if (now.name !== before.name || now.state?.terminated !== undefined) continue;
      problems.forbidden(
        STATUS.child(field).index(i).child('state'),
        'may not be transitioned to non-terminated state',
      );
    }
  });
}

// Bad addresses that are there already are let be.
function validateIps(status: PodStatus, old: PodStatus, problems: Problems): void {
  for (const field of ['podIPs', 'hostIPs'] as const) {
    const [ips = [], before = []] = [status[field], old[field]];
    if (equalPlain(ips, before)) continue;
    const found = ipProblems(ips, field, problems);
    if (found.list.length > 0 && ipProblems(before, field, problems).list.length === 0)
      problems.add(...found.list);
  }
}

const GO_TYPES = { podIPs: 'core.PodIP', hostIPs: 'core.HostIP' } as const;

const goIp = (one: { ip?: string }, field: keyof typeof GO_TYPES): GoValue =>
  new GoValue(`${GO_TYPES[field]}{IP:${quoteGo(one.ip ?? '')}}`, one);

function ipProblems(
  ips: readonly { ip?: string }[],
  field: 'podIPs' | 'hostIPs',
  around: Problems,
): Problems {
  const problems = new Problems(around.context);
  const path = STATUS.child(field);
  const texts = ips.map(({ ip }) => ip ?? '');
  texts.forEach((ip, i) => {
    problems.invalidEach(path.index(i), ip, isIp(ip, problems.version));
  });
  if (texts.length <= 1) return problems;
  const families = new Set(texts.map((ip) => isIpv6Text(ip, problems.version)));
  if (families.size < 2 || texts.length > 2) {
    const list = ips.map((one) => goIp(one, field).text).join(', ');
    const shown = new GoValue(`[]${GO_TYPES[field]}{${list}}`, ips);
    problems.invalid(path, shown, 'may specify no more than one IP for each IP family');
  }
  texts.forEach((ip, i) => {
    if (texts.indexOf(ip) < i) problems.duplicate(path.index(i), goIp(ips[i]!, field));
  });
  return problems;
}
