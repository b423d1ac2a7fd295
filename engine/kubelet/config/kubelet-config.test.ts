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
  { name: 'a policy that is none', given: { cpuManagerPolicy: 'dynamic' }, says: /only none, static/ },
  {
    name: 'the static policy without a reserved processor',
    given: { cpuManagerPolicy: 'static', systemReserved: { memory: '1Gi' } },
    says: /systemreserved\.cpu \+ kubereserved\.cpu to be greater than zero/,
  },
  { name: 'no set of processors', given: { reservedSystemCPUs: '3-1' }, says: /no set of CPUs/ },
  // Source: kubernetes v1.28.0 pkg/kubelet/apis/config/validation/validation.go, ValidateKubeletConfiguration.
  {
    name: 'more time for critical pods than for all',
    given: { shutdownGracePeriod: '10s', shutdownGracePeriodCriticalPods: '20s' },
    says: /shutdownGracePeriodCriticalPods 20s must be <= shutdownGracePeriod 10s$/,
  },
  {
    name: 'a shutdown of less than a second',
    given: { shutdownGracePeriod: '500ms', shutdownGracePeriodCriticalPods: '-1s' },
    says: /shutdownGracePeriod 500ms must be either zero or otherwise >= 1 sec\n.*CriticalPods -1s must be either zero/,
  },
  {
    name: 'image collection that ends above where it begins',
    given: { imageGCHighThresholdPercent: 101, imageGCLowThresholdPercent: 101, nodeStatusMaxImages: -2 },
    says: /High\S+ \(\S+ 101 must be between 0 and 100, inclusive\n.*Low\S+ \(\S+ 101 must be between.*\n.*101 must be less than.*\n.*nodeStatusMaxImages \(--node-status-max-images\) -2 must be -1 or greater/,
  },
  {
    name: 'a shutdown by priority and in two parts',
    given: {
      shutdownGracePeriod: '30s',
      shutdownGracePeriodByPodPriority: [{ priority: 0, shutdownGracePeriodSeconds: 10 }],
    },
    says: /Cannot specify both shutdownGracePeriodByPodPriority and shutdownGracePeriod/,
  },
  {
    name: 'a group without its priority',
    given: { shutdownGracePeriodByPodPriority: [{ shutdownGracePeriodSeconds: 10 }] },
    says: /is no list of priority and shutdownGracePeriodSeconds/,
  },
  { name: 'half a second', given: { evictionMaxPodGracePeriod: 0.5 }, says: /0.5 is no whole number/ },
  {
    name: 'a soft threshold that is no quantity',
    given: { evictionSoft: { 'memory.available': 'lots' } },
    says: /quantities must match/,
  },
  {
    name: 'options of the policy that are no texts',
    given: { cpuManagerPolicyOptions: { 'full-pcpus-only': true } },
    says: /numbers go in quotes/,
  },
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
});
