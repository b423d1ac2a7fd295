// What the runtime asks of its surroundings: time, a way to be called later, and someone to tell what it assumed.
//
// The runtime knows neither the kernel's class nor the kubelet: whoever wires the cluster hands in these narrow
// interfaces. All calls are synchronous; an answer that takes time says how long in `tookMs`.

/** A scheduled call that has not run yet. */
export interface Scheduled {
  cancel(): void;
}

/** The simulation as the runtime sees it. */
export interface RuntimeHost {
  /** Simulation time in whole milliseconds since the scenario's start. */
  nowMs(): number;
  /** The same instant in milliseconds since the Unix epoch; what `date` shows. */
  nowEpochMs(): number;
  /** Runs `run` once after `delayMs` (whole milliseconds, at least 0). `label` names it in reports. */
  schedule(delayMs: number, run: () => void, label: string): Scheduled;
  /** Something was taken for granted; `remedy` is the sentence that replaces the assumption. */
  assumption(assumption: Assumption): void;
  /** A script asked for something that is not modelled. The scenario must stop; the process ends with 127. */
  problem(problem: RuntimeProblem): void;
}

/** Who a report of the runtime is about. */
export interface ContainerName {
  /** `namespace/name` */
  readonly pod: string;
  readonly container: string;
  readonly image: string;
}

/** Behaviour that the runtime made up because nobody described it. */
export interface Assumption extends ContainerName {
  /** For example `image "acme/shop" is unknown: it runs until told to stop and answers 200 on port 80`. */
  readonly text: string;
  /** The step that says otherwise, for example `Given image "acme/shop" starts in 10s, serves HTTP on 8080`. */
  readonly remedy: string;
}

/** A word, option or construct that a script uses and the runtime does not model. */
export interface RuntimeProblem extends ContainerName {
  /** What is not understood, for example `openssl` or `awk '{sum += $1}'`. */
  readonly word: string;
  readonly text: string;
  /** The whole script or command line that contains the word. */
  readonly script: string;
}

/** The answer of a name server. */
export type Resolution =
  | {
      readonly addresses: readonly string[];
      /** The name as answered, search path applied: `web.default.svc.cluster.local`. */
      readonly name: string;
      /** Names that stand for others on the way to it, first to last. */
      readonly aliases?: readonly string[];
      readonly server: string;
      readonly tookMs: number;
    }
  | { readonly error: 'not-found' | 'timeout'; readonly server: string; readonly tookMs: number };

/** Kinds of records beside addresses. */
export type RecordType = 'SRV' | 'PTR' | 'CNAME';

/** What a name server says of them: texts such as `0 100 80 web.default.svc.cluster.local.`; none where it has no such. */
export type RecordAnswer =
  | {
      readonly records: readonly string[];
      readonly name: string;
      readonly server: string;
      readonly tookMs: number;
    }
  | { readonly error: 'not-found' | 'timeout'; readonly server: string; readonly tookMs: number };

/** The end of an attempt to connect. `timeout` means that nothing ever comes back. */
export type Connection =
  | { readonly connected: true; readonly tookMs: number }
  | { readonly connected: false; readonly error: NetworkError; readonly tookMs: number };

export type NetworkError = 'refused' | 'timeout' | 'unknown-host' | 'unreachable';

export interface HttpRequest {
  readonly method: string;
  readonly host: string;
  /** Where it goes, when the caller has looked the host up already. */
  readonly address?: string;
  readonly port: number;
  /** Path with query, begins with `/`. */
  readonly path: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly body?: string;
}

/** The end of an HTTP request. */
export type HttpAnswer =
  | { readonly status: number; readonly body: string; readonly tookMs: number }
  | { readonly error: NetworkError; readonly tookMs: number };

/**
 * The network as a container's programs see it. Names and addresses that mean the pod itself never get here.
 * An answer that never comes has `error: 'timeout'`; its `tookMs` is how long the caller's own stack would wait.
 */
export interface NetworkPort {
  /** @param server  address of the name server to ask instead of the usual ones */
  resolve(name: string, server?: string): Resolution;
  /** Other records of a name; absent: nobody answers. */
  records?(type: RecordType, name: string, server?: string): RecordAnswer;
  /** The search domains that a bare name may be in. */
  readonly searches?: readonly string[];
  /** The name of an address, where a name server knows one. */
  nameOf?(address: string): string | undefined;
  /** The first port of the Service, which its clients have been told; `web`, or `web.shop` of another namespace. */
  servicePort?(service: string): number | undefined;
  connect(host: string, port: number): Connection;
  http(request: HttpRequest): HttpAnswer;
}

/** A network in which nothing can be reached: every name is unknown, every address unreachable. */
export const noNetwork: NetworkPort = {
  resolve: () => ({ error: 'not-found', server: '', tookMs: 0 }),
  connect: () => ({ connected: false, error: 'unreachable', tookMs: 0 }),
  http: () => ({ error: 'unreachable', tookMs: 0 }),
};
