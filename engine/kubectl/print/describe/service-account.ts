// Source: kubectl v0.32.0 pkg/describe/describe.go, ServiceAccountDescriber.

import type { Secret, ServiceAccount } from '../../../api/objects.ts';
import { describeEventsOf } from './events.ts';
import { describeMeta } from './texts.ts';
import type { DescribeWorld } from './world.ts';
import type { Writer } from './writer.ts';

const TOKEN_TYPE = 'kubernetes.io/service-account-token';
const NAME_ANNOTATION = 'kubernetes.io/service-account.name';
const UID_ANNOTATION = 'kubernetes.io/service-account.uid';

export function describeServiceAccount(w: Writer, account: ServiceAccount, world: DescribeWorld): void {
  const { metadata, imagePullSecrets, secrets } = account;
  const existing = world.list('Secret', metadata.namespace) as unknown as Secret[];
  const tokens = existing.filter(
    (secret) =>
      secret.type === TOKEN_TYPE &&
      secret.metadata.annotations?.[NAME_ANNOTATION] === metadata.name &&
      secret.metadata.annotations[UID_ANNOTATION] === metadata.uid,
  );
  const known = new Set(existing.map((secret) => secret.metadata.name));
  describeMeta(w, account);
  const lists: readonly (readonly [header: string, names: readonly string[]])[] = [
    ['Image pull secrets:', (imagePullSecrets ?? []).map(({ name = '' }) => name)],
    ['Mountable secrets: ', (secrets ?? []).map(({ name = '' }) => name)],
    ['Tokens:            ', tokens.map((secret) => secret.metadata.name)],
  ];
  for (const [header, names] of lists) {
    if (names.length === 0) w.write(0, `${header}\t<none>\n`);
    names.forEach((name, i) => {
      const prefix = i === 0 ? header : ' '.repeat(header.length);
      w.write(0, `${prefix}\t${name}${known.has(name) ? '' : ' (not found)'}\n`);
    });
  }
  describeEventsOf(w, world, account);
}
