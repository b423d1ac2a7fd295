export function bundled(name: string): Promise<unknown>;
export function stepsAsScript(): Promise<string>;
