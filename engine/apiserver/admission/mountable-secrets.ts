// Accounts with `kubernetes.io/enforce-mountable-secrets` let their pods use only the Secrets that they name.
// Source: kubernetes v1.20.2 plugin/pkg/admission/serviceaccount/admission.go, limitSecretReferences.

import type { Container, Pod, ServiceAccount } from '../../api/objects.ts';

const ANNOTATION = 'kubernetes.io/enforce-mountable-secrets';
/** Source: Go strconv.ParseBool. */
const TRUE_WORDS = ['1', 't', 'T', 'true', 'TRUE', 'True'];

/** What the pod uses and may not, in upstream's words. */
export function forbiddenSecret(account: ServiceAccount, { spec }: Pod): string | undefined {
  const { metadata, secrets = [], imagePullSecrets = [] } = account;
  if (!TRUE_WORDS.includes(metadata.annotations?.[ANNOTATION] ?? '')) return undefined;
  const mountable = new Set(secrets.map(({ name }) => name));
  const refusal = `is not allowed because service account ${metadata.name} does not reference that`;
  for (const { secret } of spec.volumes ?? []) {
    if (secret === undefined || mountable.has(secret.secretName ?? '')) continue;
    return `volume with secret.secretName="${secret.secretName ?? ''}" ${refusal} secret`;
  }
  const inEnv = (containers: readonly Container[], role: string): string | undefined => {
    for (const container of containers) {
      for (const { name, valueFrom } of container.env ?? []) {
        const used = valueFrom?.secretKeyRef?.name;
        if (used === undefined || mountable.has(used)) continue;
        return `${role} ${container.name} with envVar ${name} referencing secret.secretName="${used}" ${refusal} secret`;
      }
    }
    return undefined;
  };
  const env = inEnv(spec.initContainers ?? [], 'init container') ?? inEnv(spec.containers, 'container');
  if (env !== undefined) return env;
  const pullable = new Set(imagePullSecrets.map(({ name }) => name));
  const at = (spec.imagePullSecrets ?? []).findIndex(({ name }) => !pullable.has(name));
  if (at < 0) return undefined;
  return `imagePullSecrets[${at}].name="${spec.imagePullSecrets?.[at]?.name ?? ''}" ${refusal} imagePullSecret`;
}
