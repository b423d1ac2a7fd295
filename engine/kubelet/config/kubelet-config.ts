// What a KubeletConfiguration may say here, with the kubelet's own defaults for the rest.
//
// Source: kubernetes v1.28.0 staging/src/k8s.io/kubelet/config/v1beta1/types.go; pkg/kubelet/apis/config/v1beta1/
// defaults.go. Other fields are refused by name: a setting that changes nothing would mislead.

import { DurationError, parseGoDurationMs } from '../../api/duration/go-duration.ts';
import { parseQuantity, QuantityError } from '../../api/quantity/quantity.ts';
import { nearest } from '../../api/schema/nearest.ts';
import { UserError, type UserProblem } from '../../errors.ts';
import { parseCpuSet } from '../cpumanager/cpu-set.ts';
import { EvictionConfigError, parseThresholds } from '../eviction/thresholds.ts';

type Texts = Readonly<Record<string, string>>;

/** As written. */
export interface KubeletConfig {
  readonly evictionHard?: Texts;
  readonly evictionSoft?: Texts;
  readonly evictionSoftGracePeriod?: Texts;
  readonly evictionMinimumReclaim?: Texts;
  /** Default 5m0s. */
  readonly evictionPressureTransitionPeriod?: string;
  /** Seconds. Default 0. */
  readonly evictionMaxPodGracePeriod?: number;
  /** Default none. */
  readonly cpuManagerPolicy?: 'none' | 'static';
  readonly cpuManagerPolicyOptions?: Texts;
  /** `0-1,4` */
  readonly reservedSystemCPUs?: string;
  readonly systemReserved?: Texts;
  readonly kubeReserved?: Texts;
  /** Until 1.23: how a pod may reach itself through its Service. Default: as the network plugin has it. */
  readonly hairpinMode?: 'promiscuous-bridge' | 'hairpin-veth' | 'none';
  /** Whether only the process that uses the most goes when a container's memory runs out. Default false. */
  readonly singleProcessOOMKill?: boolean;
  /** How long the machine waits for its pods when it goes down, and how much of that is for critical ones. Default 0s. */
  readonly shutdownGracePeriod?: string;
  readonly shutdownGracePeriodCriticalPods?: string;
  /** In place of the two. Default none. */
  readonly shutdownGracePeriodByPodPriority?: readonly {
    readonly priority: number;
    readonly shutdownGracePeriodSeconds: number;
  }[];
}

type Check = (value: unknown) => string | undefined;

const isTexts: Check = (value) =>
  typeof value === 'object' && value !== null && Object.values(value).every((one) => typeof one === 'string')
    ? undefined
    : 'is no map of texts: numbers go in quotes';
const isQuantities: Check = (value) => {
  const wrong = isTexts(value);
  if (wrong !== undefined) return wrong;
  for (const text of Object.values(value as Texts)) {
    const problem = problemOf(() => parseQuantity(text));
    if (problem !== undefined) return problem;
  }
  return undefined;
};
const isDuration: Check = (value) =>
  typeof value === 'string' ? problemOf(() => parseGoDurationMs(value)) : 'is no duration';
const isOneOf =
  (...values: readonly string[]): Check =>
  (value) =>
    values.includes(value as string) ? undefined : `is none of ${values.join(', ')}`;
const isSeconds: Check = (value) => (Number.isInteger(value) ? undefined : 'is no whole number');
const isCpuSet: Check = (value) =>
  typeof value === 'string' && (parseCpuSet(value)?.size ?? 0) > 0 ? undefined : 'is no set of CPUs';
const isTruth: Check = (value) => (typeof value === 'boolean' ? undefined : 'is neither true nor false');

const isPolicyOptions: Check = (value) => {
  const wrong = isTexts(value);
  if (wrong !== undefined) return wrong;
  const other = Object.keys(value as Texts).find((name) => name !== 'full-pcpus-only');
  return other === undefined ? undefined : `has ${other}; only full-pcpus-only is known here`;
};

const isPriorities: Check = (value) =>
  Array.isArray(value) &&
  value.every((one) => Number.isInteger(one?.priority) && Number.isInteger(one?.shutdownGracePeriodSeconds))
    ? undefined
    : 'is no list of priority and shutdownGracePeriodSeconds';

const FIELDS: Readonly<Record<keyof KubeletConfig, Check>> = {
  evictionHard: isTexts,
  evictionSoft: isTexts,
  evictionSoftGracePeriod: isTexts,
  evictionMinimumReclaim: isTexts,
  evictionPressureTransitionPeriod: isDuration,
  evictionMaxPodGracePeriod: isSeconds,
  cpuManagerPolicy: isOneOf('none', 'static'),
  cpuManagerPolicyOptions: isPolicyOptions,
  reservedSystemCPUs: isCpuSet,
  systemReserved: isQuantities,
  kubeReserved: isQuantities,
  hairpinMode: isOneOf('promiscuous-bridge', 'hairpin-veth', 'none'),
  singleProcessOOMKill: isTruth,
  shutdownGracePeriod: isDuration,
  shutdownGracePeriodCriticalPods: isDuration,
  shutdownGracePeriodByPodPriority: isPriorities,
};

function problemOf(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (error instanceof QuantityError || error instanceof DurationError) return error.message;
    throw error;
  }
}

/** @throws UserError  for fields that are not known here and values that are none; all at once */
export function readKubeletConfig(given: unknown): KubeletConfig {
  const { kind: _, apiVersion: __, ...fields } = (given ?? {}) as Record<string, unknown>;
  const problems: UserProblem[] = [];
  for (const [name, value] of Object.entries(fields)) {
    if (!Object.hasOwn(FIELDS, name)) problems.push(unknownField(name));
    else {
      const wrong = FIELDS[name as keyof KubeletConfig](value);
      if (wrong !== undefined) problems.push({ message: `${name}: ${JSON.stringify(value)} ${wrong}` });
    }
  }
  if (problems.length > 0) throw new UserError(...problems);
  const config = fields as KubeletConfig;
  try {
    parseThresholds(config, true);
  } catch (error) {
    if (
      error instanceof EvictionConfigError ||
      error instanceof QuantityError ||
      error instanceof DurationError
    )
      throw new UserError({ message: error.message });
    throw error;
  }
  checkExclusiveCpus(config);
  checkShutdown(config);
  return config;
}

// Source: pkg/kubelet/apis/config/validation/validation.go, ValidateKubeletConfiguration.
function checkShutdown(config: KubeletConfig): void {
  const { shutdownGracePeriod = '0s', shutdownGracePeriodCriticalPods = '0s' } = config;
  const [all, critical] = [shutdownGracePeriod, shutdownGracePeriodCriticalPods].map(parseGoDurationMs);
  if (critical! > all!) {
    throw new UserError({
      message: `invalid configuration: shutdownGracePeriodCriticalPods ${shutdownGracePeriodCriticalPods} must be <= shutdownGracePeriod ${shutdownGracePeriod}`,
    });
  }
  if (all! > 0 && (config.shutdownGracePeriodByPodPriority ?? []).length > 0) {
    throw new UserError({
      message:
        'invalid configuration: Cannot specify both shutdownGracePeriodByPodPriority and shutdownGracePeriod at the same time',
    });
  }
}

// Source: pkg/kubelet/cm/cpumanager/policy_static.go, NewStaticPolicy; cpu_manager.go, NewManager.
function checkExclusiveCpus({
  cpuManagerPolicy,
  reservedSystemCPUs,
  systemReserved,
  kubeReserved,
}: KubeletConfig): void {
  const isReserved =
    reservedSystemCPUs !== undefined || systemReserved?.cpu !== undefined || kubeReserved?.cpu !== undefined;
  if (cpuManagerPolicy === 'static' && !isReserved) {
    throw new UserError({
      message:
        'cpuManagerPolicy static: the policy requires systemreserved.cpu + kubereserved.cpu to be greater than zero',
      hint: 'add systemReserved: {cpu: "1"}, or reservedSystemCPUs: "0"',
    });
  }
}

function unknownField(name: string): UserProblem {
  const near = nearest(name, Object.keys(FIELDS));
  return {
    message: `the configuration of a kubelet has no ${name} here`,
    hint: near === undefined ? `it may say ${Object.keys(FIELDS).join(', ')}` : `did you mean ${near}?`,
  };
}
