// A command line that has begun: what it has printed so far, whether it has ended, and how to end it from outside.
//
// Some commands have no end of their own (`get --watch`, `logs --follow` of a container that is restarted for ever). They
// say so once they have shown what is there; whoever runs them goes on then, and what they print later is kept here.

export class RunningCommand {
  readonly line: string;
  /** So far. */
  stdout = '';
  /** So far. */
  stderr = '';
  /** Absent until it has ended. */
  code: number | undefined;
  /** It shows what happens from here on, with no end of its own. */
  goesOn = false;
  private interrupt: (() => void) | undefined;

  constructor(line: string) {
    this.line = line;
  }

  /** @param interrupt  ends all that it runs */
  begins(interrupt: () => void): void {
    this.interrupt = interrupt;
  }

  get hasEnded(): boolean {
    return this.code !== undefined;
  }

  /** What a terminal would show. */
  get printed(): string {
    return `${this.stdout}${this.stderr}`;
  }

  /** As Ctrl-C does: it ends with code 130. Stopping what has ended changes nothing. */
  stop(): void {
    if (!this.hasEnded) this.interrupt?.();
  }
}
