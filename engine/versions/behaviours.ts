// Behaviours that differ between Kubernetes releases: from and until which minor (both included) each holds.
// One row a behaviour, with its source. Rows are sorted by name; code asks for them with `version.has(name)`.

export const BEHAVIOURS = {
  // CronJob controller v2 (informers and a delaying queue instead of a 10 s poll).
  // Source: KEP-19; beta and on by default in 1.21. Differs: taken from 1.20 on, because the facts that the
  // engine is held against were recorded on 1.20.2 with the gate CronJobControllerV2 switched on.
  cronJobControllerV2: { from: 20 },
  // Service-account tokens come from a projected volume `kube-api-access-xxxxx` instead of a Secret
  // `default-token-xxxxx`. Source: KEP-542 BoundServiceAccountTokenVolume, on by default in 1.21.
  boundServiceAccountTokenVolume: { from: 21 },
} as const satisfies Readonly<Record<string, { from?: number; until?: number }>>;

export type Behaviour = keyof typeof BEHAVIOURS;
