// Cucumber's message type, as its own API gives it.

import type { runCucumber } from '@cucumber/cucumber/api';

export type Envelope = Parameters<NonNullable<Parameters<typeof runCucumber>[2]>>[0];

type Message<K extends keyof Envelope> = NonNullable<Envelope[K]>;
export type GherkinDocument = Message<'gherkinDocument'>;
export type Pickle = Message<'pickle'>;
export type TestCase = Message<'testCase'>;
export type TestStepFinished = Message<'testStepFinished'>;
export type TestStepResult = TestStepFinished['testStepResult'];
export type Attachment = Message<'attachment'>;

/** What Cucumber hands to a formatter. Written out because its package does not export the type. */
export interface FormatterContext {
  readonly on: (key: 'message', handler: (envelope: Envelope) => void) => void;
  readonly options: Readonly<Record<string, unknown>>;
  readonly stream: NodeJS.WritableStream;
  readonly write: (text: string) => void;
}

export interface FormatterPlugin {
  readonly type: 'formatter';
  readonly formatter: (context: FormatterContext) => (() => void | Promise<void>) | undefined;
}
