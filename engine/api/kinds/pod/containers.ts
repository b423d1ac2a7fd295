// The containers of a pod: regular, init and ephemeral ones.
//
// Releases differ in the order of checks and in what init containers may have, hence `validateInOldOrder`.
// Source: kubernetes v1.20.2 pkg/apis/core/validation/validation.go, validateContainers, validateInitContainers,
// validateEphemeralContainers; v1.28.0, validateContainerCommon and the same.

import { isDns1123Label } from '../../names/dns.ts';
import type { Container, PodSpec } from '../../objects.ts';
import type { FieldPath } from '../../validation/field-error.ts';
import type { Problems } from '../../validation/problems.ts';
import { validateResourceRequirements } from '../../validation/resources.ts';
import { validateEnv, validateEnvFrom } from './env.ts';
import {
  forbidRunningFields,
  type HandlerOwner,
  validateLifecycle,
  validateReadinessProbe,
  validateRestartingProbe,
} from './handlers.ts';
import { validateVolumeDevices, validateVolumeMounts } from './mounts.ts';
import { validateContainerPorts, validateHostPortConflicts } from './ports.ts';
import { validateSecurityContext } from './security-context.ts';
import type { ValidVolumes } from './volumes.ts';

/** What a container is checked against. */
export interface ContainerSurroundings {
  readonly spec: PodSpec;
  readonly volumes: ValidVolumes;
}

const claimNames = (spec: PodSpec): string[] => (spec.resourceClaims ?? []).map((claim) => claim.name);

export function validateContainers(around: ContainerSurroundings, path: FieldPath, problems: Problems): void {
  const containers = around.spec.containers ?? [];
  if (containers.length === 0) {
    problems.required(path);
    return;
  }
  validateList(containers, around, path, problems);
  validateHostPortConflicts(containers, path, problems);
}

function validateList(
  containers: readonly Container[],
  around: ContainerSurroundings,
  path: FieldPath,
  problems: Problems,
): void {
  const names = new Set<string>();
  const recent = problems.has('containersValidatedByRole');
  containers.forEach((container, i) => {
    const at = path.index(i);
    const name = container.name ?? '';
    const isRepeated = names.has(name);
    names.add(name);
    if (!recent) {
      validateInOldOrder(container, isRepeated, around, at, problems);
      return;
    }
    validateCommon(container, around, at, problems);
    if (isRepeated) problems.duplicate(at.child('name'), container.name ?? '');
    validateRunningFields(
      { container, path: at, grace: around.spec.terminationGracePeriodSeconds },
      problems,
    );
    if (container.restartPolicy !== undefined && !problems.has('containerRestartRules')) {
      problems.forbidden(at.child('restartPolicy'), 'may not be set for non-init containers');
    }
  });
}

function validateRunningFields(owner: HandlerOwner, problems: Problems): void {
  validateLifecycle(owner, problems);
  validateRestartingProbe('livenessProbe', owner, problems);
  validateReadinessProbe(owner, problems);
  validateRestartingProbe('startupProbe', owner, problems);
}

function validateInOldOrder(
  container: Container,
  isRepeated: boolean,
  around: ContainerSurroundings,
  path: FieldPath,
  problems: Problems,
): void {
  const owner = { container, path, grace: undefined };
  validateName(container, path, problems);
  if (isRepeated) problems.duplicate(path.child('name'), container.name ?? '');
  if (!container.image) problems.required(path.child('image'));
  validateLifecycle(owner, problems);
  validateRestartingProbe('livenessProbe', owner, problems);
  validateRestartingProbe('startupProbe', owner, problems);
  validateTerminationMessagePolicy(container, path.child('terminationMessagePolicy'), problems);
  validateReadinessProbe(owner, problems);
  validateRest(container, around, path, problems);
}

function validateCommon(
  container: Container,
  around: ContainerSurroundings,
  path: FieldPath,
  problems: Problems,
): void {
  validateName(container, path, problems);
  if (!container.image) problems.required(path.child('image'));
  validateTerminationMessagePolicy(container, path.child('terminationMessagePolicy'), problems);
  validateRest(container, around, path, problems);
}

function validateName({ name }: Container, path: FieldPath, problems: Problems): void {
  if (!name) problems.required(path.child('name'));
  else problems.invalidEach(path.child('name'), name, isDns1123Label(name, problems.version));
}

function validateRest(
  container: Container,
  around: ContainerSurroundings,
  path: FieldPath,
  problems: Problems,
): void {
  if (container.ports !== undefined) validateContainerPorts(container.ports, path.child('ports'), problems);
  if (container.env !== undefined) validateEnv(container.env, path.child('env'), problems);
  if (container.envFrom !== undefined) validateEnvFrom(container.envFrom, path.child('envFrom'), problems);
  validateVolumeMounts(container, around.volumes, path.child('volumeMounts'), problems);
  validateVolumeDevices(container, around.volumes, path.child('volumeDevices'), problems);
  validatePullPolicy(container.imagePullPolicy, path.child('imagePullPolicy'), problems);
  validateResourceRequirements(
    container.resources,
    path.child('resources'),
    problems,
    claimNames(around.spec),
  );
  if (container.resizePolicy !== undefined)
    validateResizePolicy(container.resizePolicy, path.child('resizePolicy'), problems);
  validateSecurityContext(container.securityContext, path.child('securityContext'), problems);
}

const TERMINATION_MESSAGE_POLICIES: readonly string[] = ['File', 'FallbackToLogsOnError'];

function validateTerminationMessagePolicy(container: Container, path: FieldPath, problems: Problems): void {
  const policy = container.terminationMessagePolicy ?? '';
  if (TERMINATION_MESSAGE_POLICIES.includes(policy)) return;
  if (problems.has('containersValidatedByRole')) {
    if (policy === '') problems.required(path);
    else problems.notSupported(path, policy, TERMINATION_MESSAGE_POLICIES);
    return;
  }
  const text = "must be 'File' or 'FallbackToLogsOnError'";
  if (policy === '') problems.required(path, text);
  else problems.invalid(path, policy, text);
}

const PULL_POLICIES: readonly string[] = ['Always', 'IfNotPresent', 'Never'];

function validatePullPolicy(policy: string | undefined, path: FieldPath, problems: Problems): void {
  if (!policy) problems.required(path);
  else if (!PULL_POLICIES.includes(policy)) problems.notSupported(path, policy, PULL_POLICIES);
}

const RESIZE_RESOURCES: readonly string[] = ['cpu', 'memory'];
const RESIZE_POLICIES: readonly string[] = ['NotRequired', 'RestartContainer'];

function validateResizePolicy(
  policies: NonNullable<Container['resizePolicy']>,
  path: FieldPath,
  problems: Problems,
): void {
  const seen = new Set<string>();
  policies.forEach(({ resourceName, restartPolicy }, i) => {
    if (seen.has(resourceName)) problems.duplicate(path.index(i), resourceName);
    seen.add(resourceName);
    if (!resourceName) problems.required(path);
    else if (!RESIZE_RESOURCES.includes(resourceName))
      problems.notSupported(path, resourceName, RESIZE_RESOURCES);
    if (!restartPolicy) problems.required(path);
    else if (!RESIZE_POLICIES.includes(restartPolicy))
      problems.notSupported(path, restartPolicy, RESIZE_POLICIES);
  });
}

export function validateInitContainers(
  around: ContainerSurroundings,
  path: FieldPath,
  problems: Problems,
): void {
  const containers = around.spec.initContainers ?? [];
  if (containers.length === 0) return;
  const recent = problems.has('containersValidatedByRole');
  if (!recent) {
    validateList(containers, around, path, problems);
    for (const container of containers) validateHostPortConflicts([container], path, problems);
  }
  const names = new Set((around.spec.containers ?? []).map(({ name }) => name ?? ''));
  containers.forEach((container, i) => {
    const at = path.index(i);
    if (recent) validateCommon(container, around, at, problems);
    const isSidecar = recent && isRestartable(container, at, problems);
    const name = container.name ?? '';
    if (names.has(name)) problems.duplicate(at.child('name'), name);
    if (name !== '') names.add(name);
    if (recent) validateHostPortConflicts([container], path, problems);
    const owner = { container, path: at, grace: around.spec.terminationGracePeriodSeconds };
    if (isSidecar) validateRunningFields(owner, problems);
    else forbidRunningFields(container, at, problems);
  });
}

const INIT_RESTART_POLICIES: readonly string[] = ['Always'];

function isRestartable({ restartPolicy }: Container, path: FieldPath, problems: Problems): boolean {
  if (restartPolicy !== undefined && restartPolicy !== 'Always' && !problems.has('containerRestartRules')) {
    problems.notSupported(path.child('restartPolicy'), restartPolicy, INIT_RESTART_POLICIES);
  }
  return restartPolicy === 'Always';
}

const EPHEMERAL_FIELDS: ReadonlySet<string> = new Set([
  'name',
  'image',
  'command',
  'args',
  'workingDir',
  'envFrom',
  'env',
  'volumeMounts',
  'terminationMessagePath',
  'terminationMessagePolicy',
  'imagePullPolicy',
  'securityContext',
  'stdin',
  'stdinOnce',
  'tty',
  'targetContainerName',
]);

/** Defaulting leaves an empty `resources` on every container, which upstream's zero struct is as well. */
const isSet = (value: unknown): boolean =>
  value !== undefined && !(typeof value === 'object' && value !== null && Object.keys(value).length === 0);

export function validateEphemeralContainers(
  around: ContainerSurroundings,
  path: FieldPath,
  problems: Problems,
): void {
  const containers = (around.spec.ephemeralContainers ?? []) as unknown as (Container & {
    targetContainerName?: string;
  })[];
  if (containers.length === 0) return;
  const targets = new Set(
    [...(around.spec.containers ?? []), ...(around.spec.initContainers ?? [])].map((c) => c.name),
  );
  const names = new Set(targets);
  const recent = problems.has('containersValidatedByRole');
  containers.forEach((container, i) => {
    const at = path.index(i);
    const target = container.targetContainerName;
    const hasNoTarget = target !== undefined && target !== '' && !targets.has(target);
    if (hasNoTarget && !recent) problems.notFound(at.child('targetContainerName'), target);
    if (!recent && !container.name) {
      problems.required(at, 'ephemeralContainer requires a name');
      return;
    }
    if (recent) validateCommon(container, around, at, problems);
    else validateInOldOrder(container, false, around, at.index(0), problems); // As a list of one, of its own.
    validateImageSpaces(container, recent ? at : at.index(0), problems);
    if (names.has(container.name)) problems.duplicate(at.child('name'), container.name);
    names.add(container.name);
    if (hasNoTarget && recent) problems.notFound(at.child('targetContainerName'), target);
    for (const field of Object.keys(container).sort()) {
      const isForbidden = !EPHEMERAL_FIELDS.has(field) && isSet(container[field as keyof Container]);
      if (isForbidden) problems.forbidden(at.child(field), 'cannot be set for an Ephemeral Container');
    }
  });
}

/** Only for pods: templates took images with spaces around them before this was checked. */
export function validateImageSpaces({ image = '' }: Container, path: FieldPath, problems: Problems): void {
  if (image.trim() === image) return;
  problems.invalid(path.child('image'), image, 'must not have leading or trailing whitespace');
}
