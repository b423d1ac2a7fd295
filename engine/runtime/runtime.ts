// The door of the runtime: what containers do, for the kubelet (which starts, probes and stops them) and the network
// (which sends them requests).
//
// A simulation makes one `Runtime`. For each pod it makes a `Sandbox`, for each run of a container a `Container`.
// Volumes are made by their owners (the pod for emptyDir, the node for hostPath) and mounted by path.

import { type Behaviour, overlay } from './behaviour/behaviour.ts';
import { serverProgram } from './behaviour/server.ts';
import { Container, type ContainerContext } from './container.ts';
import type { ContainerSpec } from './container-spec.ts';
import type { RuntimeHost } from './host.ts';
import { IMAGES } from './images/catalogue.ts';
import { type ImageEntry, imageBaseName } from './images/image.ts';
import type { Program } from './programs/program.ts';
import { Sandbox, type SandboxOptions } from './sandbox.ts';
import { ScriptCache } from './shell/parse.ts';

export type { Behaviour, ListenPort } from './behaviour/behaviour.ts';
export { BEHAVIOUR_FORMS, BehaviourError, parseBehaviour } from './behaviour/words.ts';
export type { Container } from './container.ts';
export type { ContainerRole, ContainerSpec } from './container-spec.ts';
export type { ExecOptions, ExecResult, Execution } from './execution.ts';
export { expandReferences } from './expansion.ts';
export { type PayloadFile, writeAtomically } from './filesystem/atomic-writer.ts';
export { FileError } from './filesystem/file-error.ts';
export { FileSystem } from './filesystem/filesystem.ts';
export type { Mount } from './filesystem/mounts.ts';
export { Volume } from './filesystem/volume.ts';
export * from './host.ts';
export { ContainerLog, criLogLine, jsonLogLine, type LogLine } from './log.ts';
export type { ExitStatus } from './process/process.ts';
export type { SignalName } from './process/signals.ts';
export type { Listener, Sandbox } from './sandbox.ts';

export interface RuntimeOptions {
  /**
   * A container without a command runs until told to stop and then ends with 0, and programs are GNU's, whatever the
   * image. The recorded traces were made so: there were no images, and commands ran on the host. Default false.
   */
  readonly imagesAreEmpty?: boolean;
}

export class Runtime {
  readonly #host: RuntimeHost;
  readonly #images = new Map<string, ImageEntry>();
  readonly #declared = new Map<string, Program>();
  readonly #words: { pattern: string; behaviour: Behaviour }[] = [];
  readonly #context: ContainerContext;

  constructor(host: RuntimeHost, options: RuntimeOptions = {}) {
    this.#host = host;
    for (const entry of IMAGES) for (const name of entry.names) this.#images.set(name, entry);
    this.#context = {
      host: this.#host,
      scripts: new ScriptCache(),
      declared: this.#declared,
      findImage: (image) => this.#images.get(imageBaseName(image)),
      imagesAreEmpty: options.imagesAreEmpty === true,
    };
  }

  /**
   * Says in data how an image behaves, from the next start of a container on; later words for the same image are put
   * over earlier ones.
   *
   * @param image exact name (`acme/shop:2`), or name without tag (`acme/shop`) for all tags
   */
  describeImage(image: string, behaviour: Behaviour): void {
    this.#words.push({ pattern: image, behaviour });
  }

  /** Declares a program that scripts may call in any container; without ports and exit it ends with 0 at once. */
  describeProgram(name: string, behaviour: Behaviour): void {
    this.#declared.set(
      name,
      serverProgram({ listens: [], exits: { afterMs: 0, code: 0 }, ...behaviour }, []),
    );
  }

  /** The network side of one pod. */
  sandbox(options: SandboxOptions): Sandbox {
    return new Sandbox(options);
  }

  /** A container that is not started yet. `spec.behaviour` is put over what was said of its image. */
  container(spec: ContainerSpec): Container {
    let behaviour: Behaviour | undefined;
    for (const words of this.#words) {
      if (!matchesImage(spec.image, words.pattern)) continue;
      behaviour = overlay(behaviour ?? {}, words.behaviour);
    }
    if (spec.behaviour !== undefined) behaviour = overlay(behaviour ?? {}, spec.behaviour);
    return new Container(this.#context, behaviour === undefined ? spec : { ...spec, behaviour });
  }
}

function matchesImage(image: string, pattern: string): boolean {
  const withoutTag = image.split('@')[0]?.replace(/:[^/:]*$/, '') ?? image;
  return image === pattern || withoutTag === pattern;
}
