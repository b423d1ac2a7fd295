// Tokens of service accounts: JSON Web Tokens with upstream's claims. They identify and prove nothing: the signature is
// a hash, since nobody in a simulation checks it.
//
// Source: kubernetes v1.20.2 pkg/serviceaccount/legacy.go, LegacyClaims; claims.go, Claims.

import { Fnv32aHash } from './hash/fnv.ts';
import { base64OfText } from './kinds/secret/base64.ts';
import type { ObjectMeta } from './objects.ts';

type Named = Pick<ObjectMeta, 'namespace' | 'name' | 'uid'>;

const LEGACY_ISSUER = 'kubernetes/serviceaccount';
/** Source: kubeadm's --service-account-issuer. */
const ISSUER = 'https://kubernetes.default.svc.cluster.local';

/** `system:serviceaccount:<namespace>:<name>`. Source: apiserver pkg/authentication/serviceaccount/util.go, MakeUsername. */
export const accountUsername = ({ namespace, name }: Pick<ObjectMeta, 'namespace' | 'name'>): string =>
  `system:serviceaccount:${namespace}:${name}`;

/** A token that never ends, kept in a Secret. */
export function legacyToken(account: Named, secretName: string): string {
  return webToken({
    iss: LEGACY_ISSUER,
    'kubernetes.io/serviceaccount/namespace': account.namespace,
    'kubernetes.io/serviceaccount/secret.name': secretName,
    'kubernetes.io/serviceaccount/service-account.name': account.name,
    'kubernetes.io/serviceaccount/service-account.uid': account.uid,
    sub: accountUsername(account),
  });
}

/** Whom a token is for where the request names nobody: the API server. */
export const API_AUDIENCES: readonly string[] = [ISSUER];

export interface BoundTokenOptions {
  /** None: the API server. */
  readonly audiences: readonly string[];
  readonly expirationSeconds: number;
  /** Milliseconds since the Unix epoch. */
  readonly nowEpochMs: number;
  /** The object with which the token ends, by its lower-case kind; default none. */
  readonly boundTo?: { readonly [kind in 'node' | 'pod' | 'secret']?: Named };
}

/** A token that ends. */
export function boundToken(account: Named, options: BoundTokenOptions): string {
  const { audiences, expirationSeconds, nowEpochMs, boundTo = {} } = options;
  const issuedAt = Math.floor(nowEpochMs / 1000);
  const refs = Object.entries(boundTo).map(([kind, { name, uid }]) => [kind, { name, uid }]);
  return webToken({
    aud: audiences.length === 0 ? API_AUDIENCES : audiences,
    exp: issuedAt + expirationSeconds,
    iat: issuedAt,
    iss: ISSUER,
    'kubernetes.io': {
      namespace: account.namespace,
      ...Object.fromEntries(refs),
      serviceaccount: { name: account.name, uid: account.uid },
    },
    nbf: issuedAt,
    sub: accountUsername(account),
  });
}

function webToken(claims: object): string {
  const signed = `${base64Url({ alg: 'RS256', typ: 'JWT' })}.${base64Url(claims)}`;
  const hash = new Fnv32aHash();
  hash.writeText(signed);
  return `${signed}.${base64Url({ hash: hash.sum32() })}`;
}

const base64Url = (value: object): string =>
  base64OfText(JSON.stringify(value)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
