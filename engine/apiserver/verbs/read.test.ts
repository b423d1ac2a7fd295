import { beforeEach, describe, it } from 'node:test';
import { assert, expect } from 'chai';
import fc from 'fast-check';
import { KINDS } from '../../api/kinds/index.ts';
import { Kernel } from '../../kernel/kernel.ts';
import { Streams } from '../../kernel/streams.ts';
import { TraceLog } from '../../trace/trace-log.ts';
import { versionProfile } from '../../versions/profile.ts';
import { ApiServer } from '../api-server.ts';
import type { ListOptions } from '../request.ts';
import { decodeContinue, encodeContinue } from './continue-token.ts';

const ACTOR = { actor: 'test' };

function newServer(): ApiServer {
  const kernel = new Kernel({ startEpochMs: 0 });
  const trace = new TraceLog({ nowMs: () => 0, cause: () => 0 });
  const kinds = new Map(KINDS.map((kind) => [kind.kind, kind]));
  const version = versionProfile(30);
  return new ApiServer({ kernel, trace, streams: new Streams(1), version, kinds, admission: [], hooks: [] });
}

describe('a list in pages', () => {
  let server: ApiServer;

  beforeEach(() => {
    server = newServer();
  });

  const create = (name: string, namespace = 'default'): unknown =>
    server.create({ kind: 'ConfigMap', metadata: { name, namespace } } as never, ACTOR);
  const remove = (name: string): unknown => server.delete('ConfigMap', 'default', name, {}, ACTOR);

  function list(options: ListOptions) {
    const answer = server.list('ConfigMap', options);
    assert(answer.ok);
    const { items, ...rest } = answer.object;
    return { ...rest, names: items.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`) };
  }

  it('says how many are left and where to go on', () => {
    for (const name of ['a', 'b', 'c']) create(name);
    const first = list({ limit: 2 });
    expect(first.names).to.deep.equal(['default/a', 'default/b']);
    expect(first.remainingItemCount).to.equal(1);
    const last = list({ limit: 2, continueToken: first.continueToken! });
    expect(last.names).to.deep.equal(['default/c']);
    expect(last.continueToken).to.equal(undefined);
  });

  it('shows one state of the store, whatever is written between two pages', () => {
    for (const name of ['a', 'b', 'c']) create(name);
    const first = list({ limit: 1 });
    remove('b');
    create('bb');
    const rest = list({ continueToken: first.continueToken! });
    expect(rest.names).to.deep.equal(['default/b', 'default/c']);
    expect(rest.resourceVersion).to.equal(first.resourceVersion);
  });

  it('is sorted as keys are in etcd, a dash before the slash', () => {
    create('x', 'a');
    create('y', 'a-b');
    const first = list({ limit: 1 });
    expect(first.names).to.deep.equal(['a-b/y']);
    expect(list({ continueToken: first.continueToken! }).names).to.deep.equal(['a/x']);
  });

  it('is refused for a token that nobody has made', () => {
    const answer = server.list('ConfigMap', { continueToken: 'bm9uZQ==' });
    expect(answer.ok).to.equal(false);
    if (!answer.ok) expect(answer.status).to.include({ code: 400, reason: 'BadRequest' });
  });

  it('is refused once the writes since the first page are forgotten', () => {
    create('a');
    create('b');
    const token = list({ limit: 1 }).continueToken!;
    for (let i = 0; i < 20_001; i += 1)
      server.update(
        { kind: 'ConfigMap', metadata: { name: 'a', namespace: 'default' }, data: { i: `${i}` } } as never,
        ACTOR,
      );
    const answer = server.list('ConfigMap', { continueToken: token });
    expect(answer.ok).to.equal(false);
    if (!answer.ok) expect(answer.status).to.include({ code: 410, reason: 'Expired' });
  });

  it('gives in pages of any size what it gives at once', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
    fc.assert(
      fc.property(fc.array(name), fc.integer({ min: 1, max: 4 }), fc.array(name), (made, limit, later) => {
        server = newServer();
        for (const one of made) create(one);
        const whole = list({}).names;
        let page = list({ limit });
        const names = [...page.names];
        while (page.continueToken !== undefined) {
          const next = later.pop();
          if (next !== undefined && made.includes(next)) remove(next);
          else if (next !== undefined) create(next);
          page = list({ limit, continueToken: page.continueToken });
          names.push(...page.names);
        }
        expect(names).to.deep.equal(whole);
      }),
      { seed: 42, numRuns: 200 },
    );
  });
});

describe('a continue token', () => {
  it('survives the way out and back', () => {
    const point = { revision: 12, after: 'default/a' };
    expect(decodeContinue(encodeContinue(point))).to.deep.equal(point);
  });

  // Source: kubernetes v1.20.2 staging/src/k8s.io/apiserver/pkg/storage/etcd3/store.go, decodeContinue.
  it('of another version is refused', () => {
    expect(() => decodeContinue('eyJ2IjoiYSJ9')).to.throw(
      'continue key is not valid: server does not recognize this encoded version "a"',
    );
  });
});
