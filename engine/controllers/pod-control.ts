// Creates and deletes pods for a controller and records on the owner what came of it.
//
// Source: kubernetes v1.20.2 pkg/controller/controller_utils.go, RealPodControl.

import type { KubeObject, Pod, PodTemplateSpec } from '../api/objects.ts';
import { retryAfterMs } from '../api/status.ts';
import type { Component } from '../client/component.ts';
import { type NewPod, podFromTemplate } from './pod-from-template.ts';
import { isNamespaceTerminating, type Refusal, refusedBy } from './refusal.ts';

export type PodControlMeans = Pick<Component, 'client' | 'recorder'>;

export class PodControl {
  private readonly means: PodControlMeans;

  constructor(means: PodControlMeans) {
    this.means = means;
  }

  /** A pod from the template, controlled by `owner`. */
  createFromTemplate(template: PodTemplateSpec, owner: KubeObject): Refusal | undefined {
    return this.create(podFromTemplate(template, owner), owner);
  }

  create(pod: NewPod, owner: KubeObject): Refusal | undefined {
    if (Object.keys(pod.metadata.labels).length === 0) return { message: 'unable to create pods, no labels' };
    const { client, recorder } = this.means;
    const created = client.create('Pod', pod);
    if (created.ok) {
      recorder.event(owner, 'Normal', 'SuccessfulCreate', `Created pod: ${created.object.metadata.name}`);
      return undefined;
    }
    // Differs: whoever is asked to come again tells nothing, and tries with the next pass; upstream's client waits within this one.
    if (!isNamespaceTerminating(created.status) && retryAfterMs(created.status) === undefined) {
      recorder.event(owner, 'Warning', 'FailedCreate', `Error creating: ${created.status.message}`);
    }
    return refusedBy(created.status);
  }

  /** A pod that is already gone is a refusal too, without an event. */
  delete(pod: Pod, owner: KubeObject): Refusal | undefined {
    const { client, recorder } = this.means;
    const deleted = client.delete('Pod', pod.metadata.namespace, pod.metadata.name);
    if (deleted.ok) {
      recorder.event(owner, 'Normal', 'SuccessfulDelete', `Deleted pod: ${pod.metadata.name}`);
      return undefined;
    }
    const { status } = deleted;
    if (status.reason === 'NotFound') return refusedBy(status);
    recorder.event(owner, 'Warning', 'FailedDelete', `Error deleting: ${status.message}`);
    return { message: `unable to delete pods: ${status.message}`, status };
  }
}
