// The credentials in a pod's imagePullSecrets, and which of them are tried for an image.
//
// Source: kubernetes v1.20.2 pkg/credentialprovider/keyring.go, BasicDockerKeyring and UrlsMatch; config.go,
// DockerConfigEntry.UnmarshalJSON; secrets/secrets.go, MakeDockerKeyring. v1.28.0 differs in nothing that shows.
// Left out: credentials that the node itself has.

import { textOfBase64 } from '../../api/kinds/secret/base64.ts';
import type { Secret } from '../../api/objects.ts';
import type { Account } from '../../runtime/registries/registries.ts';

/** Where Docker Hub's credentials stand when a secret was made for it. Source: defaultRegistryKey. */
const DEFAULT_REGISTRY_KEY = 'index.docker.io';
const DATA_KEYS: Readonly<Record<string, string>> = {
  'kubernetes.io/dockerconfigjson': '.dockerconfigjson',
  'kubernetes.io/dockercfg': '.dockercfg',
};

interface Entry {
  readonly username?: string;
  readonly password?: string;
  readonly auth?: string;
}

interface Credential {
  /** Host, perhaps with port, `*` for parts of it, and a path. */
  readonly key: string;
  readonly account: Account;
}

/**
 * The accounts to try for a repository, in order; empty: the pull goes without.
 *
 * @param repository  as the registry names it: `docker.io/library/nginx`
 * @throws SecretError  a secret that cannot be read
 */
export function accountsFor(repository: string, secrets: readonly Secret[]): Account[] {
  const credentials = secrets.flatMap(credentialsOf);
  // More specific paths come before their parents, because longer texts sort behind what they begin with.
  const keys = [...new Set(credentials.map(({ key }) => key))].sort().reverse();
  const accountsAt = (key: string): Account[] =>
    credentials.filter((one) => one.key === key).map(({ account }) => account);
  const found = keys.filter((key) => matches(key, repository)).flatMap(accountsAt);
  if (found.length > 0 || !isOfDefaultRegistry(repository)) return found;
  return accountsAt(DEFAULT_REGISTRY_KEY);
}

/** Why no image can be pulled with these secrets. */
export class SecretError extends Error {
  override readonly name = 'SecretError';
}

function credentialsOf(secret: Secret): Credential[] {
  const key = DATA_KEYS[secret.type ?? ''];
  const data = key === undefined ? undefined : (secret.data as Record<string, string> | undefined)?.[key];
  if (data === undefined || data === '') return [];
  const content = parsed(textOfBase64(data));
  const entries = key === '.dockercfg' ? content : (content.auths ?? {});
  return Object.entries(entries as Record<string, Entry>).flatMap(([location, entry]) => {
    const place = keyOf(location);
    return place === undefined ? [] : [{ key: place, account: accountOf(entry) }];
  });
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw new SecretError('invalid character in the credentials of an image pull secret');
  }
}

// `auth` wins over the two plain fields.
function accountOf({ username = '', password = '', auth = '' }: Entry): Account {
  if (auth === '') return { user: username, password };
  const [user = '', ...rest] = textOfBase64(auth).split(':');
  if (rest.length === 0)
    throw new SecretError('unable to parse auth field, must be formatted as base64(username:password)');
  return { user, password: rest.join(':') };
}

// Without scheme; `/v1/` and `/v2/` are the same as the host alone.
function keyOf(location: string): string | undefined {
  const parts = /^(?:https?:\/\/)?([^/?#]*)([^?#]*)/.exec(location);
  const [, host = '', path = ''] = parts ?? [];
  if (host === '') return undefined;
  const effective = /^\/v[12]\//.test(path) ? path.slice(3) : path;
  return effective === '/' ? host : `${host}${effective}`;
}

function matches(key: string, repository: string): boolean {
  const [glob, target] = [locationOf(key), locationOf(repository)];
  return (
    glob.port === target.port &&
    glob.labels.length === target.labels.length &&
    target.path.startsWith(glob.path) &&
    glob.labels.every((label, i) => matchesGlob(label, target.labels[i]!))
  );
}

function locationOf(text: string): { labels: readonly string[]; port: string; path: string } {
  const slash = text.indexOf('/');
  const [host = '', port = ''] = (slash < 0 ? text : text.slice(0, slash)).split(':');
  return { labels: host.split('.'), port, path: slash < 0 ? '' : text.slice(slash) };
}

function matchesGlob(pattern: string, text: string): boolean {
  if (!/[*?]/.test(pattern)) return pattern === text;
  const source = pattern
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${source}$`).test(text);
}

// Docker looks for a dot or a colon to tell a registry from a user's name.
function isOfDefaultRegistry(repository: string): boolean {
  const slash = repository.indexOf('/');
  const first = slash < 0 ? repository : repository.slice(0, slash);
  if (first === '') return false;
  return slash < 0 || ['docker.io', 'index.docker.io'].includes(first) || !/[.:]/.test(first);
}
