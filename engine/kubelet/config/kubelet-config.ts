// What a KubeletConfiguration may say here, with the kubelet's own defaults for the rest.
//
// Source: kubernetes v1.28.0 staging/src/k8s.io/kubelet/config/v1beta1/types.go; pkg/kubelet/apis/config/v1beta1/
// defaults.go. How fields are read and refused: api/component-config.

import {
  type Check,
  isDuration,
  isOneOf,
  isQuantities,
  isTexts,
  isTruth,
  isWholeNumber,
} from '../../api/component-config/checks.ts';
import { type ConfigForm, readFields } from '../../api/component-config/read-fields.ts';
import { DurationError, parseGoDurationMs } from '../../api/duration/go-duration.ts';
import { QuantityError } from '../../api/quantity/quantity.ts';
import { UserError } from '../../errors.ts';
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
  /** How full the disk may be, in percent, before unused images go, and down to where. Default 85 and 80; 100: they stay. */
  readonly imageGCHighThresholdPercent?: number;
  readonly imageGCLowThresholdPercent?: number;
  /** What was pulled more recently stays. Default 2m0s. */
  readonly imageMinimumGCAge?: string;
  /** How many images a node reports. Default 50; -1: all. */
  readonly nodeStatusMaxImages?: number;
  /** How long the machine waits for its pods when it goes down, and how much of that is for critical ones. Default 0s. */
  readonly shutdownGracePeriod?: string;
  readonly shutdownGracePeriodCriticalPods?: string;
  /** In place of the two. Default none. */
  readonly shutdownGracePeriodByPodPriority?: readonly {
    readonly priority: number;
    readonly shutdownGracePeriodSeconds: number;
  }[];
}

const isCpuSet: Check = (value) =>
  typeof value === 'string' && (parseCpuSet(value)?.size ?? 0) > 0 ? undefined : 'is no set of CPUs';

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

const FORM: ConfigForm<KubeletConfig> = {
  kind: 'KubeletConfiguration',
  apiVersion: 'kubelet.config.k8s.io/v1beta1',
  component: 'a kubelet',
  fields: {
    evictionHard: isTexts,
    evictionSoft: isTexts,
    evictionSoftGracePeriod: isTexts,
    evictionMinimumReclaim: isTexts,
    evictionPressureTransitionPeriod: isDuration,
    evictionMaxPodGracePeriod: isWholeNumber,
    cpuManagerPolicy: isOneOf('none', 'static'),
    cpuManagerPolicyOptions: isPolicyOptions,
    reservedSystemCPUs: isCpuSet,
    systemReserved: isQuantities,
    kubeReserved: isQuantities,
    hairpinMode: isOneOf('promiscuous-bridge', 'hairpin-veth', 'none'),
    singleProcessOOMKill: isTruth,
    imageGCHighThresholdPercent: isWholeNumber,
    imageGCLowThresholdPercent: isWholeNumber,
    imageMinimumGCAge: isDuration,
    nodeStatusMaxImages: isWholeNumber,
    shutdownGracePeriod: isDuration,
    shutdownGracePeriodCriticalPods: isDuration,
    shutdownGracePeriodByPodPriority: isPriorities,
  },
};

/** @throws UserError  for fields that are not known here and values that are none, all at once; then for what does not go together */
export function readKubeletConfig(given: unknown): KubeletConfig {
  const config = readFields(given, FORM);
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
  checkImages(config);
  return config;
}

// Source: pkg/kubelet/apis/config/validation/validation.go, ValidateKubeletConfiguration.
function checkImages(config: KubeletConfig): void {
  const { imageGCHighThresholdPercent: high = 85, imageGCLowThresholdPercent: low = 80 } = config;
  const { nodeStatusMaxImages: imagesMax = 50 } = config;
  const wrong = [
    ['imageGCHighThresholdPercent (--image-gc-high-threshold)', high] as const,
    ['imageGCLowThresholdPercent (--image-gc-low-threshold)', low] as const,
  ]
    .filter(([, percent]) => percent < 0 || percent > 100)
    .map(([name, percent]) => `${name} ${percent} must be between 0 and 100, inclusive`);
  if (low >= high)
    wrong.push(
      `imageGCLowThresholdPercent (--image-gc-low-threshold) ${low} must be less than imageGCHighThresholdPercent (--image-gc-high-threshold) ${high}`,
    );
  if (imagesMax < -1)
    wrong.push(`nodeStatusMaxImages (--node-status-max-images) ${imagesMax} must be -1 or greater`);
  if (wrong.length > 0)
    throw new UserError(...wrong.map((text) => ({ message: `invalid configuration: ${text}` })));
}

// Source: pkg/kubelet/apis/config/validation/validation.go, ValidateKubeletConfiguration.
function checkShutdown(config: KubeletConfig): void {
  const { shutdownGracePeriod = '0s', shutdownGracePeriodCriticalPods = '0s' } = config;
  const periods = { shutdownGracePeriod, shutdownGracePeriodCriticalPods };
  const wrong: string[] = [];
  const all = parseGoDurationMs(shutdownGracePeriod);
  const critical = parseGoDurationMs(shutdownGracePeriodCriticalPods);
  if (critical > all) {
    wrong.push(
      `shutdownGracePeriodCriticalPods ${shutdownGracePeriodCriticalPods} must be <= shutdownGracePeriod ${shutdownGracePeriod}`,
    );
  }
  for (const [name, text] of Object.entries(periods)) {
    const ms = parseGoDurationMs(text);
    if (ms !== 0 && ms < 1000) wrong.push(`${name} ${text} must be either zero or otherwise >= 1 sec`);
  }
  const isByPriority = (config.shutdownGracePeriodByPodPriority ?? []).length > 0;
  if (isByPriority && (all > 0 || critical > 0)) {
    wrong.push(
      'Cannot specify both shutdownGracePeriodByPodPriority and shutdownGracePeriod at the same time',
    );
  }
  if (wrong.length > 0)
    throw new UserError(...wrong.map((text) => ({ message: `invalid configuration: ${text}` })));
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
