// A configuration written into a step as YAML.

import { parse } from 'yaml';
import { UserError } from '../engine/index.ts';

/** @throws UserError  for text that is no YAML */
export function readYaml(text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw new UserError({ message: `the configuration is no YAML: ${(error as Error).message}` });
  }
}
