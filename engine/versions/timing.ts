// Timing profiles: every latency of the cluster by name, in whole milliseconds. A range is drawn from evenly.
//
// `instant`: every component answers at once; only upstream's own periods (relists, resyncs, back-offs) remain.
// `typical`: a healthy cluster of a few dozen nodes. `slow`: the same under load.
// Upstream's own periods are not latencies and stand beside the code that waits for them.
// Sources for `typical`: the upstream SLOs of sig-scalability (API call p99 <= 1 s, pod startup p99 <= 5 s without
// image pulls) and, where those give only bounds, common measurements well inside them.

export interface Range {
  readonly minMs: number;
  readonly maxMs: number;
}

export interface TimingProfile {
  readonly name: string;
  /** From a request to its answer, as a controller or kubectl waits for it. */
  readonly apiCall: Range;
  /** From the start of a kubectl to its first request. */
  readonly kubectlStart: Range;
  /** Between two tries of a component to become the leader. */
  readonly leaderElectionRetry: Range;
  /** From a machine's start to its kubelet's. */
  readonly nodeBoot: Range;
  /** From a write to the informer that hears of it. */
  readonly watchDelivery: Range;
  /** One scheduling cycle, and the binding that follows it. */
  readonly schedulerCycle: Range;
  readonly bind: Range;
  /** Pulling an image that the node does not have. */
  readonly imagePull: Range;
  /** Asking the registry whether an image that the node has is still the newest (pull policy Always). */
  readonly imageCheck: Range;
  readonly sandboxCreate: Range;
  readonly containerCreate: Range;
  readonly containerStart: Range;
  /** From an update of a pod to its worker taking it up. */
  readonly kubeletSync: Range;
  /** The kubelet's setting syncFrequency: how often a pod is looked at when nothing happens to it, plus up to half. */
  readonly syncFrequency: Range;
  /** From a pass of the kubelet that failed to its next look at the pod. */
  readonly failedSyncRetry: Range;
  /** From a status change to its write. */
  readonly statusUpdate: Range;
  readonly volumeMount: Range;
  readonly volumeAttach: Range;
  readonly volumeProvision: Range;
  /** From asking a cloud for a load balancer, or for its end, to its answer. */
  readonly loadBalancer: Range;
  /** How long kube-proxy takes to rewrite a node's rules, once it begins; how soon it begins is its minimum sync period. */
  readonly proxyRefresh: Range;
  /** How long a name stays in a resolver's cache. */
  readonly dnsTtl: Range;
}

export type Latency = Exclude<keyof TimingProfile, 'name'>;

const exactly = (ms: number): Range => ({ minMs: ms, maxMs: ms });
const between = (minMs: number, maxMs: number): Range => ({ minMs, maxMs });

const INSTANT: TimingProfile = {
  name: 'instant',
  apiCall: exactly(0),
  kubectlStart: exactly(0),
  leaderElectionRetry: exactly(3_200),
  nodeBoot: exactly(0),
  watchDelivery: exactly(0),
  schedulerCycle: exactly(0),
  bind: exactly(0),
  imagePull: exactly(0),
  imageCheck: exactly(0),
  sandboxCreate: exactly(0),
  containerCreate: exactly(0),
  containerStart: exactly(0),
  kubeletSync: exactly(0),
  // The facts were recorded with hollow kubelets. Source: kubernetes v1.20.2 pkg/kubemark/hollow_kubelet.go,
  // GetHollowKubeletConfig: SyncFrequency 10 s. What upstream draws takes its mean here: nearest to any one real run.
  syncFrequency: exactly(12_500),
  failedSyncRetry: exactly(12_500),
  statusUpdate: exactly(0),
  volumeMount: exactly(0),
  volumeAttach: exactly(0),
  volumeProvision: exactly(0),
  loadBalancer: exactly(0),
  proxyRefresh: exactly(0),
  dnsTtl: exactly(0),
};

const TYPICAL: TimingProfile = {
  name: 'typical',
  apiCall: between(4, 10),
  kubectlStart: between(60, 120),
  // Source: staging/src/k8s.io/client-go/tools/leaderelection/leaderelection.go, JitterFactor 1.2 on a RetryPeriod of 2 s.
  leaderElectionRetry: between(2_000, 4_400),
  // A virtual machine's.
  nodeBoot: between(20_000, 40_000),
  // Shorter than a call: who has just written hears of it before his next look, as in a healthy control plane.
  watchDelivery: between(1, 4),
  schedulerCycle: between(1, 3),
  bind: between(3, 10),
  imagePull: between(1_500, 4_000),
  imageCheck: between(200, 800),
  sandboxCreate: between(200, 500),
  containerCreate: between(50, 150),
  containerStart: between(50, 200),
  kubeletSync: between(1, 10),
  // Source: kubelet configuration, syncFrequency default 1m; pkg/kubelet/pod_workers.go, workerResyncIntervalJitterFactor.
  syncFrequency: between(60_000, 90_000),
  // Source: kubernetes v1.20.2 pkg/kubelet/kubelet.go, backOffPeriod; pod_workers.go, workerBackOffPeriodJitterFactor.
  failedSyncRetry: between(10_000, 15_000),
  statusUpdate: between(5, 20),
  volumeMount: between(50, 300),
  volumeAttach: between(2_000, 8_000),
  volumeProvision: between(1_000, 4_000),
  // What clouds take for an address and a forwarding rule.
  loadBalancer: between(8_000, 25_000),
  // An iptables-restore of some hundred rules.
  proxyRefresh: between(20, 100),
  // Source: the CoreDNS kubernetes plugin's default TTL of 5 s, 30 s in kubeadm's Corefile.
  dnsTtl: exactly(30_000),
};

const SLOW: TimingProfile = {
  name: 'slow',
  apiCall: between(50, 500),
  kubectlStart: between(200, 500),
  leaderElectionRetry: between(2_000, 4_400),
  nodeBoot: between(120_000, 300_000),
  watchDelivery: between(50, 1_000),
  schedulerCycle: between(10, 50),
  bind: between(50, 300),
  imagePull: between(20_000, 60_000),
  imageCheck: between(1_000, 5_000),
  sandboxCreate: between(1_000, 3_000),
  containerCreate: between(300, 1_000),
  containerStart: between(300, 1_000),
  kubeletSync: between(10, 100),
  syncFrequency: between(60_000, 90_000),
  failedSyncRetry: between(10_000, 15_000),
  statusUpdate: between(50, 500),
  volumeMount: between(500, 3_000),
  volumeAttach: between(15_000, 60_000),
  volumeProvision: between(10_000, 30_000),
  loadBalancer: between(60_000, 180_000),
  proxyRefresh: between(1_000, 10_000),
  dnsTtl: exactly(30_000),
};

/** Not latencies but settings: no slowness changes them. */
const SETTINGS: ReadonlySet<string> = new Set([
  'syncFrequency',
  'failedSyncRetry',
  'dnsTtl',
  'leaderElectionRetry',
]);

/** The profile of somebody who takes this many times as long for everything. */
export function slowed(profile: TimingProfile, factor: number): TimingProfile {
  const times = (ms: number): number => Math.round(ms * factor);
  const entries = Object.entries(profile).map(([name, value]: [string, string | Range]) =>
    typeof value === 'string' || SETTINGS.has(name)
      ? [name, value]
      : [name, { minMs: times(value.minMs), maxMs: times(value.maxMs) }],
  );
  return Object.fromEntries(entries) as TimingProfile;
}

export const TIMING_PROFILES: Readonly<Record<string, TimingProfile>> = {
  instant: INSTANT,
  typical: TYPICAL,
  slow: SLOW,
};
