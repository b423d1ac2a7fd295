// What a container leaves behind as its last word.
// Source: kubernetes v1.20.2 pkg/kubelet/kuberuntime/kuberuntime_container.go, getTerminationMessage;
// pkg/kubelet/container/helpers.go, MaxContainerTerminationMessageLength, MaxContainerTerminationMessageLogLength and -Lines.

import type { Container } from '../../api/objects.ts';

const MESSAGE_BYTES_MAX = 4096;
const LOG_BYTES_MAX = 2048;
const LOG_LINES_MAX = 80;

/** @param log  the container's whole log, newest last */
export function terminationMessageOf(
  container: Container,
  readFile: (path: string) => string | undefined,
  log: string,
  exitCode: number,
): string {
  const path = container.terminationMessagePath ?? '/dev/termination-log';
  const written = readFile(path) ?? '';
  if (written !== '') return written.slice(0, MESSAGE_BYTES_MAX);
  if (container.terminationMessagePolicy !== 'FallbackToLogsOnError' || exitCode === 0) return '';
  const lines = log.split('\n');
  const last = lines.slice(Math.max(0, lines.length - LOG_LINES_MAX - (log.endsWith('\n') ? 1 : 0)));
  return last.join('\n').slice(-LOG_BYTES_MAX);
}
