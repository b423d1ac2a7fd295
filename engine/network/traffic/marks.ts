// What last happened to whatever requests depend on: the record that tells of it, and when. Failures name it.

export interface Mark {
  readonly atMs: number;
  /** Number of the trace record. */
  readonly seq: number;
}

export class Marks {
  private readonly byKey = new Map<string, Mark>();

  note(key: string, mark: Mark): void {
    this.byKey.set(key, mark);
  }

  of(key: string): Mark | undefined {
    return this.byKey.get(key);
  }
}

export const podKey = (uid: string): string => `pod ${uid}`;
export const addressKey = (ip: string): string => `address ${ip}`;
export const nodeKey = (name: string): string => `node ${name}`;
/** @param service  `default/web` */
export const serviceKey = (service: string): string => `service ${service}`;
export const POLICIES_KEY = 'policies';
