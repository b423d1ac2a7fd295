// The token subresource of a service account: a token for whoever asks, for a time, perhaps bound to another object.
//
// Source: kubernetes v1.20.2 and v1.28.0 pkg/registry/core/serviceaccount/storage/token.go, TokenREST.Create;
// pkg/apis/authentication/{v1/defaults,validation/validation}.go. Left out: claims that came later (jti, the node of a
// pod), and the longer life of tokens that kubelets ask for.
// Differs: 1.29 and 1.30, which know of tokens for nodes and do not give them, refuse them in other words.

import type { AnyObject, ObjectMeta } from '../../api/objects.ts';
import { API_AUDIENCES, boundToken } from '../../api/service-account-token.ts';
import {
  badRequest,
  conflict,
  invalid,
  noSuchPath,
  notFound,
  type Result,
  refusal,
  type Status,
  success,
} from '../../api/status.ts';
import { formatTime } from '../../api/time.ts';
import { FieldPath, invalid as invalidField } from '../../api/validation/field-error.ts';
import type { ServerCore } from '../server-core.ts';

export interface BoundObjectReference {
  readonly kind: string;
  readonly apiVersion: string;
  readonly name: string;
  /** Absent: whichever object has the name. */
  readonly uid?: string;
}

export interface TokenRequestSpec {
  /** Empty: the API server. */
  readonly audiences: readonly string[];
  /** Default an hour. */
  readonly expirationSeconds?: number;
  readonly boundObjectRef?: BoundObjectReference;
}

export interface TokenRequest {
  readonly kind: 'TokenRequest';
  readonly apiVersion: 'authentication.k8s.io/v1';
  readonly metadata: Partial<Pick<ObjectMeta, 'name' | 'namespace' | 'creationTimestamp'>>;
  readonly spec: Required<Omit<TokenRequestSpec, 'boundObjectRef'>> &
    Pick<TokenRequestSpec, 'boundObjectRef'>;
  readonly status: { readonly token: string; readonly expirationTimestamp: string };
}

const DEFAULT_SECONDS = 3600;
const MIN_SECONDS = 600;
const MAX_SECONDS = 2 ** 32;

type Claims = 'pod' | 'secret' | 'node';

export function createToken(
  server: ServerCore,
  namespace: string,
  name: string,
  asked: TokenRequestSpec,
): Result<TokenRequest> {
  const { version, kernel, store } = server;
  if (!version.has('tokenRequests')) return refusal(noSuchPath());
  if (store.get('Namespace', undefined, namespace) === undefined)
    return refusal(notFound({ group: '', resource: 'namespaces' }, namespace));
  const account = store.get('ServiceAccount', namespace, name);
  const missing =
    account === undefined ? notFound({ group: '', resource: 'serviceaccounts' }, name) : undefined;
  const { expirationSeconds = DEFAULT_SECONDS, boundObjectRef } = asked;
  const unfit = checkExpiration(expirationSeconds);
  const refused = version.has('tokenRequestFilledIn') ? (missing ?? unfit) : (unfit ?? missing);
  if (refused !== undefined) return refusal(refused);
  const bound = boundObjectRef === undefined ? {} : boundTo(server, namespace, name, boundObjectRef);
  if ('refused' in bound) return refusal(bound.refused);
  const { nowEpochMs } = kernel;
  const audiences = asked.audiences.length === 0 ? API_AUDIENCES : asked.audiences;
  const token = boundToken(account!.metadata, {
    ...{ audiences, expirationSeconds, nowEpochMs },
    boundTo: bound,
  });
  const expirationTimestamp = formatTime(nowEpochMs + expirationSeconds * 1000);
  const filledIn = { name, namespace, creationTimestamp: server.timestamp() };
  return success({
    kind: 'TokenRequest',
    apiVersion: 'authentication.k8s.io/v1',
    metadata: version.has('tokenRequestFilledIn') ? filledIn : {},
    spec: { audiences, expirationSeconds, ...(boundObjectRef && { boundObjectRef }) },
    status: { token, expirationTimestamp },
  });
}

function checkExpiration(seconds: number): Status | undefined {
  const text =
    seconds < MIN_SECONDS
      ? 'may not specify a duration less than 10 minutes'
      : seconds > MAX_SECONDS
        ? 'may not specify a duration larger than 2^32 seconds'
        : undefined;
  if (text === undefined) return undefined;
  const error = invalidField(FieldPath.of('spec', 'expirationSeconds'), seconds, text);
  return invalid('authentication.k8s.io', 'TokenRequest', '', [error]);
}

function boundTo(
  { store, version }: ServerCore,
  namespace: string,
  account: string,
  { kind, apiVersion, name, uid }: BoundObjectReference,
): { readonly [claim in Claims]?: ObjectMeta } | { readonly refused: Status } {
  const kinds = version.has('tokenBoundToNode') ? ['Pod', 'Secret', 'Node'] : ['Pod', 'Secret'];
  if (apiVersion !== 'v1' || !kinds.includes(kind)) {
    const type = apiVersion.includes('/') ? apiVersion : `/${apiVersion}`;
    return { refused: badRequest(`cannot bind token to object of type ${type}, Kind=${kind}`) };
  }
  const object = store.get(kind, kind === 'Node' ? undefined : namespace, name) as AnyObject | undefined;
  if (object === undefined)
    return { refused: notFound({ group: '', resource: `${kind.toLowerCase()}s` }, name) };
  if (kind === 'Pod') {
    const own = (object as { spec?: { serviceAccountName?: string } }).spec?.serviceAccountName;
    if (own !== account) {
      const text = `cannot bind token for serviceaccount "${account}" to pod running with different serviceaccount name.`;
      return { refused: badRequest(text) };
    }
  }
  if (uid !== undefined && uid !== object.metadata.uid) {
    const text = `the UID in the bound object reference (${uid}) does not match the UID in record. The object might have been deleted and then recreated`;
    return { refused: conflict({ group: '', resource: kind }, name, text) };
  }
  return { [kind.toLowerCase()]: object.metadata };
}
