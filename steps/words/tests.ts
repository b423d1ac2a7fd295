// What is asked of a state, a reported condition, a field, a file.

import type { FieldTest, FileTest, Reported } from '../../engine/index.ts';

/** `Running`, `not Ready`, `unready` */
export function parseState(text: string): { readonly word: string; readonly wanted: boolean } {
  const word = text.replace(/^not |^un/, '');
  return { word: word === 'ready' ? 'Ready' : word, wanted: word === text };
}

const quotedIn = (text: string): string => /"(.*)"$/s.exec(text)?.[1] ?? '';
const operatorOf = (text: string): string => text.replace(/ ?".*"$/s, '');

export const parseFieldTest = (text: string): FieldTest => ({
  op: operatorOf(text) as FieldTest['op'],
  text: quotedIn(text),
});

export const parseFileTest = (text: string): FileTest => ({
  op: operatorOf(text) as FileTest['op'],
  text: quotedIn(text),
});

/** ` with reason "X" and message "y"`, or nothing. */
export function parseReason(text: string): Pick<Reported, 'reason' | 'message'> {
  const reason = /with reason "([^"]*)"/.exec(text)?.[1];
  const message = /message(?: containing)? "([^"]*)"/.exec(text)?.[1];
  return {
    ...(reason === undefined ? {} : { reason }),
    ...(message === undefined ? {} : { message }),
  };
}
