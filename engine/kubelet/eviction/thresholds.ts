// Eviction thresholds: how little may be left of something, for how long, and how much must be won back.
//
// Source: kubernetes v1.20.2 pkg/kubelet/eviction/helpers.go, ParseThresholdConfig, thresholdsMet, mergeThresholds;
// api/types.go, GetThresholdQuantity. Order: thresholds keep the order of the configuration, hard ones first; upstream
// walks Go maps.

import { parseGoDurationMs } from '../../api/duration/go-duration.ts';
import { addQuantities, compareQuantities } from '../../api/quantity/arithmetic.ts';
import { formatQuantity } from '../../api/quantity/format.ts';
import { newQuantity, parseQuantity, type Quantity } from '../../api/quantity/quantity.ts';
import { quantitySign } from '../../api/quantity/values.ts';
import { isSignal, type Observation, type Observations, SIGNALS, type Signal } from './signals.ts';

type ThresholdValue = { readonly quantity: Quantity } | { readonly fraction: number };

/** Met while less than `value` is available. */
export interface Threshold {
  readonly signal: Signal;
  readonly value: ThresholdValue;
  /** 0: a hard one. */
  readonly graceMs: number;
  readonly minReclaim?: ThresholdValue;
}

type Statements = Readonly<Record<string, string>>;

/** The fields of a KubeletConfiguration. */
export interface EvictionConfig {
  readonly evictionHard?: Statements;
  readonly evictionSoft?: Statements;
  readonly evictionSoftGracePeriod?: Statements;
  readonly evictionMinimumReclaim?: Statements;
}

/** Its message is upstream's. */
export class EvictionConfigError extends Error {
  override readonly name = 'EvictionConfigError';
}

/** Source: v1.20.2 pkg/kubelet/apis/config/v1beta1/defaults_linux.go. */
export const DEFAULT_EVICTION_HARD: Statements = {
  'memory.available': '100Mi',
  'nodefs.available': '10%',
  'nodefs.inodesFree': '5%',
  'imagefs.available': '15%',
};

const NOTHING_STATED: Statements = {};

/**
 * @param enforcesAllocatable  whether hard thresholds of memory also hold for what pods may use together
 * @throws EvictionConfigError, QuantityError, DurationError  with upstream's message
 */
export function parseThresholds(config: EvictionConfig, enforcesAllocatable: boolean): Threshold[] {
  const reclaims = new Map(
    statements(config.evictionMinimumReclaim).map(([signal, text]) => [signal, minReclaim(signal, text)]),
  );
  const graces = new Map(
    statements(config.evictionSoftGracePeriod).map(([signal, text]) => [signal, grace(text)]),
  );
  const threshold = (signal: Signal, value: ThresholdValue, graceMs: number): Threshold => {
    const reclaim = reclaims.get(signal);
    return { signal, value, graceMs, ...(reclaim !== undefined && { minReclaim: reclaim }) };
  };
  const hard = values(config.evictionHard).map(([signal, value]) => threshold(signal, value, 0));
  const soft = values(config.evictionSoft).map(([signal, value]) => {
    const graceMs = graces.get(signal);
    if (graceMs === undefined)
      throw new EvictionConfigError(
        `grace period must be specified for the soft eviction threshold ${signal}`,
      );
    return threshold(signal, value, graceMs);
  });
  const all = [...hard, ...soft];
  if (!enforcesAllocatable) return all;
  const ofPods = all
    .filter(({ signal, graceMs }) => signal === 'memory.available' && graceMs === 0)
    .map((one): Threshold => ({ ...one, signal: 'allocatableMemory.available' }));
  return [...all, ...ofPods];
}

function statements(given: Statements = {}): [Signal, string][] {
  return Object.entries(given).map(([signal, text]) => {
    if (!isSignal(signal)) throw new EvictionConfigError(`unsupported eviction signal ${signal}`);
    return [signal, text];
  });
}

// Configurations are never changed, and most kubelets have none: what each says is read once.
const read = new WeakMap<Statements, readonly [Signal, ThresholdValue][]>();

function values(given: Statements = NOTHING_STATED): readonly [Signal, ThresholdValue][] {
  const known = read.get(given);
  if (known !== undefined) return known;
  const found = readValues(given);
  read.set(given, found);
  return found;
}

function readValues(given: Statements): readonly [Signal, ThresholdValue][] {
  const stated = statements(given).filter(([, text]) => text !== '0%' && text !== '100%');
  return stated.map(([signal, text]) => {
    if (text.endsWith('%')) {
      const fraction = fractionOf(text);
      if (fraction < 0)
        throw new EvictionConfigError(`eviction percentage threshold ${signal} must be >= 0%: ${text}`);
      if (fraction > 1)
        throw new EvictionConfigError(`eviction percentage threshold ${signal} must be <= 100%: ${text}`);
      return [signal, { fraction }];
    }
    const quantity = parseQuantity(text);
    if (quantitySign(quantity) <= 0)
      throw new EvictionConfigError(
        `eviction threshold ${signal} must be positive: ${formatQuantity(quantity)}`,
      );
    return [signal, { quantity }];
  });
}

function minReclaim(signal: Signal, text: string): ThresholdValue {
  if (text.endsWith('%')) {
    const fraction = fractionOf(text);
    if (fraction <= 0)
      throw new EvictionConfigError(
        `eviction percentage minimum reclaim ${signal} must be positive: ${text}`,
      );
    return { fraction };
  }
  const quantity = parseQuantity(text);
  if (quantitySign(quantity) < 0)
    throw new EvictionConfigError(`negative eviction minimum reclaim specified for ${signal}`);
  return { quantity };
}

function grace(text: string): number {
  const ms = parseGoDurationMs(text);
  if (ms < 0)
    throw new EvictionConfigError(
      `invalid eviction grace period specified: ${text}, must be a positive value`,
    );
  return ms;
}

// Single precision, as upstream keeps it: 15% of a capacity may be a byte less than exact.
function fractionOf(text: string): number {
  const percent = text.slice(0, -1);
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(percent))
    throw new EvictionConfigError(`strconv.ParseFloat: parsing ${JSON.stringify(percent)}: invalid syntax`);
  return Math.fround(Math.fround(Number(percent)) / 100);
}

/** How much must be available. */
export function thresholdQuantity(value: ThresholdValue, { capacity }: Observation): Quantity {
  return 'quantity' in value
    ? value.quantity
    : newQuantity(Math.trunc(capacity * value.fraction), 'BinarySI');
}

export const availableQuantity = (signal: Signal, { available }: Observation): Quantity =>
  newQuantity(available, SIGNALS[signal].format);

/**
 * Those of which less is available than they ask for, whatever their grace. Signals that nothing is known of are not met.
 *
 * @param withMinReclaim  ask for the minimum reclaim on top
 */
export function metThresholds(
  thresholds: readonly Threshold[],
  observations: Observations,
  withMinReclaim: boolean,
): Threshold[] {
  return thresholds.filter(({ signal, value, minReclaim }) => {
    const observed = observations.get(signal);
    if (observed === undefined) return false;
    const asked = thresholdQuantity(value, observed);
    const wanted =
      withMinReclaim && minReclaim !== undefined
        ? addQuantities(asked, thresholdQuantity(minReclaim, observed))
        : asked;
    return compareQuantities(wanted, availableQuantity(signal, observed)) > 0;
  });
}

/** The first ones, then those of the others that are not the same as one before. */
export function mergeThresholds(a: readonly Threshold[], b: readonly Threshold[]): Threshold[] {
  const merged = [...a];
  for (const one of b) if (!merged.some((other) => isSame(one, other))) merged.push(one);
  return merged;
}

function isSame(a: Threshold, b: Threshold): boolean {
  if (a.signal !== b.signal || a.graceMs !== b.graceMs) return false;
  if ('quantity' in a.value)
    return 'quantity' in b.value && compareQuantities(a.value.quantity, b.value.quantity) === 0;
  return 'fraction' in b.value && a.value.fraction === b.value.fraction;
}
