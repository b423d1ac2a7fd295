// Which processes of a cluster may pause or die: those of the control plane, and the kubelets.

import type { ControlPlaneProcess } from '../client/process.ts';
import type { FaultyNode } from '../faults/node-faults.ts';
import type { Mortal } from './run-disturber.ts';

interface Living {
  readonly processes: ReadonlyMap<string, ControlPlaneProcess>;
  readonly agents: ReadonlyMap<string, FaultyNode>;
}

const KUBELET = 'kubelet ';

/** @param name  `kube-scheduler`, `kubelet node-1`; undefined for what the cluster does not have */
export function mortalOf({ processes, agents }: Living, name: string): Mortal | undefined {
  const process = processes.get(name);
  if (process !== undefined) return controlPlaneMortal(process);
  const agent = name.startsWith(KUBELET) ? agents.get(name.slice(KUBELET.length)) : undefined;
  return agent === undefined ? undefined : kubeletMortal(agent);
}

const controlPlaneMortal = (process: ControlPlaneProcess): Mortal => ({
  get isUp() {
    return process.isUp;
  },
  diesAtOnce: true,
  stop: () => process.stop(),
  startAgain: () => process.startAgain(),
});

// What a pass of the kubelet changes on its machine stays when the kubelet dies, so it dies between two passes.
const kubeletMortal = (agent: FaultyNode): Mortal => ({
  get isUp() {
    return agent.isOn && agent.isKubeletUp && !agent.isSilent;
  },
  diesAtOnce: false,
  stop: () => agent.stopKubelet(),
  startAgain: () => {
    if (agent.isOn && !agent.isSilent) agent.startKubelet();
  },
});
