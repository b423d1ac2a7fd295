// The facade: the only door for steps, for reports that run a simulation again, and for users' own code.

export { unmodelledFields } from './api/field-support.ts';
export type { KindTraits } from './api/kind.ts';
export {
  type ManifestDocument,
  type ManifestProblem,
  positionOf,
  problemAt,
  readManifests,
} from './api/manifest/read-manifests.ts';
export { schemaProblems, suggestKind } from './api/manifest/schema-problems.ts';
export type { AnyObject, KubeObject } from './api/objects.ts';
export { isMirrorPod } from './api/pod/static-pod.ts';
export { parseQuantity, QuantityError } from './api/quantity/quantity.ts';
export { nearest } from './api/schema/nearest.ts';
export { CHECKERS, type Invariants, type Violation } from './checkers/invariants.ts';
export { defaultNodes } from './cluster.ts';
export * from './disturbances/bounds.ts';
export { type Disturbance, readDisturbances } from './disturbances/disturbance.ts';
export type { Applied, Census, RunDisturber } from './disturbances/run-disturber.ts';
export * from './errors.ts';
export type { ContainerFault } from './faults/container-faults.ts';
export type { NodeFault } from './faults/node-faults.ts';
export type { RunningCommand } from './kubectl/running-command.ts';
export type { CommandResult } from './kubectl/session.ts';
export { type KubeletConfig, readKubeletConfig } from './kubelet/config/kubelet-config.ts';
export type { MachineStore } from './kubelet/node/machine.ts';
export type { NodeSpec } from './kubelet/node/node-object.ts';
export { NETWORK_PLUGINS } from './network/policy/network-plugin.ts';
export { type KubeProxyConfig, readKubeProxyConfig } from './network/proxy/kube-proxy-config.ts';
export type { ReachCheck } from './network/reach/cause.ts';
export type { Rate } from './network/traffic/arrivals.ts';
export type { ClientsSpec, Target as ClientsTarget, Whereabouts } from './network/traffic/clients.ts';
export { othersOf } from './observe/back/judge.ts';
export { ClusterView, viewAt } from './observe/cluster-view.ts';
export type { Condition, Finding, Reason } from './observe/condition.ts';
export { not } from './observe/condition.ts';
export * from './observe/conditions/index.ts';
export * from './observe/diagnosis/diagnose.ts';
export { looksBack } from './observe/over-time.ts';
export {
  type Back,
  closestOf,
  type Measured,
  type Moment,
  type Operator,
  type Sample,
  slackOf,
  type Verdict,
} from './observe/verdict.ts';
export { BEHAVIOUR_FORMS, BehaviourError } from './runtime/runtime.ts';
export type { SchedulerConfiguration } from './scheduler/config/configuration.ts';
export { readSchedulerConfiguration } from './scheduler/config/read-configuration.ts';
export { type PodQuestion, type ReachQuestion, reasonOf } from './simulation/reach-probe.ts';
export { Simulation, type SimulationOptions } from './simulation/simulation.ts';
export type { TraceRecord } from './trace/records.ts';
export { NEWEST_MINOR, OLDEST_MINOR } from './versions/profile.ts';
export { TIMING_PROFILES, type TimingProfile } from './versions/timing.ts';
