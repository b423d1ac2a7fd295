// The slices of one Service and address family on their way to the API, whose endpoints may get hints.

import type { EndpointSlice } from '../../../api/objects.ts';
import type { NewSlice } from '../plan-slices.ts';
import type { SliceEndpoint } from '../slice-endpoint.ts';

export interface SliceGroup {
  readonly create: readonly NewSlice[];
  readonly update: readonly EndpointSlice[];
  /** They would not be written. */
  readonly unchanged: readonly EndpointSlice[];
}

/** What is written of a group, and what is told of it. */
export interface HintedGroup {
  readonly create: readonly NewSlice[];
  readonly update: readonly EndpointSlice[];
  readonly told: readonly {
    readonly level: 'Normal' | 'Warning';
    readonly reason: string;
    readonly message: string;
  }[];
}

type Slice = Pick<EndpointSlice, 'endpoints'>;
export type Hints = SliceEndpoint['hints'];

export const isReady = ({ conditions }: SliceEndpoint): boolean => conditions?.ready === true;

/** The slice with other hints on its endpoints; the same one where nothing differs. */
export function withHints<S extends Slice>(slice: S, hintsOf: (endpoint: SliceEndpoint) => Hints): S {
  let hasChanged = false;
  const endpoints = (slice.endpoints ?? []).map((endpoint) => {
    const hints = hintsOf(endpoint);
    if (JSON.stringify(hints) === JSON.stringify(endpoint.hints)) return endpoint;
    hasChanged = true;
    const { hints: _, ...rest } = endpoint;
    return hints === undefined ? rest : { ...rest, hints };
  });
  return hasChanged ? { ...slice, endpoints } : slice;
}

/** No endpoint has a hint any more. */
export function withoutHints(group: SliceGroup): HintedGroup {
  const isHinted = ({ endpoints }: Slice): boolean =>
    endpoints?.some(({ hints }) => hints !== undefined) === true;
  const stripped = <S extends Slice>(slice: S): S =>
    isHinted(slice) ? withHints(slice, () => undefined) : slice;
  const changed = group.unchanged.filter(isHinted).map(stripped);
  return { create: group.create, update: [...group.update.map(stripped), ...changed], told: [] };
}

/** All slices get the hints that the rule gives; those that had them already are not written for it. */
export function hintAll(group: SliceGroup, hintsOf: (endpoint: SliceEndpoint) => Hints): HintedGroup {
  const changed = group.unchanged.flatMap((slice) => {
    const hinted = withHints(slice, hintsOf);
    return hinted === slice ? [] : [hinted];
  });
  return {
    create: group.create.map((slice) => withHints(slice, hintsOf)),
    update: [...group.update.map((slice) => withHints(slice, hintsOf)), ...changed],
    told: [],
  };
}
