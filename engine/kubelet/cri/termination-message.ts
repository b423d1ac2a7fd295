// What a container leaves behind as its last word.
// Source: kubernetes v1.20.2 pkg/kubelet/kuberuntime/kuberuntime_container.go, getTerminationMessage; third_party/forked/
// golang tail.ReadAtMost, which keeps the end;
// pkg/kubelet/container/helpers.go, MaxContainerTerminationMessageLength, MaxContainerTerminationMessageLogLength and -Lines.

import type { Container, Pod } from '../../api/objects.ts';
import { utf8Bytes } from '../../runtime/filesystem/utf8.ts';

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
  if (written !== '') return endOf(written, MESSAGE_BYTES_MAX);
  if (container.terminationMessagePolicy !== 'FallbackToLogsOnError' || exitCode === 0) return '';
  const lines = log.split('\n');
  const last = lines.slice(Math.max(0, lines.length - LOG_LINES_MAX - (log.endsWith('\n') ? 1 : 0)));
  return endOf(last.join('\n'), LOG_BYTES_MAX);
}

/** A pod's containers share this much of messages in its status. Source: status_manager.go, normalizeStatus. */
const POD_MESSAGES_BYTES_MAX = 12 * 1024;

/** What of a container's message goes into the pod's status. */
export function shareOfMessage(message: string, { spec }: Pod): string {
  const containers = spec.containers.length + (spec.initContainers?.length ?? 0);
  const most = Math.floor(POD_MESSAGES_BYTES_MAX / Math.max(1, containers));
  return utf8Bytes(message) <= most ? message : beginOf(message, most);
}

// Bytes are counted, and whole characters kept.
function endOf(text: string, bytes: number): string {
  if (utf8Bytes(text) <= bytes) return text;
  const characters = [...text];
  let from = characters.length;
  for (let left = bytes; from > 0; from -= 1) {
    left -= utf8Bytes(characters[from - 1]!);
    if (left < 0) break;
  }
  return characters.slice(from).join('');
}

function beginOf(text: string, bytes: number): string {
  let left = bytes;
  let kept = '';
  for (const character of text) {
    left -= utf8Bytes(character);
    if (left < 0) break;
    kept += character;
  }
  return kept;
}
