// Source: kubectl v0.32.0 pkg/describe/describe.go, describeQuota, helpTextForResourceQuotaScope.

import type { ResourceQuota } from '../../../api/objects.ts';
import { formatQuantity } from '../../../api/quantity/format.ts';
import { newQuantity, parseQuantity } from '../../../api/quantity/quantity.ts';
import { scaledValue } from '../../../api/quantity/values.ts';
import type { Writer } from './writer.ts';

const SCOPE_HELP: Readonly<Record<string, string>> = {
  Terminating:
    'Matches all pods that have an active deadline. These pods have a limited lifespan on a node before being actively terminated by the system.',
  NotTerminating:
    'Matches all pods that do not have an active deadline. These pods usually include long running pods whose container command is not expected to terminate.',
  BestEffort:
    'Matches all pods that do not have resource requirements set. These pods have a best effort quality of service.',
  NotBestEffort:
    'Matches all pods that have at least one resource requirement set. These pods have a burstable or guaranteed quality of service.',
};

export function describeResourceQuota(w: Writer, { metadata, spec, status }: ResourceQuota): void {
  w.write(0, `Name:\t${metadata.name}\n`);
  w.write(0, `Namespace:\t${metadata.namespace}\n`);
  for (const line of scopeLines(spec, ' * ')) w.write(0, line);
  w.write(0, 'Resource\tUsed\tHard\n');
  w.write(0, '--------\t----\t----\n');
  for (const name of Object.keys(status?.hard ?? {}).sort()) {
    w.write(0, `${name}\t${usedText(status, name)}\t${formatQuantity(parseQuantity(status.hard![name]!))}\n`);
  }
}

/** The scopes in one line, and one of help for each. @param bullet  before each help */
export function scopeLines(spec: ResourceQuota['spec'] | undefined, bullet: string): string[] {
  const scopes = [...(spec?.scopes ?? [])].sort();
  if (scopes.length === 0) return [];
  const help = scopes.flatMap((scope) => SCOPE_HELP[scope] ?? []);
  return [`Scopes:\t${scopes.join(', ')}\n`, ...help.map((text) => `${bullet}${text}\n`)];
}

// In the format of the limit, rounded up to whole units where that is another one.
function usedText(status: ResourceQuota['status'], name: string): string {
  const hard = parseQuantity(status.hard![name]!);
  const used = parseQuantity(status.used?.[name] ?? '0');
  // A quantity that is not there has no format at all.
  const isSame = status.used?.[name] !== undefined && used.format === hard.format;
  return formatQuantity(isSame ? used : newQuantity(scaledValue(used, 0), hard.format));
}
