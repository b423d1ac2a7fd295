// Names outside of the cluster that a scenario declares; all others do not exist.

export class OutsideHosts {
  private readonly byName = new Map<string, readonly string[]>();

  /** Later words for a name replace earlier ones. */
  declare(name: string, addresses: readonly string[]): void {
    this.byName.set(name.toLowerCase().replace(/\.$/, ''), addresses);
  }

  /** @param name  in lower case, without a dot at the end */
  addressesOf(name: string): readonly string[] | undefined {
    return this.byName.get(name);
  }
}
