import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { expect } from 'chai';
import { apiVersionOf } from '../conversion.ts';
import { KINDS } from '../kinds/index.ts';
import { documentedKind } from './documentation.ts';
import type { ApiSchema } from './schema.ts';

let reads = 0;
const source = (): string => {
  reads += 1;
  return readFileSync(new URL('documentation.generated.txt', import.meta.url), 'utf8');
};
const kindIn = (apiVersion: string, kind: string, withValues = true): ApiSchema | undefined =>
  documentedKind(source, { apiVersion, kind }, withValues);

const field = (schema: ApiSchema | undefined, ...path: string[]): ApiSchema | undefined =>
  path.reduce<ApiSchema | undefined>((at, name) => {
    const inner = at?.reference?.schema ?? at?.items?.reference?.schema ?? at;
    return inner?.properties?.get(name);
  }, schema);

describe('the documentation of the API', () => {
  it('has every kind in every version', () => {
    const missing = KINDS.flatMap(({ kind, versions }) =>
      versions
        .map(apiVersionOf)
        .filter((apiVersion) => kindIn(apiVersion, kind) === undefined)
        .map((apiVersion) => `${apiVersion} ${kind}`),
    );
    expect(missing).to.deep.equal([]);
    expect(kindIn('v9', 'Pod')).to.equal(undefined);
  });

  it('is read once', () => {
    const before = reads;
    kindIn('v1', 'Pod');
    kindIn('v1', 'Node');
    expect(reads).to.equal(before);
  });

  it('has fields in the order of their names', () => {
    const names = [...(field(kindIn('v1', 'Pod'), 'spec')?.reference?.schema.properties?.keys() ?? [])];
    expect(names).to.deep.equal([...names].sort());
    expect(names).to.include.members(['containers', 'restartPolicy']);
  });

  it('knows types, values and what must be there', () => {
    const spec = field(kindIn('v1', 'Pod'), 'spec')?.reference?.schema;
    expect([...(spec?.required ?? [])]).to.deep.equal(['containers']);
    const limits = field(kindIn('v1', 'Pod'), 'spec', 'containers', 'resources', 'limits');
    expect(limits).to.deep.include({ type: 'object' });
    expect(limits?.values?.reference?.name).to.equal('io.k8s.apimachinery.pkg.api.resource.Quantity');
    expect(field(kindIn('apps/v1', 'Deployment'), 'spec', 'replicas')).to.deep.include({ type: 'integer' });
    expect(field(kindIn('v1', 'Event'), 'count')).to.deep.include({ type: 'integer' });
  });

  it('leaves out values and what is said of them where releases do', () => {
    const policyOf = (withValues: boolean): ApiSchema | undefined =>
      field(kindIn('v1', 'Pod', withValues), 'spec', 'dnsPolicy');
    expect(policyOf(true)?.enum).to.include('ClusterFirst');
    expect(policyOf(true)?.description).to.contain('Possible enum values:\n - `"ClusterFirst"`');
    expect(policyOf(false)).to.not.have.property('enum');
    expect(policyOf(false)?.description).to.not.contain('Possible enum values');
  });
});
