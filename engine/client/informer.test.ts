import { beforeEach, describe, it } from 'node:test';
import { expect } from 'chai';
import { KINDS } from '../api/kinds/index.ts';
import type { ConfigMap } from '../api/objects.ts';
import { ApiServer } from '../apiserver/api-server.ts';
import type { WatchFilter } from '../apiserver/watch-hub.ts';
import { Kernel } from '../kernel/kernel.ts';
import { Streams } from '../kernel/streams.ts';
import { TraceLog } from '../trace/trace-log.ts';
import { versionProfile } from '../versions/profile.ts';
import { Informer } from './informer.ts';

const ACTOR = { actor: 'test' };

describe('an informer', () => {
  let kernel: Kernel;
  let server: ApiServer;
  let heard: string[];

  beforeEach(() => {
    kernel = new Kernel({ startEpochMs: 0 });
    const trace = new TraceLog({ nowMs: () => kernel.nowMs, cause: () => 0 });
    const kinds = new Map(KINDS.map((kind) => [kind.kind, kind]));
    const version = versionProfile(30);
    server = new ApiServer({
      kernel,
      trace,
      streams: new Streams(1),
      version,
      kinds,
      admission: [],
      hooks: [],
    });
    heard = [];
  });

  const create = (name: string, data: Record<string, string> = {}): unknown =>
    server.create({ kind: 'ConfigMap', metadata: { name, namespace: 'default' }, data } as never, ACTOR);
  const change = (name: string, data: Record<string, string>): unknown =>
    server.update({ ...server.peek('ConfigMap', 'default', name)!, data } as never, ACTOR);
  const remove = (name: string): unknown => server.delete('ConfigMap', 'default', name, {}, ACTOR);

  function informer(filter: WatchFilter = {}): Informer<'ConfigMap', ConfigMap> {
    const trace = new TraceLog({ nowMs: () => 0, cause: () => 0 });
    const made = new Informer<'ConfigMap', ConfigMap>(
      { kernel, trace, server, deliveryMs: () => 10, writeSeq: () => trace.lastSeq },
      'ConfigMap',
      filter,
    );
    made.addHandler({
      add: ({ metadata }) => heard.push(`+${metadata.name}`),
      update: ({ metadata }) => heard.push(`~${metadata.name}`),
      delete: ({ metadata }) => heard.push(`-${metadata.name}`),
    });
    return made;
  }

  it('begins with what is there, not with what has been', () => {
    create('a');
    change('a', { k: 'v' });
    create('b');
    remove('b');
    informer().start();
    kernel.advance(10);
    expect(heard).to.deep.equal(['+a']);
  });

  it('hears of each later write once, after its latency', () => {
    informer().start();
    create('a');
    kernel.advance(9);
    expect(heard).to.deep.equal([]);
    kernel.advance(1);
    change('a', { k: 'v' });
    remove('a');
    kernel.advance(10);
    expect(heard).to.deep.equal(['+a', '~a', '-a']);
  });

  it('lists only what its filter takes', () => {
    create('a');
    create('b');
    const one = informer({ namespace: 'default', field: { label: 'metadata.name', value: 'b' } });
    one.start();
    kernel.advance(10);
    expect(heard).to.deep.equal(['+b']);
    expect(one.list().map(({ metadata }) => metadata.name)).to.deep.equal(['b']);
  });

  it('hears after a pause what came of it: one change, a deletion, nothing of what came and went', () => {
    create('kept');
    create('changed');
    create('gone');
    const watching = informer();
    watching.start();
    kernel.advance(10);
    watching.stop();
    heard = [];
    change('changed', { n: '1' });
    change('changed', { n: '2' });
    remove('gone');
    create('between');
    remove('between');
    watching.start();
    kernel.advance(10);
    expect(heard).to.deep.equal(['-gone', '~changed']);
    expect(watching.get('default', 'changed')?.data).to.deep.equal({ n: '2' });
  });

  const cutOff = (writes: number, everyMs: number): void => {
    create('kept');
    create('changed');
    create('gone');
    const watching = informer();
    watching.start();
    kernel.advance(10);
    watching.holdBackUntil(Number.POSITIVE_INFINITY);
    heard = [];
    for (let i = 0; i < writes; i += 1) {
      change('changed', { n: String(i) });
      kernel.advance(everyMs);
    }
    remove('gone');
    create('between');
    remove('between');
    create('new');
    watching.release();
    kernel.advance(10);
  };

  it('hears after a cut of each write that it has missed', () => {
    cutOff(3, 60_000);
    expect(heard).to.deep.equal([
      '~changed',
      '~changed',
      '~changed',
      '-gone',
      '+between',
      '-between',
      '+new',
    ]);
  });

  it('lists anew after a cut that the watch cache does not reach back over', () => {
    cutOff(100, 1000);
    expect(heard).to.deep.equal(['~changed', '+new', '-gone']);
  });
});
