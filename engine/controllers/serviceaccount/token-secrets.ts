// Which Secrets are tokens of which account, and what such a Secret must hold. Pure.
// Source: kubernetes v1.20.2 pkg/controller/serviceaccount/tokens_controller.go; pkg/serviceaccount/util.go.

import { CLUSTER_CA } from '../../api/cluster-certificate.ts';
import { base64OfText } from '../../api/kinds/secret/base64.ts';
import type { ObjectMeta, Secret, ServiceAccount } from '../../api/objects.ts';
import { legacyToken } from '../../api/service-account-token.ts';

export const TOKEN_TYPE = 'kubernetes.io/service-account-token';
const NAME_ANNOTATION = 'kubernetes.io/service-account.name';
const UID_ANNOTATION = 'kubernetes.io/service-account.uid';

/** The account that a token says it is of; the uid may be missing in those that people make. */
export function accountNamedBy({
  type,
  metadata,
}: Secret): { name: string; uid: string | undefined } | undefined {
  if (type !== TOKEN_TYPE) return undefined;
  const { [NAME_ANNOTATION]: name = '', [UID_ANNOTATION]: uid } = metadata.annotations ?? {};
  return { name, uid: uid === '' ? undefined : uid };
}

export function isTokenOf(secret: Secret, { metadata }: Pick<ServiceAccount, 'metadata'>): boolean {
  const named = accountNamedBy(secret);
  if (named === undefined || secret.metadata.namespace !== metadata.namespace) return false;
  return named.name === metadata.name && (named.uid === undefined || named.uid === metadata.uid);
}

interface NewSecret {
  readonly kind: 'Secret';
  readonly metadata: Pick<ObjectMeta, 'name' | 'namespace' | 'annotations'>;
  readonly type: string;
  readonly data: Readonly<Record<string, string>>;
}

/** A new Secret with everything in it. */
export function newTokenSecret({ metadata: account }: ServiceAccount, name: string): NewSecret {
  const namespace = account.namespace;
  const annotations = { [NAME_ANNOTATION]: account.name, [UID_ANNOTATION]: account.uid };
  return {
    kind: 'Secret',
    metadata: { name, namespace, annotations },
    type: TOKEN_TYPE,
    data: dataFor(account, namespace, name),
  };
}

const ENCODED_CA = base64OfText(CLUSTER_CA);

const dataFor = (account: ObjectMeta, namespace: string, name: string): Record<string, string> => ({
  'ca.crt': ENCODED_CA,
  namespace: base64OfText(namespace),
  token: base64OfText(legacyToken(account, name)),
});

/** The Secret with what it lacks; undefined when it lacks nothing. */
export function completed(secret: Secret, { metadata: account }: ServiceAccount): Secret | undefined {
  const { metadata } = secret;
  const given = (secret.data ?? {}) as Record<string, string>;
  const wanted = dataFor(account, metadata.namespace, metadata.name);
  const isComplete = given['ca.crt'] === wanted['ca.crt'] && Boolean(given.namespace) && Boolean(given.token);
  if (isComplete) return undefined;
  const { namespace = wanted.namespace, token = wanted.token } = given;
  const annotations = {
    ...metadata.annotations,
    [NAME_ANNOTATION]: account.name,
    [UID_ANNOTATION]: account.uid,
  };
  const data = { ...given, 'ca.crt': wanted['ca.crt'], namespace, token } as Secret['data'];
  return { ...secret, metadata: { ...metadata, annotations }, ...(data === undefined ? {} : { data }) };
}
