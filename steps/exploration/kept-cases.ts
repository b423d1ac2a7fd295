// Found cases that are kept: beside `shop.feature` lies `shop.explored.json`, and they are tried first.

import { existsSync, readFileSync } from 'node:fs';
import { type Disturbance, readDisturbances, UserError } from '../../engine/index.ts';

/** One entry of the file; its other fields are for its readers. */
export interface KeptCase {
  /** The scenario's name. */
  readonly scenario: string;
  readonly disturbances: readonly Disturbance[];
}

/** The file of a feature. */
export const keptFile = (feature: string): string => feature.replace(/\.feature(\.md)?$/, '.explored.json');

/** The kept cases of a scenario; none where there is no file. @throws UserError  for a file that is none of these */
export function keptCases(feature: string, scenario: string): KeptCase[] {
  const file = keptFile(feature);
  if (!existsSync(file)) return [];
  return readCases(file, readFileSync(file, 'utf8')).filter((one) => one.scenario === scenario);
}

function readCases(file: string, text: string): KeptCase[] {
  const refuse = (message: string): never => {
    throw new UserError({
      message,
      place: { file },
      hint: 'write [{"scenario": "…", "disturbances": [ … ]}]',
    });
  };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return refuse(`is no JSON: ${(error as Error).message}`);
  }
  if (!Array.isArray(value)) return refuse('is no list of cases');
  return value.map((one: Partial<KeptCase> | null) => {
    if (typeof one?.scenario !== 'string') return refuse('has a case that names no scenario');
    return { scenario: one.scenario, disturbances: readDisturbances(one.disturbances) };
  });
}
