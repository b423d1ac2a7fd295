// What probes and the network learn from a pod's ports.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import { parseBehaviour } from './behaviour/words.ts';
import type { HttpAnswer } from './host.ts';
import { containerIn, type World, world } from './test-host.ts';

function get(where: World, port: number, path = '/'): HttpAnswer {
  return where.sandbox.answer({ method: 'GET', host: '10.244.1.7', port, path, headers: [] });
}

function serving(words: string): World {
  const where = world();
  containerIn(where, { behaviour: parseBehaviour(words) }).start();
  return where;
}

describe('sandbox', () => {
  it('refuses until the server has started', () => {
    const where = serving('starts in 40s, serves HTTP on 8080');
    where.host.advanceTo(39_999);
    expect(get(where, 8080)).to.include({ error: 'refused', steady: true });
    expect(where.sandbox.accept(8080)).to.include({ connected: false });
    const { revision } = where.sandbox;
    where.host.advanceTo(40_000);
    expect(where.sandbox.revision).to.equal(revision + 1);
    expect(get(where, 8080)).to.include({ status: 200, steady: true });
  });

  it('keeps the port open for a TCP probe though the service hangs', () => {
    const where = serving('serves HTTP on 80, hangs after 10s for 5s');
    where.host.advanceTo(12_000);
    expect(where.sandbox.accept(80)).to.include({ connected: true });
    expect(get(where, 80)).to.include({ error: 'timeout' });
    where.host.advanceTo(15_000);
    expect(get(where, 80)).to.include({ status: 200 });
  });

  it('answers by path, and 503 while it is not ready', () => {
    const where = serving('serves HTTP on 80, answers /healthz with 500, gets ready after 20s');
    where.host.advanceTo(1);
    expect(get(where, 80)).to.include({ status: 503 });
    where.host.advanceTo(20_000);
    expect(get(where, 80)).to.include({ status: 200 });
    expect(get(where, 80, '/healthz?x=1')).to.include({ status: 500 });
    expect(get(where, 81)).to.include({ error: 'refused' });
  });

  it('speaks the health protocol', () => {
    const where = serving('serves gRPC on 50051, never gets ready');
    where.host.advanceTo(1);
    expect(where.sandbox.health(50_051, '')).to.include({ status: 'NOT_SERVING' });
  });

  it('queues what exceeds the rate', () => {
    const where = serving('serves HTTP on 80, answers in 20ms at 100 requests per second');
    where.host.advanceTo(1);
    const took = [1, 2, 3].map(() => get(where, 80).tookMs);
    expect(took).to.deep.equal([20, 30, 40]);
    where.host.advanceTo(1000);
    expect(get(where, 80)).to.include({ tookMs: 20, steady: false });
  });

  it('closes the ports when told to stop, unless it keeps serving', () => {
    for (const [words, open] of [
      ['serves HTTP on 80, takes 8s to drain', false],
      ['serves HTTP on 80, takes 8s to drain, keeps serving while it drains', true],
    ] as const) {
      const where = world();
      const container = containerIn(where, { behaviour: parseBehaviour(words) });
      container.start();
      where.host.advanceTo(5000);
      container.signal('TERM');
      expect(where.sandbox.accept(80).connected).to.equal(open);
      where.host.advanceTo(13_000);
      expect(where.sandbox.accept(80).connected).to.equal(false);
      expect(container.finishedMs).to.equal(13_000);
    }
  });

  it('lets a script answer with nc', () => {
    const where = world();
    const script = 'while true; do printf "HTTP/1.1 200 OK\\r\\n\\r\\nhi" | nc -l -p 8080; done';
    containerIn(where, { command: ['sh', '-c', script] }).start();
    for (let i = 0; i < 3; i++) {
      expect(get(where, 8080)).to.include({ status: 200, body: 'hi', steady: false });
      where.host.advanceTo(where.host.nowMs() + 10);
    }
  });

  it('two servers cannot have one port', () => {
    const where = world();
    containerIn(where, { image: 'nginx' }).start();
    const second = containerIn(where, { image: 'nginx' });
    second.start();
    where.host.advanceTo(1000);
    expect(second.exit?.code).to.equal(1);
    expect(second.log.text).to.contain('address already in use');
  });

  it('a pod reaches itself by localhost, its name and its address', () => {
    const where = world();
    const container = containerIn(where, { image: 'nginx' });
    container.start();
    where.host.advanceTo(1000);
    for (const host of ['localhost', '127.0.0.1', 'web-0', '10.244.1.7']) {
      const run = container.exec(['curl', '-s', '-o', '/dev/null', '-w', '%{http_code}', `http://${host}/`]);
      where.host.advanceTo(where.host.nowMs() + 10);
      expect(run.result, host).to.include({ exitCode: 0, stdout: '200' });
    }
  });
});
