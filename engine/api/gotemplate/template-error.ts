// What is wrong with a Go template, or with its execution, in Go's words.

export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}
