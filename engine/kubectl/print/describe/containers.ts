// The containers of a pod or of a template. Source: kubectl v0.32.0 pkg/describe/describe.go, describeContainers.

import type { Container, ContainerState, ContainerStatus, Pod } from '../../../api/objects.ts';
import { quoteGo } from '../../../api/validation/field-error.ts';
import { describeEnvironment } from './environment.ts';
import { probeText } from './probe.ts';
import { describeResources } from './resources.ts';
import { boolText, timeText } from './texts.ts';
import type { Writer } from './writer.ts';

export interface ContainersOf {
  /** `Init Containers` */
  readonly title: string;
  readonly containers: readonly Container[];
  readonly statuses?: readonly ContainerStatus[];
  /** Absent in templates. */
  readonly pod?: Pod;
  /** Before the title; in templates two blanks. Default none. */
  readonly indent?: string;
}

export function describeContainers(w: Writer, of: ContainersOf): void {
  const { title, containers, statuses = [], pod, indent = '' } = of;
  w.write(0, `${indent}${title}:${containers.length === 0 ? ' <none>' : ''}\n`);
  for (const container of containers) {
    const status = statuses.findLast(({ name }) => name === container.name);
    w.write(1, `${indent === '' ? '' : ' '}${container.name}:\n`);
    describeBasics(w, container, status);
    describeWords(w, 'Command', container.command);
    describeWords(w, 'Args', container.args);
    if (status !== undefined) describeStatus(w, status);
    describeResources(w, container.resources, 2);
    describeProbes(w, container);
    describeEnvironment(w, container, pod);
    describeMounts(w, container);
  }
}

function describeBasics(w: Writer, container: Container, status: ContainerStatus | undefined): void {
  if (status !== undefined) w.write(2, `Container ID:\t${status.containerID ?? ''}\n`);
  w.write(2, `Image:\t${container.image ?? ''}\n`);
  if (status !== undefined) w.write(2, `Image ID:\t${status.imageID ?? ''}\n`);
  const ports = container.ports ?? [];
  const titleOf = (title: string): string => (ports.length > 1 ? `${title}s` : title);
  const listOf = (number: (port: (typeof ports)[number]) => number | undefined): string =>
    ports.map((port) => `${number(port) ?? 0}/${port.protocol ?? ''}`).join(', ') || '<none>';
  w.write(2, `${titleOf('Port')}:\t${listOf(({ containerPort }) => containerPort)}\n`);
  w.write(2, `${titleOf('Host Port')}:\t${listOf(({ hostPort }) => hostPort)}\n`);
  const profile = container.securityContext?.seccompProfile;
  if (!profile) return;
  w.write(2, `SeccompProfile:\t${profile.type}\n`);
  if (profile.type === 'Localhost') w.write(3, `LocalhostProfile:\t${profile.localhostProfile ?? ''}\n`);
}

function describeWords(w: Writer, title: string, words: readonly string[] | undefined): void {
  if (words === undefined || words === null || words.length === 0) return;
  w.write(2, `${title}:\n`);
  for (const word of words) for (const line of word.split('\n')) w.write(3, `${line}\n`);
}

function describeStatus(w: Writer, status: ContainerStatus): void {
  describeState(w, 'State', status.state ?? {});
  if (status.lastState?.terminated) describeState(w, 'Last State', status.lastState);
  w.write(2, `Ready:\t${boolText(status.ready)}\n`);
  w.write(2, `Restart Count:\t${status.restartCount ?? 0}\n`);
}

function describeState(w: Writer, title: string, { running, waiting, terminated }: ContainerState): void {
  if (running) {
    w.write(2, `${title}:\tRunning\n`);
    w.write(3, `Started:\t${timeText(running.startedAt)}\n`);
  } else if (waiting || !terminated) {
    w.write(2, `${title}:\tWaiting\n`);
    if (waiting?.reason) w.write(3, `Reason:\t${waiting.reason}\n`);
  } else {
    w.write(2, `${title}:\tTerminated\n`);
    if (terminated.reason) w.write(3, `Reason:\t${terminated.reason}\n`);
    if (terminated.message) w.write(3, `Message:\t${terminated.message}\n`);
    w.write(3, `Exit Code:\t${terminated.exitCode ?? 0}\n`);
    if ((terminated.signal ?? 0) > 0) w.write(3, `Signal:\t${terminated.signal}\n`);
    w.write(3, `Started:\t${timeText(terminated.startedAt)}\n`);
    w.write(3, `Finished:\t${timeText(terminated.finishedAt)}\n`);
  }
}

function describeProbes(w: Writer, { livenessProbe, readinessProbe, startupProbe }: Container): void {
  const probes = { Liveness: livenessProbe, Readiness: readinessProbe, Startup: startupProbe };
  for (const [title, probe] of Object.entries(probes))
    if (probe) w.write(2, `${title}:\t${probeText(probe)}\n`);
}

function describeMounts(w: Writer, { volumeMounts = [], volumeDevices = [] }: Container): void {
  const none = volumeMounts.length === 0 ? '\t<none>' : '';
  w.write(2, `Mounts:${none}\n`);
  const mounts = [...volumeMounts].sort((a, b) => (a.mountPath < b.mountPath ? -1 : 1));
  for (const { mountPath, name, readOnly, subPath = '' } of mounts) {
    const path = subPath === '' ? '' : `,path=${quoteGo(subPath)}`;
    w.write(3, `${mountPath} from ${name ?? ''} (${readOnly ? 'ro' : 'rw'}${path})\n`);
  }
  if (volumeDevices.length === 0) return;
  w.write(2, `Devices:${none}\n`);
  const devices = [...volumeDevices].sort((a, b) => (a.devicePath < b.devicePath ? -1 : 1));
  for (const { devicePath, name } of devices) w.write(3, `${devicePath} from ${name}\n`);
}
