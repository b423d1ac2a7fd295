// Words about many containers ("start in 12 seconds and take 8 seconds to drain") as words about one ("starts in …").

const IRREGULAR: Readonly<Record<string, string>> = {
  are: 'is',
  do: 'does',
  crash: 'crashes',
  finish: 'finishes',
};
const PLURAL =
  /^(start|boot|take|need|get|become|serve|speak|listen|open|answer|handle|use|leak|write|drain|stop|keep|ignore|exit|end|crash|fail|complete|finish|succeed|hang|print|log|run|depend|read|ask|are|do)\b/;

const singular = (verb: string): string => IRREGULAR[verb] ?? `${verb}s`;

/** Each phrase's verb in the singular; quoted texts stay as they are. */
export function singularVerbs(words: string): string {
  return words
    .split(/("[^"]*")/)
    .map((piece, i) => (i % 2 === 1 ? piece : singularPhrases(piece)))
    .join('');
}

function singularPhrases(piece: string): string {
  return piece
    .split(/((?:, and |, |; | and |^)(?:they )?(?:never )?)/)
    .map((part, i) => (i % 2 === 1 ? part.replace('they ', '') : part.replace(PLURAL, singular)))
    .join('');
}
