// The images on a node's disk. They outlive kubelets.
//
// It does not know who uses them (image-records.ts), nor when one has to go (image-gc.ts).

export interface StoredImage {
  /** As in the pod, with a tag or a digest. */
  readonly name: string;
  /** As in the status of a container that runs it. */
  readonly id: string;
  readonly bytes: number;
  /** In simulation time; -Infinity: always there. */
  readonly addedMs: number;
}

export class ImageStore {
  private readonly byName = new Map<string, StoredImage>();
  private readonly listeners = new Set<() => void>();
  private total = 0;

  /** Of all of them. */
  get bytes(): number {
    return this.total;
  }

  has(name: string): boolean {
    return this.byName.has(name);
  }

  /** In the order in which they came. */
  all(): readonly StoredImage[] {
    return [...this.byName.values()];
  }

  /** One that is not there. */
  add(image: StoredImage): void {
    this.byName.set(image.name, image);
    this.total += image.bytes;
    this.tell();
  }

  remove(name: string): void {
    const image = this.byName.get(name);
    if (image === undefined) return;
    this.byName.delete(name);
    this.total -= image.bytes;
    this.tell();
  }

  /** @returns what ends the listening */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private tell(): void {
    for (const listener of [...this.listeners]) listener();
  }
}
