// cucumber-js reads this file. Paths of features are given on the command line: here they would be added to those.

const isTerminal = process.stdout.isTTY === true && process.env.CI === undefined;

export default {
  import: [...(process.features.typescript ? [] : ['tools/register-tsx.mjs']), 'steps/**/!(*.test).ts'],
  format: [isTerminal ? 'progress-bar' : 'progress'],
  formatOptions: { snippetInterface: 'synchronous' },
};
