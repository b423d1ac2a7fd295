// cucumber-js reads this file. Paths of features are given on the command line: here they would be added to those.

export default {
  // The first lets Node 20 load formatters written in TypeScript, the second loads steps/**/*.ts as one file.
  import: [...(process.features.typescript ? [] : ['tools/register-tsx.mjs']), 'tools/load-steps.mjs'],
  format: ['./reports/terminal/formatter.ts'],
  formatOptions: { snippetInterface: 'synchronous', snippetSyntax: './tools/nearest-sentence.mjs' },
};
