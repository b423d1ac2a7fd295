// The cluster's refusals: the API's Status objects, worded as upstream words them. Returned, never thrown.
//
// Source: kubernetes apimachinery pkg/api/errors/errors.go (v1.20.2; texts equal in 1.13 to 1.36 unless noted).

import type { VersionProfile } from '../versions/profile.ts';
import { type FieldError, fieldErrorBody } from './validation/field-error.ts';

export interface StatusCause {
  readonly reason: string;
  readonly message: string;
  readonly field: string;
}

export interface StatusDetails {
  readonly name?: string;
  readonly group?: string;
  readonly kind?: string;
  readonly uid?: string;
  readonly causes?: readonly StatusCause[];
  readonly retryAfterSeconds?: number;
}

export interface Status {
  readonly kind: 'Status';
  readonly apiVersion: 'v1';
  /** `continue` where a list can be gone on with after all. */
  readonly metadata: { readonly continue?: string };
  readonly status: 'Failure';
  readonly message: string;
  readonly reason: string;
  readonly details?: StatusDetails;
  readonly code: number;
}

/** The resource a status speaks of: `{group: 'apps', resource: 'deployments'}`; core has the group `''`. */
export interface GroupResource {
  readonly group: string;
  readonly resource: string;
}

/** What a request comes back with: the object, or the cluster's refusal. */
export type Result<T> =
  | { readonly ok: true; readonly object: T }
  | { readonly ok: false; readonly status: Status };

export const success = <T>(object: T): Result<T> => ({ ok: true, object });
export const refusal = (status: Status): { readonly ok: false; readonly status: Status } => ({
  ok: false,
  status,
});

/** `deployments.apps`, or `pods` for the core group. */
export const qualified = (group: string, name: string): string => (group === '' ? name : `${name}.${group}`);

function failure(code: number, reason: string, message: string, details?: StatusDetails): Status {
  const status = {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    reason,
    code,
  } as const;
  return details === undefined ? status : { ...status, details };
}

const detailsOf = ({ group, resource }: GroupResource, name: string): StatusDetails => ({
  name,
  ...(group === '' ? {} : { group }),
  kind: resource,
});

export function notFound(resource: GroupResource, name: string): Status {
  const text = `${qualified(resource.group, resource.resource)} "${name}" not found`;
  return failure(404, 'NotFound', text, detailsOf(resource, name));
}

export function alreadyExists(resource: GroupResource, name: string): Status {
  const text = `${qualified(resource.group, resource.resource)} "${name}" already exists`;
  return failure(409, 'AlreadyExists', text, detailsOf(resource, name));
}

/** The text of a stale resourceVersion. Source: apiserver pkg/registry/generic/registry/store.go, OptimisticLockErrorMsg. */
export const OPTIMISTIC_LOCK_MESSAGE =
  'the object has been modified; please apply your changes to the latest version and try again';

export function conflict(resource: GroupResource, name: string, reason: string): Status {
  const text = `Operation cannot be fulfilled on ${qualified(resource.group, resource.resource)} "${name}": ${reason}`;
  return failure(409, 'Conflict', text, detailsOf(resource, name));
}

export function forbidden(resource: GroupResource, name: string, reason: string): Status {
  const subject = resource.resource === '' ? '' : qualified(resource.group, resource.resource);
  const text =
    subject === ''
      ? `forbidden: ${reason}`
      : name === ''
        ? `${subject} is forbidden: ${reason}`
        : `${subject} "${name}" is forbidden: ${reason}`;
  return failure(403, 'Forbidden', text, detailsOf(resource, name));
}

export function badRequest(reason: string): Status {
  return failure(400, 'BadRequest', reason);
}

/** What cannot be done with a request that was understood, such as a JSON patch whose test fails. */
export function unprocessable(): Status {
  return failure(422, 'Invalid', 'the server rejected our request due to an error in our request');
}

export function methodNotSupported(resource: GroupResource, action: string): Status {
  const text = `${action} is not supported on resources of kind "${qualified(resource.group, resource.resource)}"`;
  return failure(405, 'MethodNotAllowed', text, detailsOf(resource, ''));
}

/** What clients make of a path that the server does not have. */
export function noSuchPath(): Status {
  return failure(404, 'NotFound', 'the server could not find the requested resource');
}

/** What clients make of an answer 405 without a body. Source: client-go v0.32 rest/request.go, via NewGenericServerResponse. */
export function methodNotAllowed(): Status {
  return failure(405, 'MethodNotAllowed', 'the server does not allow this method on the requested resource');
}

export function gone(message: string): Status {
  return failure(410, 'Gone', message);
}

export function resourceExpired(message: string): Status {
  return failure(410, 'Expired', message);
}

export function tooManyRequests(message: string, retryAfterSeconds: number): Status {
  return failure(429, 'TooManyRequests', message, { retryAfterSeconds });
}

export function internalFailure(reason: string): Status {
  return failure(500, 'InternalError', `Internal error occurred: ${reason}`, {
    causes: [{ reason: '', message: reason, field: '' }],
  });
}

export function serverUnavailable(reason: string): Status {
  return failure(503, 'ServiceUnavailable', reason);
}

/**
 * How long the server asks to wait before the request is made again; undefined: it does not ask.
 *
 * Conflicts say so in vain. Source: client-go v0.32 rest/with_retry.go, checkWait; kubernetes v1.20.2 staging/src/k8s.io/
 * apiserver/pkg/endpoints/handlers/responsewriters/writers.go, ErrorNegotiated, for the header Retry-After.
 */
export function retryAfterMs({ code, details }: Status): number | undefined {
  const seconds = details?.retryAfterSeconds ?? 0;
  return seconds > 0 && (code === 429 || code >= 500) ? seconds * 1000 : undefined;
}

/** A request that ran out of time; it may still take effect. */
export function timeout(message: string, retryAfterSeconds: number): Status {
  return failure(504, 'Timeout', `Timeout: ${message}`, { retryAfterSeconds });
}

/** No unique name was found for a generateName: until 1.20 a ServerTimeout, later another AlreadyExists (1.28 tree, create.go). */
export function serverTimeout(resource: GroupResource, operation: string, retryAfterSeconds: number): Status {
  const text = `The ${operation} operation against ${qualified(resource.group, resource.resource)} could not be completed at this time, please try again.`;
  return failure(500, 'ServerTimeout', text, { ...detailsOf(resource, operation), retryAfterSeconds });
}

export function generateNameConflict(
  resource: GroupResource,
  name: string,
  retryAfterSeconds: number,
): Status {
  const subject = qualified(resource.group, resource.resource);
  const text = `${subject} "${name}" already exists, the server was not able to generate a unique name for the object`;
  return failure(409, 'AlreadyExists', text, { ...detailsOf(resource, name), retryAfterSeconds });
}

export function unauthorized(reason: string): Status {
  return failure(401, 'Unauthorized', reason === '' ? 'not authorized' : reason);
}

export function requestEntityTooLarge(message: string): Status {
  return failure(413, 'RequestEntityTooLarge', `Request entity too large: ${message}`);
}

/**
 * A refused object, all its problems in one message; equal ones stand there once, in the causes as often as found.
 *
 * @param group  the group of the kind, `''` for core
 * @param version  words the problems; absent: as 1.20 does
 */
export function invalid(
  group: string,
  kind: string,
  name: string,
  errors: readonly FieldError[],
  version?: VersionProfile,
): Status {
  const causes = errors.map((error) => ({
    reason: error.type,
    message: fieldErrorBody(error, version),
    field: error.field,
  }));
  const texts = [...new Set(causes.map(({ field, message }) => `${field}: ${message}`))];
  const list = texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`;
  const details = { name, ...(group === '' ? {} : { group }), kind, causes };
  return failure(422, 'Invalid', `${qualified(group, kind)} "${name}" is invalid: ${list}`, details);
}

export function unsupportedMediaType(message: string): Status {
  return failure(415, 'UnsupportedMediaType', message);
}

/** An apply that would change fields of other managers. Source: apimachinery v0.20.2 pkg/api/errors/errors.go, NewApplyConflict. */
export function applyConflict(message: string, causes: readonly StatusCause[]): Status {
  return failure(409, 'Conflict', message, { causes });
}

/** An error without a reason of its own. Source: apiserver pkg/endpoints/handlers/responsewriters/status.go, ErrorToAPIStatus. */
export function unknownFailure(message: string): Status {
  return failure(500, '', message);
}
