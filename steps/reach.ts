// Who reaches whom, and why not.

import { type DataTable, Then } from '@cucumber/cucumber';
import {
  type ObjectName,
  reachCondition,
  reachMatrixCondition,
  reasonOf,
  type Target,
  targetOf,
} from '../engine/index.ts';
import { condition } from './expectation.ts';
import { cellsOf } from './reach-matrix.ts';
import { walkText } from './walk-text.ts';
import type { KubespecWorld } from './world.ts';

type Can = 'can' | 'cannot';

Then(
  '{when}service {name} {can} be reached from pod {name}{onPort}{because}',
  condition(function (
    name: ObjectName,
    wanted: Can,
    from: ObjectName,
    port: number | undefined,
    because: string | undefined,
  ) {
    const [service, client] = targetsOf(this, name, from);
    const probe = this.simulation.reachProbe({ client: named(client), service: named(service), port });
    return reachCondition(this.vocabulary, { client, service, port, wanted, because }, probe);
  }, / be reached from /),
);

Then(
  '{when}the reachability is:',
  condition(function (table: DataTable) {
    const { simulation } = this;
    return reachMatrixCondition(cellsOf(this, table.raw()), () => simulation.nextReachTurnMs());
  }),
);

Then(
  'explain why service {name} cannot be reached from pod {name}{onPort}',
  function (this: KubespecWorld, name: ObjectName, from: ObjectName, port: number | undefined) {
    const [service, client] = targetsOf(this, name, from);
    const { simulation, vocabulary } = this;
    const question = { client: named(client), service: named(service), port };
    // The same words as those of the condition: that it holds is what there is to explain.
    const probe = simulation.reachProbe(question);
    const isSo = reachCondition(vocabulary, { client, service, port, wanted: 'can' }, probe);
    const verdict = simulation.check(isSo, { kind: 'now' });
    if (verdict.passed) {
      this.fail({
        found: ['asserted nothing: it can be reached'],
        tries: ['leave the sentence out, or say that it can be reached'],
      });
    }
    const checks = simulation.explainReach(question);
    const reason = reasonOf(checks.at(-1), question);
    if (reason === undefined)
      this.fail({ found: [verdict.deciding?.finding.found ?? '', 'nothing was found in the way'] });
    const { where } = reason;
    const place = where === undefined ? undefined : this.manifests.placeOf(where.ref, where.path);
    this.log(walkText({ sentence: this.step.text.replace(/^explain why /, ''), checks, reason, place }));
  },
);

const targetsOf = (
  { vocabulary }: KubespecWorld,
  service: ObjectName,
  client: ObjectName,
): [Target, Target] => [targetOf(vocabulary, 'service', service), targetOf(vocabulary, 'pod', client)];

const named = ({ namespace = '', name }: Target): { namespace: string; name: string } => ({
  namespace,
  name,
});
