import { describe, it } from 'node:test';
import { expect } from 'chai';
import { run } from '../kernel/routine.ts';
import { runKubectl } from './kubectl.ts';
import { RunningCommand } from './running-command.ts';
import type { CommandResult } from './session.ts';
import { testSession } from './test-session.ts';

function begun(line: string): {
  readonly running: RunningCommand;
  readonly at: ReturnType<typeof testSession>;
  readonly ended: CommandResult[];
} {
  const at = testSession();
  at.run('kubectl create namespace default');
  const running = new RunningCommand(line);
  const ended: CommandResult[] = [];
  run(at.kernel, 'kubectl', runKubectl(line, at.session, running), (result) => ended.push(result));
  return { running, at, ended };
}

describe('A command that runs', () => {
  it('says when it goes on without an end of its own', () => {
    expect(begun('kubectl get configmaps -w').running.goesOn).to.equal(true);
    expect(begun('kubectl get configmaps -w --request-timeout=5s').running.goesOn).to.equal(false);
    expect(begun('kubectl wait --for=create configmap/a').running.goesOn).to.equal(false);
  });

  it('ends with 130 when it is stopped, and its watch with it', () => {
    const { running, at, ended } = begun('kubectl get configmaps -w | cat');
    at.run('kubectl create configmap a');
    at.kernel.advance(0);
    expect(running.stdout).to.equal('NAME   DATA   AGE\na      0      0s\n');
    running.stop();
    expect(ended).to.deep.equal([{ code: 130, stdout: running.stdout, stderr: '' }]);
    const { eventsRun } = at.kernel;
    at.run('kubectl create configmap b');
    at.kernel.advance(7_200_000);
    expect(running.stdout).not.to.include('b ');
    expect(at.kernel.eventsRun).to.equal(eventsRun);
    running.stop();
    expect(ended).to.have.length(1);
  });

  it('is over when the server closes its watch, between half an hour and an hour', () => {
    const { running, at } = begun('kubectl get configmaps -w');
    at.kernel.advance(1_799_999);
    expect(running.code).to.equal(undefined);
    at.kernel.advance(1_800_001);
    expect(running.code).to.equal(0);
  });
});
