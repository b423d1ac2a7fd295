// Token Secrets: until 1.23 one is made for every account; in all releases those that people make are filled in, and
// those of accounts that are gone are removed.
//
// Source: kubernetes v1.20.2 pkg/controller/serviceaccount/tokens_controller.go; v1.24.0 for what no longer happens.

import type { Secret, ServiceAccount } from '../../api/objects.ts';
import type { Component } from '../../client/component.ts';
import { keyOf } from '../../client/informer.ts';
import type { WorkQueue } from '../../client/work-queue.ts';
import { isNamespaceTerminating } from '../refusal.ts';
import { accountNamedBy, completed, isTokenOf, newTokenSecret, TOKEN_TYPE } from './token-secrets.ts';

/** Source: TokensControllerOptions.MaxRetries. */
const RETRIES_MAX = 10;
const BY_ACCOUNT = 'service account';

interface Subject {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
}

// Names hold no slash.
const keyFor = (...parts: readonly string[]): string => parts.join('/');
const subjectOf = (key: string): Subject => {
  const [namespace = '', name = '', uid = ''] = key.split('/');
  return { namespace, name, uid };
};

/** @param component its name is `tokens-controller` */
export function startTokensController(component: Component): void {
  new TokensController(component);
}

class TokensController {
  private readonly component: Component;
  private readonly accountQueue: WorkQueue;
  private readonly secretQueue: WorkQueue;
  /** Secrets made here that the informer has not brought yet, so that none is made twice. */
  private readonly made = new Map<string, Secret>();

  constructor(component: Component) {
    this.component = component;
    const { informers } = component;
    this.accountQueue = component.queue('serviceaccount_tokens_service', (key) =>
      this.settle(this.accountQueue, key, this.syncAccount(subjectOf(key))),
    );
    this.secretQueue = component.queue('serviceaccount_tokens_secret', (key) =>
      this.settle(this.secretQueue, key, this.syncSecret(key)),
    );
    const addAccount = ({ metadata }: ServiceAccount): void =>
      this.accountQueue.add(keyFor(metadata.namespace, metadata.name, metadata.uid));
    const accounts = { add: addAccount, update: addAccount, delete: addAccount };
    informers.of('ServiceAccount').addHandler(accounts as object);
    informers.of('Secret').addIndex(BY_ACCOUNT, (secret) => {
      const named = accountNamedBy(secret as Secret);
      return named === undefined ? [] : [keyFor(secret.metadata.namespace, named.name)];
    });
    const addSecret = (secret: Secret): void => {
      this.made.delete(keyOf(secret));
      const named = accountNamedBy(secret);
      if (named === undefined) return;
      const { namespace = '', name, uid } = secret.metadata;
      this.secretQueue.add(keyFor(namespace, name, uid, named.name, named.uid ?? ''));
    };
    informers.of('Secret').addHandler({ add: addSecret, update: addSecret, delete: addSecret } as object);
  }

  private settle(queue: WorkQueue, key: string, isToBeRetried: boolean): void {
    if (isToBeRetried && queue.numRequeues(key) < RETRIES_MAX) queue.addRateLimited(key);
    else queue.forget(key);
  }

  private account(namespace: string, name: string, uid: string): ServiceAccount | undefined {
    const found = this.component.informers.of('ServiceAccount').get(namespace, name) as
      | ServiceAccount
      | undefined;
    return found !== undefined && (uid === '' || found.metadata.uid === uid) ? found : undefined;
  }

  private secret(namespace: string, name: string): Secret | undefined {
    return (this.component.informers.of('Secret').get(namespace, name) ??
      this.made.get(`${namespace}/${name}`)) as Secret | undefined;
  }

  /** @returns whether to try again */
  private syncAccount(subject: Subject): boolean {
    const account = this.account(subject.namespace, subject.name, subject.uid);
    if (account === undefined) return this.deleteTokens(subject);
    if (!this.component.version.has('legacyServiceAccountTokens')) return false;
    return this.hasToken(account) ? false : this.makeToken(account);
  }

  private hasToken(account: ServiceAccount): boolean {
    return (account.secrets ?? []).some(({ name = '' }) => {
      const secret = this.secret(account.metadata.namespace, name);
      return secret !== undefined && isTokenOf(secret, account);
    });
  }

  private makeToken(account: ServiceAccount): boolean {
    const { client, world } = this.component;
    const { namespace = '', name, resourceVersion } = account.metadata;
    const live = client.get('ServiceAccount', namespace, name);
    if (!live.ok || live.object.metadata.resourceVersion !== resourceVersion) return true;
    const secretName = world.server.core.names.generate('Secret', namespace, `${name}-token-`);
    const created = client.create('Secret', newTokenSecret(account, secretName) as never);
    if (!created.ok) return !isNamespaceTerminating(created.status);
    const secret = created.object as unknown as Secret;
    this.made.set(keyOf(secret), secret);
    const secrets = [...(live.object.secrets ?? []), { name: secretName }];
    const updated = client.update({ ...live.object, secrets } as ServiceAccount);
    if (updated.ok) return false;
    client.delete('Secret', namespace, secretName, { preconditions: { uid: secret.metadata.uid } });
    return updated.status.reason !== 'Conflict' && updated.status.reason !== 'NotFound';
  }

  private deleteTokens(subject: Subject): boolean {
    const { namespace, name } = subject;
    const tokens = this.component.informers
      .of('Secret')
      .byIndex(BY_ACCOUNT, keyFor(namespace, name)) as Secret[];
    const account = { metadata: subject } as unknown as ServiceAccount;
    return tokens.filter((secret) => isTokenOf(secret, account)).some((secret) => !this.deleteToken(secret));
  }

  private deleteToken({ metadata: { namespace, name, uid } }: Secret): boolean {
    const deleted = this.component.client.delete('Secret', namespace, name, { preconditions: { uid } });
    return deleted.ok || deleted.status.reason === 'NotFound' || deleted.status.reason === 'Conflict';
  }

  private syncSecret(key: string): boolean {
    const [namespace = '', name = '', uid = '', accountName = '', accountUid = ''] = key.split('/');
    const secret = this.secret(namespace, name);
    const cached = this.account(namespace, accountName, accountUid);
    if (secret === undefined || secret.metadata.uid !== uid) {
      if (cached !== undefined) this.removeReference(cached, name);
      return false;
    }
    const account = cached ?? this.liveAccount(namespace, accountName, accountUid);
    if (account === undefined) return !this.deleteToken(secret);
    return secret.type === TOKEN_TYPE && this.fillIn(secret, account);
  }

  private liveAccount(namespace: string, name: string, uid: string): ServiceAccount | undefined {
    const live = this.component.client.get('ServiceAccount', namespace, name);
    return live.ok && (uid === '' || live.object.metadata.uid === uid) ? live.object : undefined;
  }

  private fillIn(secret: Secret, account: ServiceAccount): boolean {
    if (completed(secret, account) === undefined) return false;
    const { client } = this.component;
    const { namespace, name, resourceVersion } = secret.metadata;
    const live = client.get('Secret', namespace, name);
    if (!live.ok) return live.status.reason !== 'NotFound';
    // An older view: the update that made it old brings the key back.
    if (live.object.metadata.resourceVersion !== resourceVersion) return false;
    const filled = completed(live.object, account);
    if (filled === undefined) return false;
    const updated = client.update(filled);
    return !updated.ok && updated.status.reason !== 'Conflict' && updated.status.reason !== 'NotFound';
  }

  private removeReference({ metadata }: ServiceAccount, secretName: string): void {
    const { client } = this.component;
    const live = client.get('ServiceAccount', metadata.namespace, metadata.name);
    if (!live.ok || live.object.metadata.uid !== metadata.uid) return;
    const secrets = live.object.secrets ?? [];
    if (!secrets.some(({ name }) => name === secretName)) return;
    client.update({
      ...live.object,
      secrets: secrets.filter(({ name }) => name !== secretName),
    } as ServiceAccount);
  }
}
