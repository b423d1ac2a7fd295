import { podPhase } from '../../engine/kubelet/status/pod-phase.ts';
import { versionProfile } from '../../engine/versions/profile.ts';
import type { TableAdapter } from '../adapter.ts';

const named = (names: readonly string[] | null): { name: string; image: string }[] =>
  (names ?? []).map((name) => ({ name, image: 'x' }));

const VERSION = versionProfile(20);

export const adapter: TableAdapter = {
  topics: ['pod-phase'],
  run: ({ input }) => ({
    phase: podPhase({
      restartPolicy: input.restartPolicy,
      initContainers: named(input.initContainers),
      containers: named(input.containers),
      statuses: input.statuses ?? [],
      version: VERSION,
    }),
  }),
};
