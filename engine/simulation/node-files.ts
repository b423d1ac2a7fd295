// What somebody with access to the machines gives kubelets to read: manifest folders and web pages.

import type { Cluster } from '../cluster.ts';
import { placeManifest, removeManifest } from '../kubelet/config/place-manifest.ts';
import { enact } from './inputs.ts';

export class NodeFiles {
  private readonly cluster: Cluster;

  constructor(cluster: Cluster) {
    this.cluster = cluster;
  }

  /** A file of the node's manifest folder, made or replaced. @throws UserError  for a node that is not there */
  placeManifest(nodeName: string, file: string, text: string): void {
    const { disk } = this.cluster.agent(nodeName);
    const what = `the manifest folder of node ${nodeName} holds ${file}`;
    this.put(what, text, () => placeManifest(disk, file, text, this.cluster.kernel.nowEpochMs));
  }

  /** @throws UserError  for a node or file that is not there */
  removeManifest(nodeName: string, file: string): void {
    const { disk } = this.cluster.agent(nodeName);
    const what = `the manifest folder of node ${nodeName} holds ${file} no more`;
    this.put(what, undefined, () => removeManifest(disk, file, this.cluster.kernel.nowEpochMs));
  }

  /** The node's kubelet reads pods from the URL as well. @throws UserError  for a node that is not there */
  readPodsFrom(nodeName: string, url: string): void {
    const agent = this.cluster.agent(nodeName);
    this.put(`the kubelet of node ${nodeName} reads pods from ${url}`, undefined, () =>
      agent.readPodsFrom(url),
    );
  }

  /** What kubelets find at a URL. @param text  undefined: nothing answers there any more */
  setPage(url: string, text: string | undefined): void {
    const what = text === undefined ? `nothing is at ${url}` : `a text is at ${url}`;
    this.put(what, text, () => this.cluster.pages.set(url, text));
  }

  private put(text: string, detail: string | undefined, act: () => void): void {
    enact(this.cluster, 'node file', text, act, detail);
  }
}
