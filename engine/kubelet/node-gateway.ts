// How the API server reaches into nodes: logs of containers and commands run in them.
// Source: kubernetes v1.20.2 pkg/registry/core/pod/rest/{log,subresources}.go; pkg/kubelet/kubelet.go, validateContainerLogStatus;
// pkg/kubelet/server/server.go.

import type { Pod } from '../api/objects.ts';
import { uidOnNode } from '../api/pod/static-pod.ts';
import type { ApiServer } from '../apiserver/api-server.ts';
import { type Routine, until } from '../kernel/routine.ts';
import type { ExecResult, LogAnswer, LogOptions, NodeAccess } from '../kubectl/session.ts';
import type { LogLine } from '../runtime/runtime.ts';
import type { VersionProfile } from '../versions/profile.ts';
import type { ExecEnd, RunningContainer } from './cri/container-engine.ts';
import type { ContainerRecord } from './cri/container-record.ts';
import type { Kubelet } from './kubelet.ts';

/** A node as it is reached from outside. */
export interface NodeDoor {
  readonly kubelet: Kubelet;
  /** Why nobody answers there: `dial tcp 192.0.2.3:10250: i/o timeout`. */
  readonly dialError: string | undefined;
  /** `192.0.2.3` */
  readonly ip: string;
}

export class NodeGateway implements NodeAccess {
  private readonly server: ApiServer;
  private readonly nodeOf: (name: string) => NodeDoor | undefined;

  /** @param nodeOf  undefined for a node behind which there is no machine */
  constructor(server: ApiServer, nodeOf: (name: string) => NodeDoor | undefined) {
    this.server = server;
    this.nodeOf = nodeOf;
  }

  logs(namespace: string, name: string, container: string, options: LogOptions): LogAnswer {
    const pod = this.server.peek('Pod', namespace, name);
    if (pod?.spec.nodeName === undefined) return { refused: `pods "${name}" not found` };
    const node = this.nodeOf(pod.spec.nodeName);
    const dialError = dialErrorOf(pod.spec.nodeName, node);
    if (node === undefined || dialError !== undefined) {
      const host = node?.ip ?? pod.spec.nodeName;
      const url = `https://${host}:10250/containerLogs/${namespace}/${name}/${container}`;
      return { unreachable: `Get "${url}": ${dialError}` };
    }
    const { runtime } = node.kubelet;
    const records = runtime.look(uidOnNode(pod)).containers.filter((record) => record.name === container);
    const record = options.previous ? previousOf(records) : records[0];
    if (record === undefined) return { refused: refusalOf(pod, container, options.previous) };
    const lines = runtime.known(record.id)?.logLines() ?? [];
    return { text: render(lines, options) };
  }

  *exec(
    namespace: string,
    name: string,
    container: string,
    command: readonly string[],
    stdin?: string,
  ): Routine<ExecResult> {
    const pod = this.server.peek('Pod', namespace, name);
    const nodeName = pod?.spec.nodeName;
    const dialError = nodeName === undefined ? undefined : dialErrorOf(nodeName, this.nodeOf(nodeName));
    if (dialError !== undefined) {
      return refused(`Error from server: error dialing backend: ${dialError}`);
    }
    const running = this.running(pod, container);
    if (running === undefined)
      return refused(`error: unable to upgrade connection: container not found ("${container}")`);
    let end: ExecEnd | undefined;
    yield until((wake) => {
      const done = (ended: ExecEnd): void => {
        end = ended;
        wake();
      };
      running.exec(command, done, stdin);
    });
    return resultOf(end as ExecEnd, this.server.core.version);
  }

  attach(namespace: string, name: string, container: string, stdin: string): void {
    this.running(this.server.peek('Pod', namespace, name), container)?.attach(stdin);
  }

  inside(namespace: string, name: string): RunningContainer | undefined {
    const pod = this.server.peek('Pod', namespace, name);
    const running = pod?.spec.containers.map((container) => this.running(pod, container.name));
    return running?.find((one) => one !== undefined);
  }

  /** The text of a file as it is now; undefined where there is none. */
  readFile(pod: Pod, container: string, path: string): { text: string } | 'not running' | undefined {
    const running = this.running(pod, container);
    if (running === undefined) return 'not running';
    const text = running.readFile(path);
    return text === undefined ? undefined : { text };
  }

  /** The container of the pod, if it runs, whether anybody can reach its node or not. */
  running(pod: Pod | undefined, container: string): RunningContainer | undefined {
    const kubelet = pod?.spec.nodeName === undefined ? undefined : this.nodeOf(pod.spec.nodeName)?.kubelet;
    const record = kubelet?.runtime
      .look(pod === undefined ? '' : uidOnNode(pod))
      .containers.find((r) => r.name === container && r.state === 'running');
    return record === undefined ? undefined : kubelet?.runtime.running(record.id);
  }
}

const dialErrorOf = (nodeName: string, node: NodeDoor | undefined): string | undefined =>
  node === undefined ? `dial tcp: lookup ${nodeName}: no such host` : node.dialError;

const refused = (text: string): ExecResult => ({ code: 1, stdout: '', stderr: '', refusal: `${text}\n` });

// From a server that translates streams the kubelet's error comes wrapped once more. Source: kubernetes v1.28.0
// staging/src/k8s.io/kubelet/pkg/cri/streaming/remotecommand/exec.go, ServeExec; KEP-4006, stream translator, beta in 1.30.
function resultOf({ exitCode, stdout, stderr, startError }: ExecEnd, version: VersionProfile): ExecResult {
  if (startError === undefined) return { code: exitCode, stdout, stderr };
  const wrapped = version.has('streamsAreTranslated') ? 'Internal error occurred: ' : '';
  const text = `error: ${wrapped}Internal error occurred: error executing command in container: ${startError}\n`;
  return { code: 1, stdout, stderr, refusal: text };
}

// The run before the present one: of a container that waits for its restart, the one that ended last.
function previousOf(records: readonly ContainerRecord[]): ContainerRecord | undefined {
  const [newest, older] = records;
  return newest?.state === 'exited' && older === undefined ? undefined : older;
}

function refusalOf(pod: Pod, container: string, isPrevious: boolean): string {
  if (isPrevious)
    return `previous terminated container "${container}" in pod "${pod.metadata.name}" not found`;
  const statuses = [...(pod.status.containerStatuses ?? []), ...(pod.status.initContainerStatuses ?? [])];
  const reason = statuses.find((status) => status.name === container)?.state?.waiting?.reason;
  const where = `container "${container}" in pod "${pod.metadata.name}"`;
  return reason === undefined ? `${where} is not available` : `${where} is waiting to start: ${reason}`;
}

function render(lines: readonly LogLine[], { tail, sinceEpochMs, timestamps }: LogOptions): string {
  const recent = sinceEpochMs === undefined ? lines : lines.filter((line) => line.epochMs >= sinceEpochMs);
  const kept = tail === undefined ? recent : tail === 0 ? [] : recent.slice(-tail);
  const stamp = (line: LogLine): string =>
    timestamps ? `${new Date(line.epochMs).toISOString().replace('Z', '000000Z')} ` : '';
  return kept.map((line) => `${stamp(line)}${line.text}${line.partial ? '' : '\n'}`).join('');
}
