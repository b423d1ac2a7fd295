// The log files of a node's containers, where the node's own programs and log collectors look for them.
//
// `/var/log/containers` has a link for each container, to `/var/log/pods`; with Docker that is one more link, to Docker's
// own folder of JSON files. The folders are made up at each look from what the runtime has. Source: kubernetes v1.20.2
// pkg/kubelet/kuberuntime/helpers.go, BuildPodLogsDirectory and buildContainerLogsPath; legacy.go, legacyLogSymlink;
// pkg/kubelet/logs/container_log_manager.go. Differs: files rotate as soon as they are full, not at a round of every
// 10 s; what a program writes into these folders is not kept; rotated files are not compressed.

import { type Directory, type Inode, newFile, newSymlink } from '../../runtime/filesystem/inode.ts';
import type { Volume } from '../../runtime/runtime.ts';
import type { ContainerRecord } from '../cri/container-record.ts';
import type { Kubelet } from '../kubelet.ts';
import { folderAt } from '../volumes/disks.ts';

const PODS = '/var/log/pods';
const CONTAINERS = '/var/log/containers';
const DOCKER = '/var/lib/docker/containers';

export function placeLogs(tree: Volume, kubelet: Kubelet): void {
  const { kernel, version } = kubelet.world;
  const isDocker = version.has('dockershim');
  const look = (entries: () => Iterable<[string, Inode]>): LookedAt =>
    new LookedAt(kernel.nowEpochMs, entries);
  const put = (path: string, entries: () => Iterable<[string, Inode]>): void => {
    const slash = path.lastIndexOf('/');
    folderAt(tree.root, path.slice(0, slash), kernel.nowEpochMs).entries.set(
      path.slice(slash + 1),
      look(entries),
    );
  };
  put(CONTAINERS, () =>
    logsOf(kubelet).map((log) => [linkName(log), newSymlink(pathOf(log), log.atEpochMs)]),
  );
  put(PODS, () =>
    byName(logsOf(kubelet), podFolder).map(([name, logs]) => [
      name,
      look(() => podEntries(logs, isDocker, look)),
    ]),
  );
  if (!isDocker) return;
  put(DOCKER, () => logsOf(kubelet).map((log) => [hashOf(log), look(() => jsonFiles(log))]));
}

interface ContainerLogs {
  readonly pod: string;
  readonly namespace: string;
  readonly uid: string;
  readonly record: ContainerRecord;
  readonly atEpochMs: number;
  /** The newest first. */
  readonly texts: () => readonly string[];
}

type Look = (entries: () => Iterable<[string, Inode]>) => Inode;

/** A folder whose content is worked out whenever somebody looks. */
class LookedAt implements Directory {
  readonly kind = 'directory';
  mode = 0o755;
  mtimeMs: number;
  private readonly look: () => Iterable<[string, Inode]>;

  constructor(mtimeMs: number, look: () => Iterable<[string, Inode]>) {
    this.mtimeMs = mtimeMs;
    this.look = look;
  }

  get entries(): Map<string, Inode> {
    return new Map(this.look());
  }
}

function logsOf({ runtime, pods }: Kubelet): ContainerLogs[] {
  return pods.list().flatMap(({ metadata }) =>
    runtime.look(metadata.uid).containers.flatMap((record) => {
      const container = runtime.known(record.id);
      if (container === undefined) return [];
      const { name, namespace = '', uid } = metadata;
      const texts = (): readonly string[] => [...container.logFiles()].reverse();
      return [{ pod: name, namespace, uid, record, atEpochMs: record.startedAt, texts }];
    }),
  );
}

const hashOf = ({ record }: ContainerLogs): string => record.id.slice(record.id.indexOf('//') + 2);
const podFolder = ({ namespace, pod, uid }: ContainerLogs): string => `${namespace}_${pod}_${uid}`;
const pathOf = (log: ContainerLogs): string =>
  `${PODS}/${podFolder(log)}/${log.record.name}/${log.record.restartCount}.log`;
const linkName = (log: ContainerLogs): string =>
  `${log.pod}_${log.namespace}_${log.record.name}-${hashOf(log)}.log`;

function podEntries(logs: readonly ContainerLogs[], isDocker: boolean, look: Look): [string, Inode][] {
  return byName(logs, ({ record }) => record.name).map(([name, own]) => [
    name,
    look(() => own.flatMap((log) => (isDocker ? [dockerLink(log)] : criFiles(log)))),
  ]);
}

const dockerLink = (log: ContainerLogs): [string, Inode] => [
  `${log.record.restartCount}.log`,
  newSymlink(`${DOCKER}/${hashOf(log)}/${hashOf(log)}-json.log`, log.atEpochMs),
];

function jsonFiles(log: ContainerLogs): [string, Inode][] {
  return log
    .texts()
    .map((text, i) => [
      `${hashOf(log)}-json.log${i === 0 ? '' : `.${i}`}`,
      newFile(text, log.atEpochMs, 0o640),
    ]);
}

// A rotated file has the time of its rotation behind its name.
function criFiles(log: ContainerLogs): [string, Inode][] {
  const texts = log.texts();
  return texts.map((text, i) => {
    const newer = texts[i - 1];
    const stamp = newer === undefined ? '' : `.${newer.slice(0, 19).replace(/[-:]/g, '').replace('T', '-')}`;
    return [`${log.record.restartCount}.log${stamp}`, newFile(text, log.atEpochMs, 0o640)];
  });
}

function byName(
  logs: readonly ContainerLogs[],
  nameOf: (log: ContainerLogs) => string,
): [string, ContainerLogs[]][] {
  const groups = new Map<string, ContainerLogs[]>();
  for (const log of logs) {
    const group = groups.get(nameOf(log));
    if (group === undefined) groups.set(nameOf(log), [log]);
    else group.push(log);
  }
  return [...groups];
}
