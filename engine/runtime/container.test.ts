// Containers as the kubelet sees them: start, signals, exit codes, exec, logs, assumptions.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import fc from 'fast-check';
import { parseBehaviour } from './behaviour/words.ts';
import type { ContainerSpec } from './container-spec.ts';
import { Volume } from './filesystem/volume.ts';
import type { SignalName } from './process/signals.ts';
import { containerIn, world } from './test-host.ts';

const TRACE = 'conformance/traces/hooks-and-grace.yaml';

interface StopRow {
  readonly name: string;
  readonly source?: string;
  readonly command: readonly string[];
  readonly signals: readonly (readonly [atMs: number, signal: SignalName])[];
  readonly spec?: Partial<ContainerSpec>;
  readonly code: number | undefined;
  readonly atMs: number | undefined;
}

const sh = (script: string): string[] => ['/bin/sh', '-c', script];

const STOPS: readonly StopRow[] = [
  {
    name: 'a trap that sleeps runs when the sleep in the foreground is over',
    source: `${TRACE}, pod obeys`,
    command: sh("trap 'sleep 3; exit 0' TERM; while true; do sleep 1; done"),
    signals: [[12_350, 'TERM']],
    code: 0,
    atMs: 16_000,
  },
  {
    name: 'PID 1 without a handler ignores TERM until KILL',
    source: `${TRACE}, pod ignores`,
    command: sh('sleep 3600'),
    signals: [
      [12_000, 'TERM'],
      [22_000, 'KILL'],
    ],
    code: 137,
    atMs: 22_000,
  },
  {
    name: 'a signal before the first instruction finds no trap',
    source: `${TRACE}, pod poststart-fails`,
    command: sh("trap 'exit 0' TERM; while true; do sleep 1; done"),
    spec: { startDelayMs: 2 },
    signals: [
      [0, 'TERM'],
      [30_000, 'KILL'],
    ],
    code: 137,
    atMs: 30_000,
  },
  {
    name: 'wait is interrupted at once',
    source: 'conformance/traces/cron-forbid.yaml',
    command: sh("trap 'exit 0' TERM; sleep 90 & wait $!"),
    signals: [[12_050, 'TERM']],
    code: 0,
    atMs: 12_050,
  },
  {
    name: 'exec makes the program PID 1, which still has no handler',
    command: sh('exec sleep 60'),
    signals: [[1000, 'TERM']],
    code: 0,
    atMs: 60_000,
  },
  {
    name: 'without a PID namespace of its own the default action applies',
    source: 'man 7 pid_namespaces; shareProcessNamespace',
    command: ['sleep', '3600'],
    spec: { isPidNamespace: false },
    signals: [[1000, 'TERM']],
    code: 143,
    atMs: 1000,
  },
  {
    name: 'tail -f /dev/null waits for KILL',
    command: ['tail', '-f', '/dev/null'],
    signals: [
      [5, 'TERM'],
      [9, 'KILL'],
    ],
    code: 137,
    atMs: 9,
  },
  {
    name: 'a busy loop sees its trap at once',
    command: sh("trap 'exit 4' TERM; while :; do :; done"),
    signals: [[5000, 'TERM']],
    code: 4,
    atMs: 5000,
  },
  {
    name: 'the last command of -c takes the place of the shell',
    command: sh('cd / && nginx -g "daemon off;"'),
    spec: { image: 'nginx:1.19' },
    signals: [[5000, 'TERM']],
    code: 0,
    atMs: 5000,
  },
  {
    name: 'a server that is not last is beyond TERM',
    command: sh('nginx -g "daemon off;"; echo bye'),
    spec: { image: 'nginx' },
    signals: [
      [5000, 'TERM'],
      [8000, 'KILL'],
    ],
    code: 137,
    atMs: 8000,
  },
  {
    name: 'nginx as a daemon leaves an empty container',
    command: ['nginx'],
    spec: { image: 'nginx' },
    signals: [],
    code: 0,
    atMs: 0,
  },
  {
    name: 'busybox without a command ends at once',
    command: [],
    spec: { image: 'busybox' },
    signals: [],
    code: 0,
    atMs: 0,
  },
  {
    name: 'busybox with stdin waits',
    command: [],
    spec: { image: 'busybox', stdin: true },
    signals: [],
    code: undefined,
    atMs: undefined,
  },
  {
    name: 'draining takes its time',
    command: [],
    spec: { behaviour: parseBehaviour('takes 8s to drain') },
    signals: [[2000, 'TERM']],
    code: 0,
    atMs: 10_000,
  },
  {
    name: 'words change what a catalogued server does',
    command: sh('exec nginx -g "daemon off;"'),
    spec: { image: 'nginx', behaviour: parseBehaviour('takes 4s to drain') },
    signals: [[2000, 'TERM']],
    code: 0,
    atMs: 6000,
  },
  {
    name: 'ignores TERM',
    command: [],
    spec: { behaviour: parseBehaviour('ignores TERM') },
    signals: [
      [2000, 'TERM'],
      [9000, 'KILL'],
    ],
    code: 137,
    atMs: 9000,
  },
  {
    name: 'exits by itself',
    command: [],
    spec: { behaviour: parseBehaviour('exits with 3 after 5 minutes') },
    signals: [],
    code: 3,
    atMs: 300_000,
  },
  {
    name: 'an unknown task ends with 0 after a second',
    command: ['/app/migrate'],
    spec: { role: 'init' },
    signals: [],
    code: 0,
    atMs: 1000,
  },
];

describe('container stops', () => {
  for (const row of STOPS) {
    it(row.name, () => {
      const where = world();
      const container = containerIn(where, { command: row.command, ...row.spec });
      expect(container.start()).to.equal(undefined);
      for (const [atMs, signal] of row.signals) {
        where.host.advanceTo(atMs);
        container.signal(signal);
      }
      where.host.advanceTo(1_000_000);
      expect({ code: container.exit?.code, atMs: container.finishedMs }).to.deep.equal({
        code: row.code,
        atMs: row.atMs,
      });
    });
  }
});

describe('container exec', () => {
  const running = (
    script: string,
  ): { where: ReturnType<typeof world>; container: ReturnType<typeof containerIn> } => {
    const where = world();
    const container = containerIn(where, { image: 'busybox', command: sh(script) });
    container.start();
    return { where, container };
  };

  it('answers a file probe at once and says how long that holds', () => {
    const { where, container } = running('sleep 5; touch /tmp/ok; sleep 100');
    const before = container.exec(['cat', '/tmp/ok']).result;
    expect(before).to.include({
      exitCode: 1,
      tookMs: 0,
      steady: true,
      output: "cat: can't open '/tmp/ok': No such file or directory\n",
    });
    const revision = container.files.revision;
    where.host.advanceTo(4999);
    expect(container.files.revision).to.equal(revision);
    where.host.advanceTo(5000);
    expect(container.files.revision).to.be.greaterThan(revision);
    expect(container.exec(['cat', '/tmp/ok']).result?.exitCode).to.equal(0);
  });

  it('is not steady when it writes, waits, tells the time or asks the network', () => {
    const { container } = running('sleep 100');
    for (const script of ['touch /tmp/x', 'date', 'kill -0 1']) {
      expect(container.exec(sh(script)).result?.steady, script).to.equal(false);
    }
    expect(container.exec(sh('[ -f /etc/passwd ] && echo yes; x=1')).result?.steady).to.equal(true);
  });

  it('takes virtual time and can be killed', () => {
    const { where, container } = running('sleep 100');
    const hook = container.exec(['sleep', '6']);
    const slow = container.exec(['sleep', '60']);
    where.host.advanceTo(8000);
    slow.kill();
    expect(hook.result).to.include({ exitCode: 0, tookMs: 6000 });
    expect(slow.result).to.include({ exitCode: 137, tookMs: 8000, killed: true });
  });

  it('dies with the container', () => {
    const { where, container } = running('sleep 1');
    const hook = container.exec(['sleep', '6']);
    where.host.advanceTo(2000);
    expect(hook.result).to.include({ exitCode: 137, tookMs: 1000 });
    expect(container.exec(['true']).result?.startError).to.equal('container not running');
  });

  it('fails to start what the image lacks', () => {
    const { container } = running('sleep 100');
    expect(container.exec(['bash']).result?.startError).to.contain(
      'exec: "bash": executable file not found in $PATH',
    );
  });

  it('lets nginx -s quit end the server', () => {
    const where = world();
    const container = containerIn(where, { image: 'nginx' });
    container.start();
    where.host.advanceTo(1000);
    expect(container.exec(['/usr/sbin/nginx', '-s', 'quit']).result?.exitCode).to.equal(0);
    expect(container.exit?.code).to.equal(0);
  });
});

describe('container start', () => {
  it('reports what it assumes of an unknown image', () => {
    const where = world();
    const container = containerIn(where, { ports: [{ port: 8080, protocol: 'http' }] });
    container.start();
    expect(where.host.assumptions.map((one) => one.text)).to.deep.equal([
      'nothing is known of image "acme/shop:1": it runs until told to stop and answers 200 on port 8080',
    ]);
    where.host.advanceTo(1);
    expect(where.sandbox.openPorts).to.deep.equal([8080]);
  });

  it('assumes nothing where words or the catalogue say it', () => {
    const where = world();
    containerIn(where, { behaviour: parseBehaviour('starts in 2s') }).start();
    containerIn(where, { image: 'redis:6' }).start();
    expect(where.host.assumptions).to.deep.equal([]);
  });

  it('refuses a command that a known image does not have', () => {
    expect(containerIn(world(), { image: 'busybox', command: ['bash'] }).start()).to.contain(
      'exec: "bash": executable file not found in $PATH',
    );
  });

  it('shares volumes: the war an init container copies is there for the server', () => {
    const where = world();
    const volume = new Volume(0);
    const init = containerIn(where, {
      image: 'geektime/sample:v2',
      command: ['cp', '/sample.war', '/app'],
      mounts: [{ path: '/app', volume }],
      role: 'init',
    });
    init.start();
    expect(init.exit?.code).to.equal(0);
    const server = containerIn(where, {
      image: 'geektime/tomcat:7.0',
      command: ['sh', '-c', '/root/apache-tomcat-7.0.42-v2/bin/start.sh'],
      mounts: [{ path: '/root/apache-tomcat-7.0.42-v2/webapps', volume }],
    });
    server.start();
    where.host.advanceTo(10_000);
    expect(where.host.problems).to.deep.equal([]);
    expect(server.exec(['ls', '/root/apache-tomcat-7.0.42-v2/webapps']).result?.stdout).to.equal(
      'sample.war\n',
    );
    expect(where.sandbox.openPorts).to.deep.equal([8080]);
  });

  it('runs unedited images as empty ones where there are none', () => {
    const where = world(undefined, { imagesAreEmpty: true });
    const container = containerIn(where, { image: 'busybox' });
    container.start();
    where.host.advanceTo(5000);
    container.signal('TERM');
    expect({ code: container.exit?.code, atMs: container.finishedMs }).to.deep.equal({ code: 0, atMs: 5000 });
  });
});

describe('idle loops', () => {
  // A counter makes every turn different, so that nothing is skipped; both must look the same from outside.
  const skipped = (body: string): string =>
    `trap 'echo bye; exit 7' TERM; until [ -f /tmp/x ]; do ${body}; done; echo seen`;
  const counted = (body: string): string =>
    `trap 'echo bye; exit 7' TERM; n=0; until [ -f /tmp/x ]; do ${body}; n=$((n+1)); done; echo seen`;

  it('end when and as loops do that are not skipped', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 1, max: 60_000 }).filter((ms) => ms % 1000 !== 0),
        fc.boolean(),
        (period, atMs, bySignal) => {
          const outcomes = [skipped, counted].map((script) => {
            const where = world();
            const container = containerIn(where, { command: sh(script(`sleep ${period}`)) });
            container.start();
            where.host.advanceTo(atMs);
            if (bySignal) container.signal('TERM');
            else container.exec(['touch', '/tmp/x']);
            where.host.advanceTo(200_000);
            return { code: container.exit?.code, atMs: container.finishedMs, log: container.log.text };
          });
          expect(outcomes[0]).to.deep.equal(outcomes[1]);
        },
      ),
      { seed: 42, numRuns: 200 },
    );
  });

  it('cost no events while nothing happens', () => {
    const where = world();
    containerIn(where, { command: sh("trap 'exit 0' TERM; while true; do sleep 1; done") }).start();
    where.host.advanceTo(86_400_000);
    expect(where.host.events).to.be.at.most(3);
  });
});
