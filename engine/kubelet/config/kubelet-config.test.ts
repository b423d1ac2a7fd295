// What a kubelet's configuration may say, and what is refused.

import { describe, it } from 'node:test';
import { expect } from 'chai';
import { UserError } from '../../errors.ts';
import { readKubeletConfig } from './kubelet-config.ts';

const REFUSED: readonly { readonly name: string; readonly given: object; readonly says: RegExp }[] = [
  {
    name: 'a field that is none',
    given: { evictionHart: {} },
    says: /no evictionHart.*did you mean evictionHard\?/s,
  },
  {
    name: 'a number in place of a text',
    given: { systemReserved: { cpu: 1 } },
    says: /numbers go in quotes/,
  },
  { name: 'no quantity', given: { kubeReserved: { cpu: 'many' } }, says: /kubeReserved/ },
  {
    name: 'no duration',
    given: { evictionPressureTransitionPeriod: '5' },
    says: /evictionPressureTransitionPeriod/,
  },
  {
    name: 'a signal that is none',
    given: { evictionHard: { 'memory.free': '1Gi' } },
    says: /unsupported eviction signal/,
  },
  {
    name: 'a soft threshold without its grace period',
    given: { evictionSoft: { 'memory.available': '1Gi' } },
    says: /grace period must be specified/,
  },
  { name: 'a policy that is none', given: { cpuManagerPolicy: 'dynamic' }, says: /none of none, static/ },
  {
    name: 'the static policy without a reserved processor',
    given: { cpuManagerPolicy: 'static', systemReserved: { memory: '1Gi' } },
    says: /systemreserved\.cpu \+ kubereserved\.cpu to be greater than zero/,
  },
  { name: 'no set of processors', given: { reservedSystemCPUs: '3-1' }, says: /no set of CPUs/ },
  {
    name: 'an option of the policy that is not known',
    given: { cpuManagerPolicyOptions: { 'align-by-socket': 'true' } },
    says: /only full-pcpus-only/,
  },
];

describe("a kubelet's configuration", () => {
  for (const { name, given, says } of REFUSED)
    it(`is refused for ${name}`, () => {
      expect(() => readKubeletConfig(given)).to.throw(UserError, says);
    });

  it('is taken without its kind, and with nothing in it', () => {
    const kind = { apiVersion: 'kubelet.config.k8s.io/v1beta1', kind: 'KubeletConfiguration' };
    const fields = { cpuManagerPolicy: 'static', reservedSystemCPUs: '0' };
    expect(readKubeletConfig({ ...kind, ...fields })).to.deep.equal(fields);
    expect(readKubeletConfig(null)).to.deep.equal({});
  });

  it('tells all that is wrong at once', () => {
    expect(() => readKubeletConfig({ a: 1, b: 2 })).to.throw(UserError, /no a here[\s\S]*no b here/);
  });
});
