// The sandbox of a pod, with its addresses; what stands in its way, or is odd about it, is told in Events.
//
// Source: kubernetes v1.28.0 pkg/kubelet/kuberuntime/kuberuntime_manager.go, SyncPod; pkg/kubelet/network/dns/dns.go.

import type { Pod } from '../../api/objects.ts';
import { dnsLimitProblems } from '../../api/pod/pod-dns.ts';
import type { Kubelet } from '../kubelet.ts';
import { hostnameProblem } from '../pod-hostname.ts';
import type { PodNetwork } from '../pod-network.ts';

const CHANGED = 'Pod sandbox changed, it will be killed and re-created.';

/** False where it cannot be made. */
export function createSandbox(
  pod: Pod,
  { recorder, runtime, world, hostIp }: Kubelet,
  network: PodNetwork,
): boolean {
  const problem = hostnameProblem(pod);
  if (problem !== undefined) {
    const message = `Failed to create pod sandbox: ${problem}`;
    recorder.event(pod, 'Warning', 'FailedCreatePodSandBox', message);
    return false;
  }
  if (runtime.hasSandbox(pod.metadata.uid)) recorder.event(pod, 'Normal', 'SandboxChanged', CHANGED);
  for (const text of dnsLimitProblems(pod, world.version))
    recorder.event(pod, 'Warning', 'DNSConfigForming', text);
  runtime.createSandbox(pod, network.assign(pod, hostIp));
  return true;
}
