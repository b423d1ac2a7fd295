// Component statuses: the API server asks the processes of the control plane, and etcd, how they are.
//
// It asks each time that somebody wants to know, on 127.0.0.1 and the ports that the components have by default; what it
// is told, or why it is not, becomes the condition. Whether a process answers is known from outside.
// Source: kubernetes v1.20.2 and v1.28.0 pkg/registry/core/componentstatus/{rest,validator}.go;
// pkg/registry/core/rest/storage_core.go, serversToValidate; pkg/probe/http/http.go, DoHTTPProbe.
// Order: upstream asks all at once and lists them as they answer; here that is scheduler, controller manager, etcd.
// Differs: installers that closed the ports without TLS (kubeadm 1.19 to 1.22) made the components of those releases look
// unhealthy; here the ports are open, as the components have them by themselves. etcd is always well.

import type { AnyObject } from '../../api/objects.ts';
import { unknownFailure } from '../../api/status.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import type { ComputedSource } from './computed-source.ts';

interface Answer {
  readonly isHealthy: boolean;
  readonly message: string;
}

/** Where a component says how it is. */
interface HealthCheck {
  readonly scheme: 'http' | 'https';
  readonly port: number;
}

/** @param isServing  whether a process of the control plane runs, for example `kube-scheduler` */
export function componentStatuses(
  version: VersionProfile,
  isServing: (process: string) => boolean,
): ComputedSource {
  const ask = (process: string, check: HealthCheck): Answer =>
    isServing(process)
      ? { isHealthy: true, message: 'ok' }
      : { isHealthy: false, message: refused(version, check) };
  return {
    list: () => [
      statusOf(version, 'scheduler', ask('kube-scheduler', schedulerCheck(version))),
      statusOf(version, 'controller-manager', ask('kube-controller-manager', managerCheck(version))),
      statusOf(version, 'etcd-0', { isHealthy: true, message: etcdMessage(version) }),
    ],
    // Source: rest.go, Get: an error that is no Status of the API.
    missing: (name) => unknownFailure(`Component not found: ${name}`),
  };
}

// Source: kubernetes v1.20.2 pkg/cluster/ports/ports.go, InsecureKubeControllerManagerPort; pkg/scheduler/apis/config/
// types.go, DefaultInsecureSchedulerPort; v1.28.0 KubeControllerManagerPort, DefaultKubeSchedulerPort.
const schedulerCheck = (version: VersionProfile): HealthCheck =>
  version.has('componentStatusAsksSchedulerByTLS')
    ? { scheme: 'https', port: 10259 }
    : { scheme: 'http', port: 10251 };
const managerCheck = (version: VersionProfile): HealthCheck =>
  version.has('componentStatusAsksManagerByTLS')
    ? { scheme: 'https', port: 10257 }
    : { scheme: 'http', port: 10252 };

function refused(version: VersionProfile, { scheme, port }: HealthCheck): string {
  const at = `127.0.0.1:${port}`;
  const url = `${scheme}://${at}/healthz`;
  return `Get ${version.has('goQuotesUrls') ? `"${url}"` : url}: dial tcp ${at}: connect: connection refused`;
}

// What etcd's /health says is taken over word for word; later etcd is asked as the store asks it.
function etcdMessage(version: VersionProfile): string {
  if (version.has('componentStatusProbesEtcd')) return 'ok';
  if (version.has('etcdHealthHasReason')) return '{"health":"true","reason":""}';
  return version.has('etcdHealthIsSpaced') ? '{"health": "true"}' : '{"health":"true"}';
}

function statusOf(version: VersionProfile, name: string, { isHealthy, message }: Answer): AnyObject {
  const timestamp = version.has('templatesHaveNullCreationTimestamp') ? { creationTimestamp: null } : {};
  return {
    apiVersion: 'v1',
    kind: 'ComponentStatus',
    metadata: { ...timestamp, name },
    conditions: [{ type: 'Healthy', status: isHealthy ? 'True' : 'False', message }],
  } as unknown as AnyObject;
}
