// A dictionary of JSON values, each kept once and known by its index.

export class Dictionary {
  readonly values: unknown[] = [];
  private readonly places = new Map<string, number>();

  /** The value's index; -1 for undefined. */
  add(value: unknown): number {
    if (value === undefined) return -1;
    const key = JSON.stringify(value);
    const known = this.places.get(key);
    if (known !== undefined) return known;
    const place = this.values.length;
    this.values.push(value);
    this.places.set(key, place);
    return place;
  }
}
