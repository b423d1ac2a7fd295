// The name under which a command's writes are tracked: `--field-manager`, or the command's own.
//
// Source: kubectl v0.32.0 pkg/cmd/*, AddFieldManagerFlagVar; commands without the flag are known by the first word of
// their user agent, `kubectl` (apiserver pkg/endpoints/handlers/create.go, managerOrUserAgent).

import type { Flags } from './flags.ts';

/** Source: kubectl v0.32.0 pkg/cmd/apply/apply.go, FieldManagerClientSideApply. */
export const CLIENT_SIDE_APPLY = 'kubectl-client-side-apply';
export const KUBECTL = 'kubectl';

const OWN: Readonly<Record<string, string>> = {
  apply: CLIENT_SIDE_APPLY,
  ...Object.fromEntries(
    [
      'annotate',
      'autoscale',
      'create',
      'edit',
      'expose',
      'label',
      'patch',
      'replace',
      'run',
      'set',
      'taint',
    ].map((verb) => [verb, `kubectl-${verb}`]),
  ),
};

const ROLLOUTS: readonly string[] = ['pause', 'resume', 'restart'];

/** @param path  `kubectl rollout restart` */
export function fieldManagerOf(path: string, flags: Flags): string {
  const given = flags.has('field-manager') ? flags.string('field-manager') : '';
  if (given !== '') return given;
  const [, verb = '', subcommand = ''] = path.split(' ');
  if (verb === 'rollout') return ROLLOUTS.includes(subcommand) ? 'kubectl-rollout' : KUBECTL;
  if (verb === 'apply' && flags.has('server-side') && flags.bool('server-side')) return KUBECTL;
  return OWN[verb] ?? KUBECTL;
}
