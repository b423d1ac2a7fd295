// Gives every namespace its account `default`, and gives it back when somebody deletes it.
// Source: kubernetes v1.20.2 pkg/controller/serviceaccount/serviceaccounts_controller.go (equal in 1.28).

import type { Namespace } from '../../api/objects.ts';
import type { Component } from '../../client/component.ts';
import { isNamespaceTerminating } from '../refusal.ts';

const NAMES = ['default'];

/** @param component its name is `service-account-controller` */
export function startServiceAccountController(component: Component): void {
  const { client, informers } = component;
  const namespaces = informers.of('Namespace');
  const accounts = informers.of('ServiceAccount');

  const queue = component.queue('serviceaccount', (key) => {
    const namespace = namespaces.getByKey(key) as Namespace | undefined;
    if (namespace?.status?.phase !== 'Active') return;
    const failed = NAMES.filter((name) => accounts.get(key, name) === undefined && !create(key, name));
    if (failed.length === 0) queue.forget(key);
    else queue.addRateLimited(key);
  });

  const create = (namespace: string, name: string): boolean => {
    const made = client.create('ServiceAccount', { kind: 'ServiceAccount', metadata: { name, namespace } });
    return made.ok || made.status.reason === 'AlreadyExists' || isNamespaceTerminating(made.status);
  };

  accounts.addHandler({ delete: ({ metadata }) => queue.add(metadata.namespace) });
  namespaces.addHandler({
    add: ({ metadata }) => queue.add(metadata.name),
    update: ({ metadata }) => queue.add(metadata.name),
  });
}
