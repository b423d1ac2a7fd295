// The cluster's network: how kube-proxy is configured, and which cloud stands around it.

import { Given, When } from '@cucumber/cucumber';
import { readKubeProxyConfig } from '../engine/index.ts';
import type { KubespecWorld } from './world.ts';
import { readYaml } from './yaml-text.ts';

Given('kube-proxy is configured with:', function (this: KubespecWorld, text: string) {
  this.wantNetwork({ kubeProxy: readKubeProxyConfig(readYaml(text)) }, "kube-proxy's configuration");
});

Given('a cloud that provides load balancers', function (this: KubespecWorld) {
  this.wantNetwork({ cloud: {} }, 'a cloud');
});

Given('a cloud that provides {int} load balancer(s)', function (this: KubespecWorld, balancersMax: number) {
  this.wantNetwork({ cloud: { balancersMax } }, 'a cloud');
});

Given('NodeLocal DNSCache', function (this: KubespecWorld) {
  this.wantNetwork({ nodeLocalDns: true }, 'NodeLocal DNSCache');
});

Given('the network plugin is not installed yet', function (this: KubespecWorld) {
  this.wantNetwork({ awaitsPlugin: true }, 'a missing network plugin');
});

When('the network plugin is installed', function (this: KubespecWorld) {
  this.simulation.faults.installNetworkPlugin();
});
