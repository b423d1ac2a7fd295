// The cluster's network: how kube-proxy is configured.

import { Given } from '@cucumber/cucumber';
import { readKubeProxyConfig } from '../engine/index.ts';
import type { KubespecWorld } from './world.ts';
import { readYaml } from './yaml-text.ts';

Given('kube-proxy is configured with:', function (this: KubespecWorld, text: string) {
  this.wantNetwork({ kubeProxy: readKubeProxyConfig(readYaml(text)) }, "kube-proxy's configuration");
});
