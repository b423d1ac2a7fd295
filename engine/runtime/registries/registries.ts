// The registries that images are pulled from: which of them answer, whom they let in, what they lack.
//
// A registry that nobody spoke of answers, asks for no password and has every image. It does not know nodes, pull
// policies or the words of errors: the kubelet does.

import { parseImageName, referenceOf } from '../../api/pod/image-name.ts';
import { typicalImageBytes } from '../images/image-size.ts';

/** The registry of an image whose name begins with none. */
export const DOCKER_HUB = 'docker.io';

export interface Account {
  readonly user: string;
  readonly password: string;
}

/** Why a registry does not hand out an image. */
export type PullRefusal =
  | { readonly why: 'down'; readonly address: string }
  | { readonly why: 'no account' | 'wrong account' }
  | { readonly why: 'no such repository' | 'no such tag' };

/** An image as a registry names it: `docker.io/library/nginx`, and the tag or the digest. */
export interface WantedImage {
  readonly repository: string;
  readonly reference: string;
}

interface Registry {
  isDown: boolean;
  /** Documentation addresses: 203.0.113.1 and so on, in order of first mention. */
  readonly address: string;
  /** By the repositories for which they hold: a path below the registry, or '' for all of it. */
  readonly accounts: { readonly path: string; readonly account: Account }[];
}

export class Registries {
  private readonly byHost = new Map<string, Registry>();
  private readonly missingRepositories = new Set<string>();
  private readonly missingTags = new Set<string>();
  private readonly pullsMs = new Map<string, number>();
  private readonly sizes = new Map<string, number>();
  private readonly typicalBytes = new Map<string, number>();

  /** @param location  `reg.io`, or some of its repositories: `reg.io/team` */
  askFor(location: string, account: Account): void {
    const [host, path] = split(location);
    this.registry(host).accounts.push({ path, account });
  }

  setDown(host: string, isDown: boolean): void {
    this.registry(split(host)[0]).isDown = isDown;
  }

  /** The image is not there: no tag of it, or, where the image has no tag, the repository itself. */
  lack({ repository, reference }: WantedImage, what: 'tag' | 'repository'): void {
    if (what === 'tag') this.missingTags.add(`${repository}:${reference}`);
    else this.missingRepositories.add(repository);
  }

  setPullMs({ repository, reference }: WantedImage, ms: number): void {
    this.pullsMs.set(`${repository}:${reference}`, ms);
  }

  /** How long a pull takes, if somebody said so, in milliseconds. */
  pullMs({ repository, reference }: WantedImage): number | undefined {
    return this.pullsMs.size === 0 ? undefined : this.pullsMs.get(`${repository}:${reference}`);
  }

  setBytes({ repository, reference }: WantedImage, bytes: number): void {
    this.sizes.set(`${repository}:${reference}`, bytes);
  }

  /** How much the image takes on a disk. @param image  with its tag or digest */
  bytesOf(image: string): number {
    const stated = this.statedBytes(image);
    if (stated !== undefined) return stated;
    let typical = this.typicalBytes.get(image);
    if (typical === undefined) {
      typical = typicalImageBytes(image);
      this.typicalBytes.set(image, typical);
    }
    return typical;
  }

  /** Whether nobody spoke of anything that could keep an image from being pulled. */
  get areOpen(): boolean {
    return this.byHost.size === 0 && this.missingRepositories.size === 0 && this.missingTags.size === 0;
  }

  /** Undefined: the image is handed out. */
  pull({ repository, reference }: WantedImage, account: Account | undefined): PullRefusal | undefined {
    const [host, path] = split(repository);
    const registry = this.byHost.get(host);
    if (registry?.isDown === true) return { why: 'down', address: registry.address };
    const doors = registry?.accounts.filter((door) => isBelow(path, door.path)) ?? [];
    if (doors.length > 0) {
      if (account === undefined) return { why: 'no account' };
      const fits = doors.some(
        (door) => door.account.user === account.user && door.account.password === account.password,
      );
      if (!fits) return { why: 'wrong account' };
    }
    if (this.missingRepositories.has(repository)) return { why: 'no such repository' };
    return this.missingTags.has(`${repository}:${reference}`) ? { why: 'no such tag' } : undefined;
  }

  private statedBytes(image: string): number | undefined {
    if (this.sizes.size === 0) return undefined;
    const name = parseImageName(image) ?? { repository: image, tag: '', digest: '' };
    return this.sizes.get(`${name.repository}:${referenceOf(name)}`);
  }

  private registry(host: string): Registry {
    let registry = this.byHost.get(host);
    if (registry === undefined) {
      registry = { isDown: false, address: `203.0.113.${this.byHost.size + 1}`, accounts: [] };
      this.byHost.set(host, registry);
    }
    return registry;
  }
}

function split(location: string): readonly [host: string, path: string] {
  const slash = location.indexOf('/');
  return slash < 0 ? [location, ''] : [location.slice(0, slash), location.slice(slash + 1)];
}

const isBelow = (path: string, folder: string): boolean =>
  folder === '' || path === folder || path.startsWith(`${folder}/`);
