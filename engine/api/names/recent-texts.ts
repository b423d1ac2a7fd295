// A bounded set of texts, for checks that are asked about the same ones over and over. When it is full it starts anew,
// which needs no order of use to be kept.

const TEXTS_MAX = 4096;

export class RecentTexts {
  private readonly texts = new Set<string>();

  has(text: string): boolean {
    return this.texts.has(text);
  }

  add(text: string): void {
    if (this.texts.size >= TEXTS_MAX) this.texts.clear();
    this.texts.add(text);
  }
}
