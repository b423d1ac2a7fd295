// What a scenario breaks and mends: machines, processes of the control plane, containers. Each is one `fault` record, with
// what it touches.

import type { Cluster } from '../cluster.ts';
import { UserError } from '../errors.ts';
import { type ContainerFault, containerFault } from '../faults/container-faults.ts';
import type { Fault } from '../faults/fault.ts';
import { fillMachine, freeMachine } from '../faults/machine-faults.ts';
import { type NodeFault, nodeFault, slowNode } from '../faults/node-faults.ts';
import { startProcess, stopProcess } from '../faults/process-faults.ts';
import type { MachineStore } from '../kubelet/node/machine.ts';
import type { NodeSpec } from '../kubelet/node/node-object.ts';
import type { NodeGateway } from '../kubelet/node-gateway.ts';
import type { ObjectName } from '../observe/conditions/index.ts';
import { parseBehaviour } from '../runtime/runtime.ts';
import { enact } from './inputs.ts';

export class Faults {
  private readonly cluster: Cluster;
  private readonly gateway: NodeGateway;
  /** Of pods that are named without one. */
  private readonly namespace: string;

  constructor(cluster: Cluster, gateway: NodeGateway, namespace: string) {
    this.cluster = cluster;
    this.gateway = gateway;
    this.namespace = namespace;
  }

  /** The network plugin that was missing. @throws UserError  it is installed already */
  installNetworkPlugin(): void {
    this.strike('the network plugin is installed', () => this.cluster.installNetworkPlugin());
  }

  /** The node goes silent: its kubelet does nothing more, its containers run on unseen. */
  stopNode(name: string): void {
    this.breakNode(name, 'stops answering');
  }

  /** The node's kubelet goes on where it was. */
  returnNode(name: string): void {
    this.breakNode(name, 'answers again');
  }

  /** Something happens to a node. @throws UserError  for a node that is not there, and when nothing would change */
  breakNode(name: string, what: NodeFault): void {
    this.inflict(nodeFault(this.cluster.agent(name), what));
  }

  /** The node takes this many times as long for everything; 1: as before. @throws UserError  as `breakNode` */
  slowNode(name: string, factor: number): void {
    const { timing } = this.cluster;
    this.inflict(slowNode(this.cluster.agent(name), factor, timing.containerStart.maxMs > 0));
  }

  /** Something that is no pod uses a machine's memory, disk or process table. @throws UserError  as `breakNode` */
  fillMachine(name: string, store: MachineStore, percent: number): void {
    this.inflict(fillMachine(this.cluster.agent(name), store, percent));
  }

  /** And gives it back. @throws UserError  as `breakNode` */
  freeMachine(name: string, store: MachineStore): void {
    this.inflict(freeMachine(this.cluster.agent(name), store));
  }

  /** A machine joins. @throws UserError  for a name that a node has */
  joinNode(spec: NodeSpec): void {
    this.strike(`node ${spec.name} joins`, () => this.cluster.addNode(spec), [`Node ${spec.name}`]);
  }

  /** A machine is gone for good, and its Node with it. @throws UserError  for a node that is not there */
  removeNode(name: string): void {
    const touches = [
      `Node ${name}`,
      ...this.cluster
        .agent(name)
        .podNames()
        .map((pod) => `Pod ${pod}`),
    ];
    this.strike(`node ${name} leaves`, () => this.cluster.removeNode(name), touches);
  }

  /** A process of the control plane dies: `kube-scheduler`. @throws UserError  for others, and one that is down */
  stopProcess(name: string): void {
    this.inflict(stopProcess(this.cluster.processes, name));
  }

  /** It is started again, and works once it has the lease. @throws UserError  as `stopProcess` */
  startProcess(name: string): void {
    this.inflict(startProcess(this.cluster.processes, name));
  }

  /**
   * Something happens to a container that runs.
   *
   * @throws UserError  for a pod that is not there, and a container that does not run
   */
  breakContainer(podName: ObjectName, container: string, fault: ContainerFault): void {
    const { namespace = this.namespace, name } = podName;
    const pod = this.cluster.server.peek('Pod', namespace, name);
    if (pod === undefined) throw new UserError({ message: `there is no pod ${namespace}/${name}` });
    this.inflict(containerFault(pod, container, this.gateway.running(pod, container), fault));
  }

  /**
   * From now on a container that runs uses other amounts of memory, disk or processors.
   *
   * @throws UserError  as `breakContainer`, and for words about anything else
   * @throws BehaviourError  for words that are not understood
   */
  changeUse(podName: ObjectName, container: string, words: string): void {
    this.breakContainer(podName, container, {
      kind: 'uses otherwise',
      words,
      behaviour: parseBehaviour(words),
    });
  }

  private inflict({ text, inflict, touches }: Fault): void {
    this.strike(text, inflict, touches);
  }

  private strike(text: string, act: () => void, touches?: readonly string[]): void {
    enact(this.cluster, 'fault', text, act, touches === undefined ? undefined : { touches });
  }
}
