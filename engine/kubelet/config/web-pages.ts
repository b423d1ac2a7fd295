// Pages outside the cluster that kubelets read pods from. What else stands on the web, nobody asks for.

export class WebPages {
  private readonly texts = new Map<string, string>();
  private readonly watchers = new Map<string, Set<() => void>>();

  /** undefined where nothing answers */
  get(url: string): string | undefined {
    return this.texts.get(url);
  }

  /** @param text  undefined: the page is gone */
  set(url: string, text: string | undefined): void {
    if (text === undefined) this.texts.delete(url);
    else this.texts.set(url, text);
    for (const onChange of [...(this.watchers.get(url) ?? [])]) onChange();
  }

  /** Calls back when the page changes; returns how to stop. */
  watch(url: string, onChange: () => void): () => void {
    const watchers = this.watchers.get(url) ?? new Set();
    this.watchers.set(url, watchers.add(onChange));
    return () => watchers.delete(onChange);
  }
}
