// What follows once a pod has a node: its volumes are bound or provisioned, then it is bound itself.
//
// Runs beside the scheduling cycles and takes `bind` of the timing profile, longer where volumes are provisioned.
// Source: kubernetes v1.20.2 pkg/scheduler/scheduler.go, the goroutine of scheduleOne; v1.28.0
// pkg/scheduler/schedule_one.go, bindingCycle.

import { type Component, latencyOf } from '../client/component.ts';
import type { SeriesRecorder } from './events/series-recorder.ts';
import type { PodInfo } from './framework/pod-info.ts';
import type { VolumePlan } from './plugins/volumebinding/volume-binding.ts';
import type { AssumedView } from './volumes/assumed-view.ts';
import type { VolumeBinder } from './volumes/volume-binder.ts';

export interface BindingMeans {
  readonly component: Component;
  readonly recorder: SeriesRecorder;
  readonly assumed: AssumedView;
  readonly binder: VolumeBinder;
}

type Reject = (message: string) => void;

export class BindingCycle {
  private readonly means: BindingMeans;
  private readonly bindMs: () => number;

  constructor(means: BindingMeans) {
    this.means = means;
    const { world, name } = means.component;
    this.bindMs = latencyOf(world, name, 'bind');
  }

  /** @param reject  called when it fails, with the message of the event */
  begin(pod: PodInfo, nodeName: string, plan: VolumePlan, reject: Reject): void {
    if (plan.bindings.length === 0 && plan.provisions.length === 0) {
      this.bindLater(pod, nodeName, reject);
      return;
    }
    const { assumed, binder } = this.means;
    const volumes = assumed.assume(plan, nodeName);
    binder.bind(volumes, nodeName, (problem) => {
      if (problem === undefined) {
        this.bindLater(pod, nodeName, reject);
      } else {
        assumed.revert(volumes);
        reject(this.volumeProblem(pod, problem));
      }
    });
  }

  private get namesPlugin(): boolean {
    return this.means.component.version.has('bindErrorsNamePlugin');
  }

  private volumeProblem(pod: PodInfo, problem: string): string {
    return this.namesPlugin
      ? `running PreBind plugin "VolumeBinding": binding volumes: ${problem}`
      : `error while running "VolumeBinding" prebind plugin for pod "${pod.name}": Failed to bind volumes: ${problem}`;
  }

  private bindLater(pod: PodInfo, nodeName: string, reject: Reject): void {
    const delayMs = this.bindMs();
    const bind = (): void => this.bind(pod, nodeName, reject);
    if (delayMs === 0) bind();
    else this.means.component.kernel.schedule({ delayMs, kind: 'pod binding' }, bind);
  }

  private bind(pod: PodInfo, nodeName: string, reject: Reject): void {
    const { component, recorder } = this.means;
    const result = component.client.bind(pod.namespace, pod.name, nodeName);
    if (result.ok) {
      recorder.record({
        regarding: pod.pod,
        level: 'Normal',
        reason: 'Scheduled',
        action: 'Binding',
        message: `Successfully assigned ${pod.namespace}/${pod.name} to ${nodeName}`,
      });
      return;
    }
    const what = this.namesPlugin
      ? 'binding rejected: running Bind plugin "DefaultBinder"'
      : 'Binding rejected';
    reject(`${what}: ${result.status.message ?? ''}`);
  }
}
