// Security contexts of a pod and its containers.
//
// Source: kubernetes v1.20.2 pkg/apis/core/validation/validation.go, ValidatePodSecurityContext,
// ValidateSecurityContext, validateSysctls, validateFSGroupChangePolicy; v1.28.0 for slashes in sysctl names.
// Left out: SELinux and capability names, which upstream does not check either.

import { isGroupId, isUserId } from '../../names/ports.ts';
import type { Container, PodSpec } from '../../objects.ts';
import { type FieldPath, GoValue } from '../../validation/field-error.ts';
import type { Problems } from '../../validation/problems.ts';
import { validateHostNetworkPorts } from './ports.ts';
import { validateSeccompProfile } from './seccomp.ts';
import { validateWindowsOptions } from './windows-options.ts';

type PodContext = NonNullable<PodSpec['securityContext']>;
type Context = NonNullable<Container['securityContext']>;

/** `path` is that of the pod spec. In older releases the host's network belongs to the security context. */
export function validatePodSecurityContext(spec: PodSpec, path: FieldPath, problems: Problems): void {
  const context = spec.securityContext;
  if (context === undefined) return;
  if (!problems.has('hostNetworkBlamesHostPort')) validateHostNetworkPorts(spec, true, path, problems);
  const at = path.child('securityContext');
  if (context.fsGroup !== undefined)
    problems.invalidEach(at.child('fsGroup'), context.fsGroup, isGroupId(context.fsGroup));
  validateIds(context, at, problems);
  (context.supplementalGroups ?? []).forEach((gid, i) => {
    problems.invalidEach(at.child('supplementalGroups').index(i), gid, isGroupId(gid));
  });
  if (spec.shareProcessNamespace === true && spec.hostPID === true) {
    problems.invalid(
      at.child('shareProcessNamespace'),
      true,
      'ShareProcessNamespace and HostPID cannot both be enabled',
    );
  }
  if (context.sysctls !== undefined) validateSysctls(context.sysctls, at.child('sysctls'), problems);
  if (context.fsGroupChangePolicy !== undefined) {
    validateFsGroupChangePolicy(context.fsGroupChangePolicy, at.child('fsGroupChangePolicy'), problems);
  }
  validateSeccompProfile(context.seccompProfile, at.child('seccompProfile'), problems);
  validateWindowsOptions(context.windowsOptions, at.child('windowsOptions'), problems);
}

function validateIds(context: PodContext | Context, path: FieldPath, problems: Problems): void {
  const { runAsUser, runAsGroup } = context;
  if (runAsUser !== undefined) problems.invalidEach(path.child('runAsUser'), runAsUser, isUserId(runAsUser));
  if (runAsGroup !== undefined)
    problems.invalidEach(path.child('runAsGroup'), runAsGroup, isGroupId(runAsGroup));
}

const SYSCTL_SEGMENT = '[a-z0-9]([-_a-z0-9]*[a-z0-9])?';
const SYSCTL_DOTS = `(${SYSCTL_SEGMENT}\\.)*${SYSCTL_SEGMENT}`;
const SYSCTL_SLASHES = `^(${SYSCTL_SEGMENT}[\\./])*${SYSCTL_SEGMENT}$`;
const SYSCTL_MAX_LENGTH = 253;
const sysctlDots = new RegExp(`^${SYSCTL_DOTS}$`);
const sysctlSlashes = new RegExp(SYSCTL_SLASHES);

function validateSysctls(
  sysctls: NonNullable<PodContext['sysctls']>,
  path: FieldPath,
  problems: Problems,
): void {
  const slashes = problems.has('sysctlNamesWithSlash');
  const names = new Set<string>();
  sysctls.forEach(({ name = '' }, i) => {
    const at = path.index(i).child('name');
    const isValid = name.length <= SYSCTL_MAX_LENGTH && (slashes ? sysctlSlashes : sysctlDots).test(name);
    if (name === '') problems.required(at);
    else if (!isValid) {
      const regex = slashes ? SYSCTL_SLASHES : SYSCTL_DOTS;
      problems.invalid(
        at,
        name,
        `must have at most ${SYSCTL_MAX_LENGTH} characters and match regex ${regex}`,
      );
    } else if (names.has(name)) problems.duplicate(at, name);
    names.add(name);
  });
}

const FS_GROUP_CHANGE_POLICIES: readonly string[] = ['Always', 'OnRootMismatch'];

function validateFsGroupChangePolicy(policy: string, path: FieldPath, problems: Problems): void {
  if (!FS_GROUP_CHANGE_POLICIES.includes(policy))
    problems.notSupported(path, policy, FS_GROUP_CHANGE_POLICIES);
}

const PROC_MOUNTS: readonly string[] = ['Default', 'Unmasked'];

export function validateSecurityContext(
  context: Context | undefined,
  path: FieldPath,
  problems: Problems,
): void {
  if (context === undefined) return;
  if (context.privileged === true && problems.context.allowPrivileged === false) {
    problems.forbidden(path.child('privileged'), 'disallowed by cluster policy');
  }
  validateIds(context, path, problems);
  if (context.procMount !== undefined && !PROC_MOUNTS.includes(context.procMount)) {
    problems.notSupported(path.child('procMount'), context.procMount, PROC_MOUNTS);
  }
  validateSeccompProfile(context.seccompProfile, path.child('seccompProfile'), problems);
  if (context.allowPrivilegeEscalation === false) validateNoEscalation(context, path, problems);
  validateWindowsOptions(context.windowsOptions, path.child('windowsOptions'), problems);
}

function validateNoEscalation(context: Context, path: FieldPath, problems: Problems): void {
  const shown = new GoValue(`core.SecurityContext${JSON.stringify(context)}`, context);
  const prefix = 'cannot set `allowPrivilegeEscalation` to false and';
  if (context.privileged === true) problems.invalid(path, shown, `${prefix} \`privileged\` to true`);
  for (const capability of context.capabilities?.add ?? []) {
    if (capability === 'CAP_SYS_ADMIN')
      problems.invalid(path, shown, `${prefix} \`capabilities.Add\` CAP_SYS_ADMIN`);
  }
}
