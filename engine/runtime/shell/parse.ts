// Script text to syntax tree, once per text: a thousand pods run the same command.

import { type ParsedScript, parse } from 'unbash';

const SCRIPTS_MAX = 2000;

/** Remembers the trees of scripts; one per simulation. */
export class ScriptCache {
  readonly #trees = new Map<string, ParsedScript>();

  /** The tree, with `errors` where the text is not a script. */
  parse(text: string): ParsedScript {
    let tree = this.#trees.get(text);
    if (tree === undefined) {
      tree = parse(text);
      // A script that evaluates ever new texts must not fill memory; the oldest goes.
      if (this.#trees.size >= SCRIPTS_MAX) {
        for (const oldest of this.#trees.keys()) {
          this.#trees.delete(oldest);
          break;
        }
      }
      this.#trees.set(text, tree);
    }
    return tree;
  }
}
