// The spec of a pod or of a pod template.
//
// Source: kubernetes v1.20.2 pkg/apis/core/validation/validation.go, ValidatePodSpec; v1.28.0 for scheduling gates,
// resource claims, the operating system and user namespaces. Looks up no other object.

import { isDns1123Label, nameIsDnsSubdomain } from '../../names/dns.ts';
import { isQualifiedName } from '../../names/labels.ts';
import { inclusiveRangeError } from '../../names/text.ts';
import type { ObjectMeta, PodSpec } from '../../objects.ts';
import { type FieldPath, GoValue } from '../../validation/field-error.ts';
import { validateLabels } from '../../validation/object-meta.ts';
import type { Problems } from '../../validation/problems.ts';
import { validateResourceRequirements } from '../../validation/resources.ts';
import { validateAffinity, validateSpreadConstraints } from './affinity.ts';
import { validateContainers, validateEphemeralContainers, validateInitContainers } from './containers.ts';
import { validateDnsConfig, validateDnsPolicy, validateHostAliases } from './dns-config.ts';
import { validatePodOS } from './pod-os.ts';
import { validateHostNetworkPorts } from './ports.ts';
import { validateResourceClaims } from './resource-claims.ts';
import { validatePodSecurityContext } from './security-context.ts';
import { validateTolerations } from './tolerations.ts';
import { validateVolumes } from './volumes.ts';

const INT32_MAX = 2 ** 31 - 1;

/** @param podMeta of a pod; absent for a template */
export function validatePodSpec(
  spec: PodSpec,
  podMeta: ObjectMeta | undefined,
  path: FieldPath,
  problems: Problems,
): void {
  const around = { spec, volumes: validateVolumes(spec.volumes, podMeta, path.child('volumes'), problems) };
  if (spec.resourceClaims !== undefined)
    validateResourceClaims(spec.resourceClaims, path.child('resourceClaims'), problems);
  validateContainers(around, path.child('containers'), problems);
  validateInitContainers(around, path.child('initContainers'), problems);
  validateEphemeralContainers(around, path.child('ephemeralContainers'), problems);
  if (problems.has('hostNetworkBlamesHostPort'))
    validateHostNetworkPorts(spec, podMeta !== undefined, path, problems);
  validateRestartPolicy(spec.restartPolicy, path.child('restartPolicy'), problems);
  validateDnsPolicy(spec.dnsPolicy, path.child('dnsPolicy'), problems);
  if (spec.nodeSelector !== undefined)
    validateLabels(spec.nodeSelector, path.child('nodeSelector'), problems);
  validatePodSecurityContext(spec, path, problems);
  validateImagePullSecrets(spec.imagePullSecrets ?? [], path.child('imagePullSecrets'), problems);
  validateAffinity(spec.affinity, path.child('affinity'), problems);
  validateDnsConfig(spec, path.child('dnsConfig'), problems);
  validateReadinessGates(spec.readinessGates ?? [], path.child('readinessGates'), problems);
  validateSchedulingGates(spec.schedulingGates ?? [], path.child('schedulingGates'), problems);
  if (spec.topologySpreadConstraints !== undefined) {
    validateSpreadConstraints(
      spec.topologySpreadConstraints,
      path.child('topologySpreadConstraints'),
      problems,
    );
  }
  validateHostUsers(spec, path, problems);
  validateNames(spec, path, problems);
}

function validateNames(spec: PodSpec, path: FieldPath, problems: Problems): void {
  for (const field of ['serviceAccountName', 'nodeName'] as const) validateName(spec, field, path, problems);
  validateActiveDeadline(spec.activeDeadlineSeconds, path.child('activeDeadlineSeconds'), problems);
  for (const field of ['hostname', 'subdomain'] as const) {
    const label = spec[field];
    if (label) problems.invalidEach(path.child(field), label, isDns1123Label(label, problems.version));
  }
  if (spec.tolerations !== undefined)
    validateTolerations(spec.tolerations, path.child('tolerations'), problems);
  if (spec.hostAliases !== undefined)
    validateHostAliases(spec.hostAliases, path.child('hostAliases'), problems);
  validateName(spec, 'priorityClassName', path, problems);
  if (spec.runtimeClassName !== undefined) {
    const texts = nameIsDnsSubdomain(spec.runtimeClassName, false, problems.version);
    problems.invalidEach(path.child('runtimeClassName'), spec.runtimeClassName, texts);
  }
  if (spec.preemptionPolicy !== undefined)
    validatePreemptionPolicy(spec.preemptionPolicy, path.child('preemptionPolicy'), problems);
  if (spec.overhead !== undefined)
    validateResourceRequirements({ limits: spec.overhead }, path.child('overhead'), problems);
  if (spec.os !== undefined) validatePodOS(spec, path, problems);
}

function validateName(
  spec: PodSpec,
  field: 'serviceAccountName' | 'nodeName' | 'priorityClassName',
  path: FieldPath,
  problems: Problems,
): void {
  const name = spec[field];
  if (name) problems.invalidEach(path.child(field), name, nameIsDnsSubdomain(name, false, problems.version));
}

function validateActiveDeadline(seconds: number | undefined, path: FieldPath, problems: Problems): void {
  if (seconds === undefined || (seconds >= 1 && seconds <= INT32_MAX)) return;
  problems.invalid(path, seconds, inclusiveRangeError(1, INT32_MAX));
}

const RESTART_POLICIES: readonly string[] = ['Always', 'OnFailure', 'Never'];

function validateRestartPolicy(policy: string | undefined, path: FieldPath, problems: Problems): void {
  if (!policy) problems.required(path);
  else if (!RESTART_POLICIES.includes(policy)) problems.notSupported(path, policy, RESTART_POLICIES);
}

const PREEMPTION_POLICIES: readonly string[] = ['PreemptLowerPriority', 'Never'];

/** Also of a PriorityClass. */
export function validatePreemptionPolicy(policy: string, path: FieldPath, problems: Problems): void {
  if (policy === '') problems.required(path);
  else if (!PREEMPTION_POLICIES.includes(policy)) problems.notSupported(path, policy, PREEMPTION_POLICIES);
}

function validateImagePullSecrets(
  secrets: NonNullable<PodSpec['imagePullSecrets']>,
  path: FieldPath,
  problems: Problems,
): void {
  secrets.forEach((secret, i) => {
    const others = Object.keys(secret).filter((key) => key !== 'name');
    if (others.length === 0) return;
    const shown = new GoValue(`core.LocalObjectReference{Name:${JSON.stringify(secret.name ?? '')}}`, secret);
    problems.invalid(path.index(i), shown, 'only name may be set');
  });
}

function validateReadinessGates(
  gates: NonNullable<PodSpec['readinessGates']>,
  path: FieldPath,
  problems: Problems,
): void {
  gates.forEach(({ conditionType }, i) => {
    const at = path.index(i).child('conditionType');
    problems.invalidEach(at, conditionType ?? '', isQualifiedName(conditionType ?? '', problems.version));
  });
}

function validateSchedulingGates(
  gates: NonNullable<PodSpec['schedulingGates']>,
  path: FieldPath,
  problems: Problems,
): void {
  const seen = new Set<string>();
  gates.forEach(({ name = '' }, i) => {
    problems.invalidEach(path.index(i), name, isQualifiedName(name, problems.version));
    if (seen.has(name)) problems.duplicate(path.index(i), name);
    seen.add(name);
  });
}

function validateHostUsers(spec: PodSpec, path: FieldPath, problems: Problems): void {
  if (spec.hostUsers !== false) return;
  const text = 'when `pod.Spec.HostUsers` is false';
  if (spec.hostNetwork) problems.forbidden(path.child('hostNetwork'), text);
  if (spec.hostPID) problems.forbidden(path.child('HostPID'), text);
  if (spec.hostIPC) problems.forbidden(path.child('HostIPC'), text);
}
