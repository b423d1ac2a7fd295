// A day of a CronJob that runs every five minutes, each run taking ten seconds.

import { Simulation } from '../../engine/index.ts';
import type { Figure } from '../figure.ts';

const MANIFEST = `
apiVersion: batch/v1
kind: CronJob
metadata: {name: tick}
spec:
  schedule: "*/5 * * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: OnFailure
          containers:
            - {name: c, image: busybox, command: [sh, -c, "sleep 10"]}
`;
/** A minute more, so that the run of midnight is among them. */
const DAY_MS = 24 * 3_600_000 + 60_000;
const RUNS = 288;

export const figure: Figure = {
  name: 'cronjob-day',
  run: () => {
    const simulation = new Simulation();
    simulation.addFile('tick.yaml', MANIFEST);
    simulation.kubectl('kubectl apply -f tick.yaml');
    simulation.advance(DAY_MS);
    const made = simulation.trace.records.filter(
      (r) => r.type === 'change' && r.op === 'create' && r.ref.kind === 'Job',
    ).length;
    if (made !== RUNS) throw new Error(`${made} jobs instead of ${RUNS}`);
    return simulation;
  },
};
