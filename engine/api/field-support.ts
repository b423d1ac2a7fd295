// Which fields of an object would change behaviour that the engine does not model: the rows of a kind's `fieldSupport`
// held against what an object says. A field that is absent, false, null or empty asks for nothing.

import type { FieldSupport } from './kind.ts';

interface Pattern {
  readonly steps: readonly string[];
  readonly support: FieldSupport[string];
}

const patternsBySupport = new WeakMap<FieldSupport, readonly Pattern[]>();

function patternsOf(support: FieldSupport): readonly Pattern[] {
  let patterns = patternsBySupport.get(support);
  if (patterns === undefined) {
    patterns = Object.entries(support).map(([path, value]) => ({
      steps: path.replaceAll('[', '.[').split('.'),
      support: value,
    }));
    patternsBySupport.set(support, patterns);
  }
  return patterns;
}

const covers = (pattern: readonly string[], path: readonly string[]): boolean =>
  pattern.length <= path.length &&
  pattern.every((step, i) => step === (path[i]?.startsWith('[') ? '[*]' : path[i]));

/** Paths of the fields that are not modelled, in the object's order: `spec.template.spec.hostPID`. */
export function unmodelledFields(object: unknown, support: FieldSupport | undefined): string[] {
  if (support === undefined) return [];
  const patterns = patternsOf(support);
  const found = new Set<string>();
  eachLeaf(object, [], (path) => {
    let best: Pattern | undefined;
    for (const pattern of patterns) {
      if (covers(pattern.steps, path) && pattern.steps.length > (best?.steps.length ?? 0)) best = pattern;
    }
    if (best?.support === 'unmodelled') found.add(pathText(path.slice(0, best.steps.length)));
  });
  return [...found];
}

const pathText = (path: readonly string[]): string => path.join('.').replaceAll('.[', '[');

function eachLeaf(value: unknown, path: string[], visit: (path: readonly string[]) => void): void {
  if (value === undefined || value === null || value === false || value === '') return;
  if (typeof value !== 'object') {
    visit(path);
    return;
  }
  const entries = Array.isArray(value)
    ? value.map((item, i): [string, unknown] => [`[${i}]`, item])
    : Object.entries(value);
  for (const [key, inner] of entries) eachLeaf(inner, [...path, key], visit);
}
