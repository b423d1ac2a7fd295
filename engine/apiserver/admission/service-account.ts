// Every pod runs as a service account: the account must be there, its token is mounted, its pull secrets are taken over.
//
// Until 1.20 the token is a Secret that the tokens controller made; from 1.21 on a projected volume.
// Source: kubernetes v1.20.2 and v1.28.0 plugin/pkg/admission/serviceaccount/admission.go.
// Differs: for a missing account `default` upstream waits up to two seconds; here the answer comes at once.

import type { Container, Pod, Secret, ServiceAccount } from '../../api/objects.ts';
import { type Status, serverTimeout } from '../../api/status.ts';
import { parseTime } from '../../api/time.ts';
import type { ServerCore } from '../server-core.ts';
import { forbid } from './forbid.ts';
import { forbiddenSecret } from './mountable-secrets.ts';
import type { AdmissionPlugin, AdmissionRequest } from './plugin.ts';

const TOKEN_PATH = '/var/run/secrets/kubernetes.io/serviceaccount';
const PROJECTED_NAME = 'kube-api-access-';
const MIRROR_ANNOTATION = 'kubernetes.io/config.mirror';
/** Source: pkg/serviceaccount/claims.go, WarnOnlyBoundTokenExpirationSeconds: an hour and seven seconds. */
const TOKEN_EXPIRATION_SECONDS = 3607;
/** Source: staging/src/k8s.io/api/core/v1/types.go, SecretVolumeSourceDefaultMode. */
const DEFAULT_MODE = 0o644;

type Volume = NonNullable<Pod['spec']['volumes']>[number];

export const serviceAccount: AdmissionPlugin = {
  name: 'ServiceAccount',
  mutate: (request, server) => (concerns(request) ? admitPod(request, server) : undefined),
  validate: (request, server) => (concerns(request) ? checkPod(request, server) : undefined),
};

const concerns = ({ traits, operation, subresource }: AdmissionRequest): boolean =>
  traits.kind === 'Pod' && operation === 'create' && subresource === undefined;

function admitPod(request: AdmissionRequest, server: ServerCore): Status | undefined {
  const pod = request.object as unknown as Pod;
  const { spec } = pod;
  if (isMirror(pod)) return checkPod(request, server);
  spec.serviceAccountName ||= 'default';
  // The old name of the field follows, as conversion has it.
  spec.serviceAccount = spec.serviceAccountName;
  const account = accountOf(pod, request, server);
  if ('reason' in account) return account;
  if (spec.automountServiceAccountToken ?? account.automountServiceAccountToken ?? true) {
    const refused = mountToken(pod, account, request, server);
    if (refused !== undefined) return refused;
  }
  const pullSecrets = account.imagePullSecrets ?? [];
  if ((spec.imagePullSecrets ?? []).length === 0 && pullSecrets.length > 0) {
    spec.imagePullSecrets = pullSecrets.map(({ name }) => ({ name }) as { name: string });
  }
  return checkPod(request, server);
}

function checkPod(request: AdmissionRequest, server: ServerCore): Status | undefined {
  const pod = request.object as unknown as Pod;
  if (isMirror(pod)) {
    const problem = mirrorProblem(pod);
    return problem === undefined ? undefined : forbid(request, problem);
  }
  const account = accountOf(pod, request, server);
  if ('reason' in account) return account;
  const problem = forbiddenSecret(account, pod);
  return problem === undefined ? undefined : forbid(request, problem);
}

const isMirror = ({ metadata }: Pod): boolean => metadata.annotations?.[MIRROR_ANNOTATION] !== undefined;

// Mirror pods stand for pods that a kubelet found in a file; nothing may be added to them.
function mirrorProblem({ spec }: Pod): string | undefined {
  if ((spec.serviceAccountName ?? '') !== '') return 'a mirror pod may not reference service accounts';
  const volumes = spec.volumes ?? [];
  const containers = [...spec.containers, ...(spec.initContainers ?? [])];
  const hasSecrets =
    volumes.some(
      (v) => v.secret !== undefined || v.projected?.sources?.some((s) => s.secret !== undefined),
    ) ||
    (spec.imagePullSecrets ?? []).length > 0 ||
    containers.some(
      (c) =>
        c.env?.some((e) => e.valueFrom?.secretKeyRef !== undefined) ||
        c.envFrom?.some((e) => e.secretRef !== undefined),
    );
  if (hasSecrets) return 'a mirror pod may not reference secrets';
  const hasToken = volumes.some((v) =>
    v.projected?.sources?.some((s) => s.serviceAccountToken !== undefined),
  );
  return hasToken ? 'a mirror pod may not use ServiceAccountToken volume projections' : undefined;
}

function accountOf(pod: Pod, request: AdmissionRequest, server: ServerCore): ServiceAccount | Status {
  const name = pod.spec.serviceAccountName ?? '';
  const found = server.store.get('ServiceAccount', request.namespace, name) as ServiceAccount | undefined;
  if (found !== undefined) return found;
  if (name === DEFAULT_ACCOUNT && isFresh(request, server)) return comingAccount(request);
  const where = `${request.namespace}/${name}`;
  return forbid(request, `error looking up service account ${where}: serviceaccount "${name}" not found`);
}

// A new namespace's default account comes a moment after it. Upstream's request waits for it, looking up to ten times
// every 100 to 200 ms (getServiceAccount). Differs: the request is answered at once, as that wait would have ended. For the
// token Secrets of older releases the server does not wait: it asks the client to come again.
const DEFAULT_ACCOUNT = 'default';
const ACCOUNT_WAIT_MS = 2000;

function isFresh({ namespace = '' }: AdmissionRequest, server: ServerCore): boolean {
  const made = server.store.get('Namespace', undefined, namespace)?.metadata;
  if (made === undefined) return false;
  return server.kernel.nowEpochMs - parseTime(made.creationTimestamp) <= ACCOUNT_WAIT_MS;
}

const comingAccount = ({ namespace = '' }: AdmissionRequest): ServiceAccount =>
  ({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: DEFAULT_ACCOUNT, namespace },
  }) as ServiceAccount;

function mountToken(
  pod: Pod,
  account: ServiceAccount,
  request: AdmissionRequest,
  server: ServerCore,
): Status | undefined {
  const volumes = pod.spec.volumes ?? [];
  const volume = server.version.has('boundServiceAccountTokenVolume')
    ? projectedToken(volumes, request, server)
    : secretToken(volumes, account, request, server);
  if ('reason' in volume) return volume;
  const mount = { name: volume.name, readOnly: true, mountPath: TOKEN_PATH };
  let isNeeded = false;
  for (const container of [...(pod.spec.initContainers ?? []), ...pod.spec.containers]) {
    if (hasOwnMount(container)) continue;
    container.volumeMounts = (container.volumeMounts ?? []).concat(mount);
    isNeeded = true;
  }
  if (isNeeded && !volumes.some(({ name }) => name === volume.name))
    pod.spec.volumes = volumes.concat(volume);
  return undefined;
}

const hasOwnMount = ({ volumeMounts = [] }: Container): boolean =>
  volumeMounts.some(({ mountPath }) => mountPath === TOKEN_PATH);

// A volume of that prefix that the pod brings along is taken for the token.
function projectedToken(volumes: readonly Volume[], request: AdmissionRequest, server: ServerCore): Volume {
  const present = volumes.find(({ name }) => name.startsWith(PROJECTED_NAME));
  if (present !== undefined) return present;
  const name = server.names.generate('Volume', request.namespace, PROJECTED_NAME);
  const token = { serviceAccountToken: { expirationSeconds: TOKEN_EXPIRATION_SECONDS, path: 'token' } };
  const certificate = { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } };
  const fieldRef = { apiVersion: 'v1', fieldPath: 'metadata.namespace' };
  const namespace = { downwardAPI: { items: [{ path: 'namespace', fieldRef }] } };
  return {
    name,
    projected: { sources: [token, certificate, namespace], defaultMode: DEFAULT_MODE },
  } as Volume;
}

function secretToken(
  volumes: readonly Volume[],
  account: ServiceAccount,
  request: AdmissionRequest,
  server: ServerCore,
): Volume | Status {
  const secretName = tokenSecretOf(account, server);
  if (secretName === undefined) {
    const message = `No API token found for service account "${account.metadata.name}", retry after the token is automatically created and added to the service account`;
    return { ...serverTimeout({ group: '', resource: 'serviceaccounts' }, 'create pod', 1), message };
  }
  const present = volumes.find((volume) => volume.secret?.secretName === secretName);
  if (present !== undefined) return present;
  const plain = secretName.replaceAll('.', '-');
  const isTaken = volumes.some((volume) => volume.name === plain);
  const name = isTaken ? server.names.generate('Volume', request.namespace, `${plain}-`) : plain;
  return { name, secret: { secretName, defaultMode: DEFAULT_MODE } };
}

/** The first of the account's Secrets that is a token of it. */
function tokenSecretOf({ metadata, secrets = [] }: ServiceAccount, server: ServerCore): string | undefined {
  for (const { name = '' } of secrets) {
    const secret = server.store.get('Secret', metadata.namespace, name) as Secret | undefined;
    if (secret !== undefined && isTokenOf(secret, metadata)) return name;
  }
  return undefined;
}

// Source: pkg/serviceaccount/util.go, IsServiceAccountToken.
function isTokenOf({ type, metadata }: Secret, account: ServiceAccount['metadata']): boolean {
  if (type !== 'kubernetes.io/service-account-token') return false;
  const uid = metadata.annotations?.['kubernetes.io/service-account.uid'] ?? '';
  if (metadata.annotations?.['kubernetes.io/service-account.name'] !== account.name) return false;
  return uid === '' || uid === account.uid;
}
