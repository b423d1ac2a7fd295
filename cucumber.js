// cucumber-js reads this file. Paths of features are given on the command line: here they would be added to those.

export default {
  // Loads steps/**/*.ts as one file; and what this project's own features say of suites.
  import: ['tools/load-steps.mjs', 'features/support/suites.mjs'],
  plugin: ['./tools/nothing-chosen.mjs'],
  format: ['./reports/terminal.mjs'],
  formatOptions: { snippetInterface: 'synchronous', snippetSyntax: './tools/nearest-sentence.mjs' },
};
