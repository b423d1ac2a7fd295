// A command in a container, once it is known which: what `exec` and `cp` have in common.
//
// Source: kubectl v0.32.0 pkg/cmd/exec/exec.go, ExecOptions.Run; kubernetes v1.20.2 pkg/registry/core/pod/strategy.go,
// streamLocation; pkg/kubelet/server/server.go, getExec.

import type { ContainerStatus, Pod } from '../../api/objects.ts';
import { badRequest } from '../../api/status.ts';
import type { Routine } from '../../kernel/routine.ts';
import type { Call } from '../command/call.ts';
import { CommandFailure, statusFailure, textFailure } from '../failure.ts';
import type { CommandResult } from '../session.ts';
import { containersOf, defaultContainer } from './pods-of.ts';

/**
 * The container to enter.
 *
 * @param named  empty: the pod's default one
 * @param warn   is told which one is taken where none is named
 * @throws CommandFailure  the pod has ended
 */
export function containerToEnter(pod: Pod, named: string, warn: (text: string) => void): string {
  const phase = pod.status?.phase;
  if (phase === 'Succeeded' || phase === 'Failed') {
    throw textFailure(`cannot exec into a container in a completed pod; current phase is ${phase}`);
  }
  return named === '' ? defaultContainer(pod, warn) : named;
}

/** @throws CommandFailure  nothing can be run there; a command that ends with another code than 0 is none */
export function* execInPod(
  call: Call,
  pod: Pod,
  container: string,
  command: readonly string[],
  stdin?: string,
): Routine<CommandResult> {
  checkServer(pod, container);
  const { namespace = '', name } = pod.metadata;
  const result = yield* call.session.nodes.exec(namespace, name, container, command, stdin);
  if (result.refusal !== undefined) {
    call.out(result.stdout);
    throw new CommandFailure({ kind: 'exit', code: result.code, text: result.refusal });
  }
  return result;
}

/** How kubectl ends after a command that ended with this code. */
export const exitFailure = (code: number): CommandFailure =>
  new CommandFailure({ kind: 'exit', code, text: `command terminated with exit code ${code}\n` });

function checkServer(pod: Pod, container: string): void {
  const { name } = pod.metadata;
  if (!containersOf(pod).some((one) => one.name === container)) {
    throw statusFailure(badRequest(`container ${container} is not valid for pod ${name}`));
  }
  if ((pod.spec.nodeName ?? '') === '')
    throw statusFailure(badRequest(`pod ${name} does not have a host assigned`));
  const all = [
    ...(pod.status?.containerStatuses ?? []),
    ...(pod.status?.initContainerStatuses ?? []),
    ...(pod.status?.ephemeralContainerStatuses ?? []),
  ] as ContainerStatus[];
  const status = all.find((one) => one.name === container);
  if (status?.state?.running !== undefined) return;
  const message = `error: unable to upgrade connection: container not found (${JSON.stringify(container)})`;
  throw textFailure(message);
}
