// Probes and lifecycle hooks: one action each.
//
// Source: kubernetes v1.20.2 pkg/apis/core/validation/validation.go, validateHandler, validateProbe, validateLifecycle;
// v1.28.0 for gRPC and termination grace; v1.30.0 for the sleep action.

import { isHttpHeaderName } from '../../names/identifiers.ts';
import type { Container, Probe } from '../../objects.ts';
import { type FieldPath, GoValue } from '../../validation/field-error.ts';
import { validatePortNumOrName } from '../../validation/network.ts';
import { validateNonnegative } from '../../validation/object-meta.ts';
import type { Problems } from '../../validation/problems.ts';

type Lifecycle = NonNullable<Container['lifecycle']>;
type Handler = NonNullable<Lifecycle['postStart']> & Pick<Probe, 'grpc'>;
type HttpGet = NonNullable<Handler['httpGet']>;
type Action = 'exec' | 'httpGet' | 'tcpSocket' | 'grpc' | 'sleep';

const ACTIONS: readonly Action[] = ['exec', 'httpGet', 'tcpSocket', 'grpc', 'sleep'];

function validateHandler(
  handler: Handler,
  grace: number | undefined,
  path: FieldPath,
  problems: Problems,
): void {
  const given = ACTIONS.filter((action) => handler[action] !== undefined);
  if (given.length === 0) problems.required(path, 'must specify a handler type');
  given.forEach((action, i) => {
    if (i > 0) problems.forbidden(path.child(action), 'may not specify more than 1 handler type');
    else validateAction(handler, action, grace, path.child(action), problems);
  });
}

function validateAction(
  handler: Handler,
  action: Action,
  grace: number | undefined,
  path: FieldPath,
  problems: Problems,
): void {
  switch (action) {
    case 'exec':
      if (!handler.exec!.command?.length) problems.required(path.child('command'));
      return;
    case 'httpGet':
      validateHttpGet(handler.httpGet!, path, problems);
      return;
    case 'tcpSocket':
      validatePortNumOrName(handler.tcpSocket!.port ?? 0, path.child('port'), problems);
      return;
    case 'grpc':
      validatePortNumOrName(handler.grpc!.port ?? 0, path.child('port'), problems);
      return;
    case 'sleep':
      validateSleep(handler.sleep!.seconds ?? 0, grace, path, problems);
  }
}

const HTTP_SCHEMES: readonly string[] = ['HTTP', 'HTTPS'];

function validateHttpGet(action: HttpGet, path: FieldPath, problems: Problems): void {
  if (!action.path) problems.required(path.child('path'));
  validatePortNumOrName(action.port ?? 0, path.child('port'), problems);
  const scheme = action.scheme ?? '';
  if (!HTTP_SCHEMES.includes(scheme)) problems.notSupported(path.child('scheme'), scheme, HTTP_SCHEMES);
  for (const { name = '' } of action.httpHeaders ?? []) {
    problems.invalidEach(path.child('httpHeaders'), name, isHttpHeaderName(name));
  }
}

// Source: kubernetes v1.30.0, validateSleepAction; v1.33.0 for zero seconds (gate PodLifecycleSleepActionAllowZero).
function validateSleep(
  seconds: number,
  grace: number | undefined,
  path: FieldPath,
  problems: Problems,
): void {
  const lowest = problems.has('sleepActionAllowsZero') ? 0 : 1;
  if (grace === undefined || (seconds >= lowest && seconds <= grace)) return;
  const or = lowest === 0 ? 'non-negative and less than or equal to' : 'greater than 0 and less than';
  const text =
    lowest === 0
      ? `must be ${or} terminationGracePeriodSeconds (${grace})`
      : `must be ${or} terminationGracePeriodSeconds (${grace}). Enable AllowPodLifecycleSleepActionZeroValue feature gate for zero sleep.`;
  problems.invalid(path, seconds, text);
}

function validateProbe(probe: Probe, grace: number | undefined, path: FieldPath, problems: Problems): void {
  validateHandler(probe as Handler, grace, path, problems);
  for (const field of PROBE_NUMBERS) validateNonnegative(probe[field] ?? 0, path.child(field), problems);
  const termination = probe.terminationGracePeriodSeconds;
  if (termination !== undefined && termination <= 0) {
    problems.invalid(path.child('terminationGracePeriodSeconds'), termination, 'must be greater than 0');
  }
}

const PROBE_NUMBERS = [
  'initialDelaySeconds',
  'timeoutSeconds',
  'periodSeconds',
  'successThreshold',
  'failureThreshold',
] as const;

export interface HandlerOwner {
  readonly container: Container;
  readonly path: FieldPath;
  /** The pod's terminationGracePeriodSeconds. */
  readonly grace: number | undefined;
}

export function validateLifecycle({ container, path, grace }: HandlerOwner, problems: Problems): void {
  for (const hook of ['postStart', 'preStop'] as const) {
    const handler = container.lifecycle?.[hook];
    if (handler !== undefined)
      validateHandler(handler as Handler, grace, path.child('lifecycle', hook), problems);
  }
}

/** A liveness or startup probe: one success is enough. */
export function validateRestartingProbe(
  field: 'livenessProbe' | 'startupProbe',
  { container, path, grace }: HandlerOwner,
  problems: Problems,
): void {
  const probe = container[field];
  if (probe === undefined) return;
  validateProbe(probe, grace, path.child(field), problems);
  if (probe.successThreshold !== 1)
    problems.invalid(path.child(field, 'successThreshold'), probe.successThreshold ?? 0, 'must be 1');
}

export function validateReadinessProbe({ container, path, grace }: HandlerOwner, problems: Problems): void {
  const probe = container.readinessProbe;
  if (probe === undefined) return;
  const at = path.child('readinessProbe');
  validateProbe(probe, grace, at, problems);
  if (probe.terminationGracePeriodSeconds === undefined) return;
  problems.invalid(
    at.child('terminationGracePeriodSeconds'),
    probe.terminationGracePeriodSeconds,
    'must not be set for readinessProbes',
  );
}

const RUNNING_FIELDS = ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'] as const;

/** What makes no sense for a container that runs to its end. */
export function forbidRunningFields(container: Container, path: FieldPath, problems: Problems): void {
  const recent = problems.has('initContainerHandlersForbidden');
  for (const field of RUNNING_FIELDS) {
    if (container[field] === undefined) continue;
    if (recent)
      problems.forbidden(
        path.child(field),
        'may not be set for init containers without restartPolicy=Always',
      );
    else
      problems.invalid(path.child(field), goPointer(container[field]), 'must not be set for init containers');
  }
}

// Upstream prints the struct with the addresses of what it points to, which no two runs share.
const goPointer = (value: unknown): GoValue => new GoValue(`core.${JSON.stringify(value)}`, value);
