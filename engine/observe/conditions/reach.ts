// Whether a Service can be reached from a pod, and why not: looks at the network as it is, so only now and ahead.

import { nearest } from '../../api/schema/nearest.ts';
import { UserError } from '../../errors.ts';
import type { ObjectRef } from '../../trace/records.ts';
import type { Condition, Finding, Reason } from '../condition.ts';
import { absent, find, suggestName } from './lookup.ts';
import { type Target, targetText, type Vocabulary } from './vocabulary.ts';

interface Why {
  /** One of the probe's phrases. */
  readonly phrase: string;
  /** Objects that are not as they should be. */
  readonly blame: readonly ObjectRef[];
}

/** The network, asked about one client, one Service and one port as it is now. */
export interface ReachProbe {
  /** Where a connection may be led to, and at how many of these ends somebody takes it. */
  readonly count: () => { readonly ends: number; readonly open: number };
  /** The first thing that is not well on the way; undefined where all is, or nobody can tell. */
  readonly why: () => (Reason & Why) | undefined;
  /** When the network may turn without an event. */
  readonly nextTurnMs: () => number | undefined;
  /** What `why` may say. */
  readonly phrases: readonly string[];
}

export interface Reached {
  readonly client: Target;
  readonly service: Target;
  readonly port?: number | undefined;
  /** Every connection gets through; or none does, for that reason if one is given. */
  readonly wanted: 'can' | 'cannot';
  readonly because?: string | undefined;
}

/**
 * `service "web" can be reached from pod "client"`, `… cannot be reached … because its selector matches no pod`.
 *
 * @throws UserError  for a reason that is none, and for kinds other than a pod and a service
 */
export function reachCondition(vocabulary: Vocabulary, reached: Reached, probe: ReachProbe): Condition {
  const { client, service, port, wanted, because } = reached;
  checkWords(reached, probe);
  const of = targetText(vocabulary, service);
  const on = port === undefined ? '' : ` on port ${port}`;
  const why = because === undefined ? '' : ` because ${because}`;
  // Whoever says that there is no such service means it.
  const mayMiss = because === 'there is no such service';
  return {
    text: `${of} ${wanted} be reached from ${targetText(vocabulary, client)}${on}${why}`,
    concerns: () => false,
    isLive: true,
    look: (view) => {
      if (find(view, client) === undefined) return absent(view, client);
      if (find(view, service) === undefined && !mayMiss) return absent(view, service);
      return lookAt(probe, reached);
    },
    nextTurnMs: probe.nextTurnMs,
    reasons: () => {
      const why = probe.why();
      return why === undefined ? [] : [why];
    },
    blame: () => probe.why()?.blame ?? [],
    suggest: (view) => suggestName(vocabulary, view, client) ?? suggestName(vocabulary, view, service),
  };
}

function lookAt(probe: ReachProbe, { wanted, because }: Reached): Finding {
  const { ends, open } = probe.count();
  const found = ends === 0 ? 'its name leads to no address' : `${open} of ${ends} ends take connections`;
  const base = { found, value: open, isMet: true };
  if (wanted === 'can')
    return { ...base, holds: ends > 0 && open === ends, margin: open - Math.max(1, ends) };
  if (open > 0 || because === undefined) return { ...base, holds: open === 0 };
  const why = probe.why();
  return { ...base, holds: why?.phrase === because, found: why?.message ?? found };
}

function checkWords({ client, service, because }: Reached, { phrases }: ReachProbe): void {
  if (service.kind.kind !== 'Service' || client.kind.kind !== 'Pod') {
    throw new UserError({
      message: `a ${service.kind.singular} is not reached from a ${client.kind.singular} here`,
      hint: 'say service "web" can be reached from pod "client"',
    });
  }
  if (because === undefined || phrases.includes(because)) return;
  const near = nearest(because, phrases);
  throw new UserError({
    message: `"${because}" is no reason that is known here`,
    hint: near === undefined ? `it may be: ${phrases.join('; ')}` : `did you mean "${near}"?`,
  });
}
