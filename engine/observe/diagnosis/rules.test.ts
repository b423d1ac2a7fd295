import { test } from 'node:test';
import { expect } from 'chai';
import type { Pod } from '../../api/objects.ts';
import { fieldRule } from './rules.ts';

const PROBE = { exec: { command: ['true'] } };

/** Two init containers, the first a sidecar with a startup probe; two containers, both with readiness probes. */
const pod = (ready: readonly string[] = []): Pod =>
  ({
    spec: {
      initContainers: [
        { name: 'proxy', image: 'mesh', restartPolicy: 'Always', startupProbe: PROBE },
        { name: 'migrate', image: 'shop', command: ['migrate'] },
      ],
      containers: [
        { name: 'web', image: 'shop', readinessProbe: PROBE },
        { name: 'log', image: 'log', readinessProbe: PROBE, resources: { limits: { memory: '64Mi' } } },
      ],
    },
    status: {
      initContainerStatuses: ['proxy', 'migrate'].map((name) => ({ name, ready: ready.includes(name) })),
      containerStatuses: ['web', 'log'].map((name) => ({ name, ready: ready.includes(name) })),
    },
  }) as unknown as Pod;

const ROWS: readonly [message: string, ready: readonly string[], path: string][] = [
  ['Startup probe failed: ', [], 'initContainers[0].startupProbe'],
  ['Readiness probe failed: ', ['proxy', 'migrate'], 'containers[0].readinessProbe'],
  ['Readiness probe failed: ', ['proxy', 'migrate', 'web'], 'containers[1].readinessProbe'],
  ['Back-off pulling image "mesh"', [], 'initContainers[0].image'],
  ['Back-off restarting failed container', ['proxy'], 'initContainers[1].command'],
  ['Back-off restarting failed container web in pod p_default(1)', [], 'containers[0].image'],
  ['container log ended with code 137: OOMKilled', [], 'containers[1].resources.limits.memory'],
];

for (const [message, ready, path] of ROWS) {
  test(`"${message}" with [${ready}] ready points at ${path}`, () => {
    expect(fieldRule(pod(ready), message)?.path).to.equal(path);
  });
}
