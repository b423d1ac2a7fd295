// What cucumber-js shows for a step that it does not know: the sentences that come nearest, and a definition to fill in.

import { supportCodeLibraryBuilder } from '@cucumber/cucumber';

const SHOWN_MAX = 3;
/** At least so much must agree, of 1. */
const LIKENESS_MIN = 0.4;
const PREFIX_LENGTH = 4;

/** The words of a sentence, its placeholders, quoted texts and numbers aside. */
function wordsOf(sentence) {
  const plain = sentence
    .replaceAll(/"[^"]*"|\{[^}]*\}|\d+/g, ' ')
    .replaceAll(/\((\w+)\)/g, '')
    .toLowerCase();
  return plain.match(/[\p{L}]+/gu) ?? [];
}

// `endpoints` and `endpoint`, `recorded` and `recordet`.
const isAlike = (a, b) =>
  a === b || (a.length >= PREFIX_LENGTH && a.slice(0, PREFIX_LENGTH) === b.slice(0, PREFIX_LENGTH));

/** How much of both agrees, 0 to 1 (Dice's coefficient over words). */
function likeness(a, b) {
  const left = [...b];
  let shared = 0;
  for (const word of a) {
    const at = left.findIndex((other) => isAlike(word, other));
    if (at < 0) continue;
    left.splice(at, 1);
    shared += 1;
  }
  return a.length + b.length === 0 ? 0 : (2 * shared) / (a.length + b.length);
}

/** The known sentences nearest to one that is not known, the nearest first. */
export function nearestSentences(sentence, patterns) {
  const words = wordsOf(sentence);
  return patterns
    .map((pattern) => ({ pattern, score: likeness(words, wordsOf(pattern)) }))
    .filter(({ score }) => score >= LIKENESS_MIN)
    .sort((a, b) => b.score - a.score || (a.pattern < b.pattern ? -1 : 1))
    .slice(0, SHOWN_MAX)
    .map(({ pattern }) => pattern);
}

export default class NearestSentence {
  build({ functionName, generatedExpressions, stepParameterNames }) {
    const [expression] = generatedExpressions;
    const patterns = supportCodeLibraryBuilder.stepDefinitionConfigs
      .map(({ pattern }) => pattern)
      .filter((pattern) => typeof pattern === 'string');
    const near = nearestSentences(expression.source, patterns);
    const hint = near.length === 0 ? [] : ['// Did you mean', ...near.map((pattern) => `//   ${pattern}`)];
    const source = expression.source.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
    const names = [...expression.parameterNames, ...stepParameterNames].join(', ');
    return [...hint, `${functionName}('${source}', function (${names}) {`, `  return 'pending';`, '});'].join(
      '\n',
    );
  }
}
