// Amounts of cpu, memory, ephemeral storage and named other resources, as plain numbers for fast sums.
//
// Whole millicores and whole units (bytes, devices), rounded up as upstream's Quantity.MilliValue and Value do.
// Sums stay exact below 2^53, which is 8 PiB of memory on one node.
// Source: kubernetes v1.20.2 pkg/scheduler/framework/v1alpha1/types.go, Resource;
// pkg/apis/core/v1/helper/helpers.go, IsScalarResourceName.

import { intValue, milliValue } from '../../api/quantity/values.ts';

/** A ResourceList of the API: quantity text by resource name. */
export type ResourceList = Readonly<Record<string, string | number>>;

export class Resource {
  milliCpu = 0;
  /** Bytes. */
  memory = 0;
  /** Bytes. */
  ephemeralStorage = 0;
  /** Only meaningful for what a node allocates. */
  allowedPods = 0;
  /** Extended resources, huge pages and the like, in whole units. */
  scalars: Map<string, number> | undefined = undefined;

  static of(list: ResourceList | undefined): Resource {
    const resource = new Resource();
    resource.addList(list);
    return resource;
  }

  addList(list: ResourceList | undefined): void {
    if (list === undefined) return;
    for (const name of Object.keys(list)) this.set(name, this.get(name) + amount(name, list[name]!));
  }

  /** Raises each resource of the list to at least the listed amount. */
  raiseToList(list: ResourceList | undefined): void {
    if (list === undefined) return;
    for (const name of Object.keys(list)) this.set(name, Math.max(this.get(name), amount(name, list[name]!)));
  }

  add(other: Resource, sign: 1 | -1): void {
    this.milliCpu += sign * other.milliCpu;
    this.memory += sign * other.memory;
    this.ephemeralStorage += sign * other.ephemeralStorage;
    if (other.scalars === undefined) return;
    this.scalars ??= new Map();
    for (const [name, value] of other.scalars)
      this.scalars.set(name, (this.scalars.get(name) ?? 0) + sign * value);
  }

  raiseTo(other: Resource): void {
    this.milliCpu = Math.max(this.milliCpu, other.milliCpu);
    this.memory = Math.max(this.memory, other.memory);
    this.ephemeralStorage = Math.max(this.ephemeralStorage, other.ephemeralStorage);
    for (const [name, value] of other.scalars ?? []) this.set(name, Math.max(this.get(name), value));
  }

  clone(): Resource {
    const copy = new Resource();
    copy.milliCpu = this.milliCpu;
    copy.memory = this.memory;
    copy.ephemeralStorage = this.ephemeralStorage;
    copy.allowedPods = this.allowedPods;
    if (this.scalars !== undefined) copy.scalars = new Map(this.scalars);
    return copy;
  }

  get(name: string): number {
    switch (name) {
      case 'cpu':
        return this.milliCpu;
      case 'memory':
        return this.memory;
      case 'ephemeral-storage':
        return this.ephemeralStorage;
      case 'pods':
        return this.allowedPods;
      default:
        return this.scalars?.get(name) ?? 0;
    }
  }

  /** Equal for equal amounts named in the same order. */
  get key(): string {
    const { milliCpu, memory, ephemeralStorage, allowedPods, scalars } = this;
    const others = scalars === undefined ? '' : [...scalars].join();
    return `${milliCpu} ${memory} ${ephemeralStorage} ${allowedPods} ${others}`;
  }

  /** cpu, memory, ephemeral storage and the named others. */
  names(): string[] {
    return ['cpu', 'memory', 'ephemeral-storage', ...(this.scalars?.keys() ?? [])];
  }

  /** Names that are no resource of a node are dropped, as upstream drops them. */
  set(name: string, value: number): void {
    switch (name) {
      case 'cpu':
        this.milliCpu = value;
        return;
      case 'memory':
        this.memory = value;
        return;
      case 'ephemeral-storage':
        this.ephemeralStorage = value;
        return;
      case 'pods':
        this.allowedPods = value;
        return;
      default:
        if (!isScalarResource(name)) return;
        this.scalars ??= new Map();
        this.scalars.set(name, value);
    }
  }
}

/** Millicores for cpu, whole units for all else. */
export function amount(name: string, quantity: string | number): number {
  return name === 'cpu' ? milliValue(quantity) : intValue(quantity);
}

// Anything with a slash that kubernetes.io does not own, or one of the families that it does.
function isScalarResource(name: string): boolean {
  const isPrefixedNative = name.includes('kubernetes.io/');
  const isExtended = name.includes('/') && !isPrefixedNative && !name.startsWith('requests.');
  return isExtended || isPrefixedNative || name.startsWith('hugepages-') || isAttachableVolumes(name);
}

/** The old way for a node to say how many volumes of a driver it takes. */
export function isAttachableVolumes(name: string): boolean {
  return name.startsWith('attachable-volumes-');
}
