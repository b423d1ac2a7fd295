// The form of a table of behaviours.

/** From and until which minor (both included) a behaviour holds; a bound that is absent is open. */
export type BehaviourRows = Readonly<Record<string, { readonly from?: number; readonly until?: number }>>;
