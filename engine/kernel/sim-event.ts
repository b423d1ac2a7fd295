// One entry of the future event list, and who may go first within one instant.

/**
 * Order within one instant: lower goes first.
 * Order: upstream has a race wherever two of these fall on one instant; this is the order chosen here.
 */
export const PRIORITY = {
  /** Processes in containers: what they do is what probes and the kubelet then see. */
  runtime: 0,
  /** Watch events on their way from the API server to informers. */
  delivery: 10,
  /** Scheduling cycles: a look at a new pod and one write, while a controller's pass makes several. */
  cycle: 15,
  /** Workers of controllers, scheduler and kubelets. */
  work: 20,
  /** Periodic rounds (relists, resyncs, probe ticks) that look at what the others did. */
  period: 30,
  /** Requests of clients, which meet what the instant has come to. */
  traffic: 31,
} as const;

export interface SimEvent {
  /** Whole milliseconds since the scenario's start. */
  dueMs: number;
  readonly priority: number;
  /** Unique, in order of scheduling. */
  seq: number;
  /** Who does what, for example `kubelet probe`; counted when a bound is exceeded. */
  readonly kind: string;
  /** Sequence number of the trace record that led to this event; 0 at the root. */
  readonly cause: number;
  /** Set on timers that explain something (a back-off, a deadline): what is waited for. */
  readonly label: string | undefined;
  /** Trace record of the timer's firing, made only if something follows from it. */
  record: number;
  canceled: boolean;
  /** The process that waits for it; undefined for what belongs to none. */
  readonly process: { readonly name: string } | undefined;
  readonly run: () => void;
}
