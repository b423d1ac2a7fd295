import { describe, it } from 'node:test';
import { expect } from 'chai';
import { START_EPOCH_MS, TraceBuilder } from '../model/test-trace.ts';
import { differenceBetween, yamlAt } from './object-history.ts';
import { type ObjectHistory, TraceIndex } from './trace-index.ts';

const trace = new TraceBuilder();
const made = trace.create('kubectl', {
  kind: 'ConfigMap',
  metadata: { name: 'a', namespace: 'default', generation: 1, managedFields: [{ manager: 'kubectl' }] },
  data: { greeting: 'hello', gone: 'x' },
});
const changed = trace.update('kubectl', 'ConfigMap', 'a', ({ metadata }) => ({
  metadata: { ...metadata, generation: 2, managedFields: [] },
  data: { greeting: 'hi', added: 'y' },
}));
const deleted = trace.delete('kubectl', 'ConfigMap', 'a');
const index = new TraceIndex(trace.records, { startEpochMs: START_EPOCH_MS, endMs: 1 });
const history = index.objects.get('ConfigMap/default/a') as ObjectHistory;

describe('an object between two instants', () => {
  const paths = (fromSeq: number, toSeq: number): readonly string[] =>
    differenceBetween(index, history, { fromSeq, toSeq }).map(({ path }) => path);

  it('differs in what somebody wrote, not in what the API server keeps for itself', () => {
    expect([...paths(made, changed)].sort()).to.deep.equal(['data.added', 'data.gone', 'data.greeting']);
  });

  it('is the same at one instant, and empty where it was not there', () => {
    expect(paths(changed, changed)).to.deep.equal([]);
    expect(paths(made, deleted)).to.include('kind');
  });

  it('has the YAML of each instant, without managedFields', () => {
    expect(yamlAt(index, history, made))
      .to.include('greeting: hello')
      .and.not.include('managedFields');
    expect(yamlAt(index, history, deleted)).to.equal(undefined);
  });
});
