// cucumber-js reads this file. Paths of features are given on the command line: here they would be added to those.

export default {
  // Loads steps/**/*.ts as one file.
  import: ['tools/load-steps.mjs'],
  format: ['./reports/terminal.mjs'],
  formatOptions: { snippetInterface: 'synchronous', snippetSyntax: './tools/nearest-sentence.mjs' },
};
