// Images and the registries that have them: how their containers behave, what they weigh, who may pull them.

import { parseImageName, referenceOf } from '../api/pod/image-name.ts';
import { intValue } from '../api/quantity/values.ts';
import type { Cluster } from '../cluster.ts';
import { UserError } from '../errors.ts';
import { type Behaviour, parseBehaviour } from '../runtime/runtime.ts';
import { enact, say } from './inputs.ts';

export class Images {
  private readonly cluster: Cluster;

  constructor(cluster: Cluster) {
    this.cluster = cluster;
  }

  /**
   * Says in words how containers of an image behave, from their next start on.
   *
   * @throws BehaviourError  for words that are not understood
   */
  describe(image: string, words: string | Behaviour): void {
    const behaviour = typeof words === 'string' ? parseBehaviour(words) : words;
    say(this.cluster, 'behaviour', `containers of image "${image}"`, behaviour);
    this.cluster.runtime.describeImage(image, behaviour);
  }

  /**
   * A registry, or some of its repositories (`reg.io/team`), hand out images to this account only, or to others said so.
   */
  askForAccount(location: string, account: { readonly user: string; readonly password: string }): void {
    say(this.cluster, 'registry', `registry ${location} asks for user ${account.user}`);
    this.cluster.registries.askFor(location, account);
  }

  /** A registry answers nobody, or does so again. */
  setRegistryDown(host: string, isDown: boolean): void {
    enact(this.cluster, 'fault', `registry ${host} is ${isDown ? 'down' : 'up again'}`, () =>
      this.cluster.registries.setDown(host, isDown),
    );
  }

  /** No registry has this tag; without a tag, the repository. @throws UserError  for what is no image name */
  lack(image: string): void {
    const wanted = wantedImage(image);
    say(this.cluster, 'registry', `no registry has image ${image}`);
    this.cluster.registries.lack(wanted, /[:@][^/]*$/.test(image) ? 'tag' : 'repository');
  }

  /** How long each pull of the image takes. @throws UserError  for what is no image name */
  slow(image: string, pullMs: number): void {
    const wanted = wantedImage(image);
    say(this.cluster, 'registry', `image ${image} takes ${pullMs / 1000}s to pull`);
    this.cluster.registries.setPullMs(wanted, pullMs);
  }

  /** How much the image takes on the disk of a node. @param size  a quantity @throws UserError  for what is no image name */
  size(image: string, size: string): void {
    const wanted = wantedImage(image);
    say(this.cluster, 'registry', `image ${image} is ${size} large`);
    this.cluster.registries.setBytes(wanted, intValue(size));
  }

  /** The image is on the node, or on all, without a pull. @throws UserError  for a node that the cluster does not have */
  place(image: string, nodeName?: string): void {
    wantedImage(image);
    say(this.cluster, 'registry', `${nodeName ?? 'every node'} has image ${image}`);
    const names = nodeName === undefined ? [...this.cluster.agents.keys()] : [nodeName];
    for (const name of names) this.cluster.agent(name).kubelet.images.preload(image);
  }
}

function wantedImage(image: string): { repository: string; reference: string } {
  const parsed = parseImageName(image);
  if (parsed === undefined) throw new UserError({ message: `"${image}" is no image name` });
  return { repository: parsed.repository, reference: referenceOf(parsed) };
}
