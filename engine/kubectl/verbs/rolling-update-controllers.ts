// The two ReplicationControllers of a rolling update: read, written, marked, and one made from the other.
//
// All that has to be remembered between two runs of the command stands in annotations of the controllers.
// Source: kubectl v1.17.0 pkg/cmd/rollingupdate/rolling_updater.go; pkg/util/util.go, HashObject.

import { md5 } from '../../api/hash/md5.ts';
import type { AnyObject, Pod, ReplicationController } from '../../api/objects.ts';
import type { Call } from '../command/call.ts';
import { CommandFailure, isStatus, textFailure } from '../failure.ts';
import type { Mapping } from '../resource/mapping.ts';

export type Controller = ReplicationController;

const PREFIX = 'kubectl.kubernetes.io/';
/** On the new one: name and uid of the old one. */
export const SOURCE_ID = `${PREFIX}update-source-id`;
/** On the new one, which begins with no pods: how many it is to have. */
export const DESIRED_REPLICAS = `${PREFIX}desired-replicas`;
/** On the old one: how many it had, for the way back. */
export const ORIGINAL_REPLICAS = `${PREFIX}original-replicas`;
/** On the old one: the name of the new one. */
export const NEXT_CONTROLLER = `${PREFIX}next-controller-id`;

export class Controllers {
  private readonly call: Call;
  private readonly mapping: Mapping;
  private readonly podMapping: Mapping;

  constructor(call: Call) {
    this.call = call;
    this.mapping = call.mapper.forArgument('replicationcontrollers');
    this.podMapping = call.mapper.forArgument('pods');
  }

  /** @throws CommandFailure  there is none of the name */
  get(name: string): Controller {
    return this.call.client.get(this.mapping, this.call.namespace, name) as unknown as Controller;
  }

  find(name: string): Controller | undefined {
    try {
      return this.get(name);
    } catch (error) {
      if (isStatus(error, 'NotFound')) return undefined;
      throw error;
    }
  }

  /** The refusal that reading a controller which is not there ends in. */
  notFound(name: string): CommandFailure {
    try {
      this.get(name);
    } catch (error) {
      if (error instanceof CommandFailure) return error;
      throw error;
    }
    throw new Error(`ReplicationController ${name} is there`);
  }

  create(controller: Controller): Controller {
    const object = controller as unknown as AnyObject;
    return this.call.client.create(this.mapping, this.call.namespace, object) as unknown as Controller;
  }

  /** What is stored now, changed; so it never conflicts. */
  update(name: string, change: (controller: Controller) => Controller): Controller {
    const changed = change(this.get(name)) as unknown as AnyObject;
    return this.call.client.replace(this.mapping, this.call.namespace, changed) as unknown as Controller;
  }

  annotate(name: string, annotations: Readonly<Record<string, string | undefined>>): Controller {
    return this.update(name, (controller) => {
      const merged = { ...controller.metadata.annotations, ...annotations };
      const kept = Object.entries(merged).filter(([, value]) => value !== undefined);
      const metadata = {
        ...controller.metadata,
        annotations: Object.fromEntries(kept) as Record<string, string>,
      };
      return { ...controller, metadata };
    });
  }

  scale(name: string, replicas: number): void {
    this.call.client.scale(this.mapping, this.call.namespace, name, replicas);
  }

  /**
   * Pods that are left are orphaned, asked for or not: it is the default of core/v1, so the controller is there until
   * the garbage collector has been. Source: kubernetes v1.17.0 pkg/registry/core/replicationcontroller/strategy.go,
   * DefaultGarbageCollectionPolicy.
   */
  delete(name: string): void {
    this.call.client.delete(this.mapping, this.call.namespace, name, { propagationPolicy: 'Orphan' });
  }

  /** The controller that an update of `name` began. */
  withSource(name: string): Controller {
    const { call, mapping } = this;
    const found = call.client
      .list(mapping, call.namespace)
      .items.find(({ metadata }) => metadata.annotations?.[SOURCE_ID]?.startsWith(name) === true);
    if (found !== undefined) return found as unknown as Controller;
    throw textFailure(`couldn't find a replication controller with source id == ${call.namespace}/${name}`);
  }

  podsOf({ spec: { selector = {} } }: Controller): Pod[] {
    const labelSelector = Object.entries(selector)
      .map(([key, value]) => `${key}=${value}`)
      .sort()
      .join(',');
    const { items } = this.call.client.list(this.podMapping, this.call.namespace, { labelSelector });
    return items as unknown as Pod[];
  }

  /**
   * Notes on the old controller what follows it. It also gets the label that tells the two apart, first for pods to
   * come, then for those there are, and last in its selector, so that it never loses sight of one.
   */
  pointToNext(
    old: Controller,
    next: string,
    label: { readonly key: string; readonly value: string },
  ): Controller {
    const { name } = old.metadata;
    const marked = this.annotate(name, { [NEXT_CONTROLLER]: next });
    if (old.spec.selector?.[label.key] !== undefined) return marked;
    const labelled = this.update(name, (controller) => withTemplateLabel(controller, label));
    for (const pod of this.podsOf(labelled)) this.labelPod(pod, label);
    const selecting = this.update(name, (controller) => ({
      ...controller,
      spec: { ...controller.spec, selector: { ...controller.spec.selector, [label.key]: label.value } },
    }));
    return selecting;
  }

  private labelPod(pod: Pod, { key, value }: { readonly key: string; readonly value: string }): void {
    const labels = { ...pod.metadata.labels, [key]: value };
    const changed = { ...pod, metadata: { ...pod.metadata, labels } } as unknown as AnyObject;
    this.call.client.replace(this.podMapping, this.call.namespace, changed);
  }
}

function withTemplateLabel(
  controller: Controller,
  { key, value }: { readonly key: string; readonly value: string },
): Controller {
  const { template } = controller.spec;
  const labels = { ...template?.metadata?.labels, [key]: value };
  const labelled = { ...template, metadata: { ...template?.metadata, labels } };
  return { ...controller, spec: { ...controller.spec, template: labelled } } as Controller;
}

/** Differs: the text that upstream hashes has its fields in another order, so this is a hash of the same form only. */
export const hashOf = (controller: Controller): string => md5(`${JSON.stringify(controller)}\n`);

/** The old controller with another image, another name and a label of its own. */
export function copyForImage(
  call: Call,
  old: Controller,
  { image, key, name }: { readonly image: string; readonly key: string; readonly name: string },
): Controller {
  const containers = old.spec.template?.spec?.containers ?? [];
  const wanted = call.flags.string('container');
  const policy = policyFor(call, containers[0]?.image === image);
  const at = wanted === '' ? 0 : containers.findIndex((container) => container.name === wanted);
  if (at < 0) throw textFailure(`container ${wanted} not found in pod`);
  if (containers.length > 1 && wanted === '') {
    throw textFailure('must specify container to update when updating a multi-container pod');
  }
  const changed = containers.map((container, i) =>
    i === at ? { ...container, image, ...policy } : container,
  );
  const template = { ...old.spec.template, spec: { ...old.spec.template?.spec, containers: changed } };
  const copy = { ...old, spec: { ...old.spec, template } } as Controller;
  const hash = hashOf(copy);
  const { resourceVersion: _, ...metadata } = old.metadata;
  const named = {
    ...copy,
    metadata: { ...metadata, name: name === '' ? `${old.metadata.name}-${hash}` : name },
    spec: { ...copy.spec, selector: { ...copy.spec.selector, [key]: hash } },
  } as Controller;
  return withTemplateLabel(named, { key, value: hash });
}

function policyFor(call: Call, isSameImage: boolean): { readonly imagePullPolicy?: string } {
  if (!isSameImage) return {};
  const imagePullPolicy = call.flags.string('image-pull-policy');
  if (imagePullPolicy !== '') return { imagePullPolicy };
  throw textFailure(
    '--image-pull-policy (Always|Never|IfNotPresent) must be provided when --image is the same as existing container image',
  );
}
