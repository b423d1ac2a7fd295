// What `{when}` and its like match. It takes more than is right (any unit, none at all), so that a misspelt word is answered
// with the right one and not with "undefined step"; steps/words/when.ts reads what it took.
//
// It stands in front of every condition, and each regular expression is compiled in each process: what is repeated here
// costs tenths of a second there.

const LENGTH = String.raw`(?:an?|\d[\w.]*)(?: [a-z]+)?(?:,?(?: and)? \d+ ?[a-z]+)*?`;
const AMOUNT = '(?:exactly|at least|at most|more than|fewer than|less than)';
const LENGTHS = `(?:${AMOUNT}|between(?= .* and )) ${LENGTH}(?: and ${LENGTH})?`;
const TIMES = String.raw`(?:${AMOUNT}|between \d+ and) (?:\d+ times?|once|twice)`;
const SPAN = String.raw`(?:per|each|every|an?) (?:\d+ )?[a-z]+`;
const LASTS = '(?:in total|altogether|in a row|at a stretch)';
/** A sentence within another one: up to a comma outside of quotes. */
export const SENTENCE = '(?:"[^"]*"|,(?! )|[^",])+';

const OPERATORS = [
  `(?:within|for the next|after exactly) ${LENGTH}(?: give or take ${LENGTH})?(?: of its beginning)?,? `,
  '(?:throughout|never),? ',
  `${TIMES}(?: ${SPAN})?,? `,
  `for ${LENGTHS}(?: ${LASTS})?,? `,
  `(?:${LENGTHS} after|(?:within ${LENGTH} )?after|until|before) ${SENTENCE}, `,
].join('|');

/** An operator with the stretches that it is about, both or one or none, the blank behind them included. */
export const WHEN = new RegExp(`(?:(?:while|since) ${SENTENCE}, )*(?:${OPERATORS})?`);

/** `at most 3 seconds in total` */
export const LASTING = new RegExp(`${LENGTHS} ${LASTS}`);

/** `at most 30 seconds` */
export const BOUNDED = new RegExp(LENGTHS);

/** `at most 3 times per minute` */
export const RATE = new RegExp(`${TIMES} ${SPAN}`);

/** `per minute `, or nothing */
export const PER = new RegExp(`(?:${SPAN} )?`);

/** A condition within a sentence; it names something. What programs do (`… crash after 1 minute`) is none. */
export const FACT =
  /(?!containers? of image|container "[^"]*" of pod "[^"]*" begins)[^",]*"[^"]*"(?:"[^"]*"|,(?! )|[^",])*?/;
