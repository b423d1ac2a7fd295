// The pod that a Job makes: from its template, with the tracking finalizer, and for Indexed Jobs with its index.
//
// Pure. Source: kubernetes v1.28.0 pkg/controller/job/job_controller.go, manageJob; indexed_job_utils.go,
// addCompletionIndexEnvVariables, podGenerateNameWithIndex, getNewIndexFailureCounts.

import type { Container, Job, Pod, PodTemplateSpec } from '../../api/objects.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import { type NewPod, podFromTemplate } from '../pod-from-template.ts';
import {
  COMPLETION_INDEX_ENV,
  COMPLETION_INDEX_KEY,
  FAILURE_COUNT_KEY,
  failureCountOf,
  IGNORED_FAILURE_COUNT_KEY,
  ignoredFailureCountOf,
} from './completion-index.ts';
import { countsAsFailure, hasLimitPerIndex, TRACKING_FINALIZER, tracksWithFinalizers } from './job-state.ts';

// Source: kubernetes v1.28.0 staging/src/k8s.io/apiserver/pkg/storage/names/generate.go, MaxGeneratedNameLength.
const GENERATED_NAME_PREFIX_LENGTH_MAX = 58;

export interface NewPodOptions {
  /** Undefined for Jobs without indexes. */
  readonly index?: number | undefined;
  /** The failed pod whose place this one takes; its failures are carried on. */
  readonly replaces?: Pod | undefined;
  readonly version: VersionProfile;
}

export function newJobPod(job: Job, { index, replaces, version }: NewPodOptions): NewPod {
  const annotations =
    index === undefined
      ? undefined
      : {
          [COMPLETION_INDEX_KEY]: String(index),
          ...(hasLimitPerIndex(job, version) && failureCounts(job, replaces, version)),
        };
  const made = podFromTemplate(job.spec.template as PodTemplateSpec, job, annotations);
  const pod = tracksWithFinalizers(version) ? withFinalizer(made) : made;
  if (index === undefined) return pod;
  const labels = version.has('podIndexLabel')
    ? { ...pod.metadata.labels, [COMPLETION_INDEX_KEY]: String(index) }
    : pod.metadata.labels;
  const addEnv = (container: Container): Container => withIndexEnv(container, version);
  const { initContainers } = pod.spec;
  return {
    ...pod,
    metadata: { ...pod.metadata, labels, generateName: namePrefix(job.metadata.name, index) },
    spec: {
      ...pod.spec,
      ...(initContainers === undefined
        ? {}
        : { initContainers: (initContainers as Container[]).map(addEnv) }),
      containers: pod.spec.containers.map(addEnv),
      hostname: `${job.metadata.name}-${index}`,
    },
  };
}

function withFinalizer(pod: NewPod): NewPod {
  const finalizers = pod.metadata.finalizers ?? [];
  if (finalizers.includes(TRACKING_FINALIZER)) return pod;
  return { ...pod, metadata: { ...pod.metadata, finalizers: [...finalizers, TRACKING_FINALIZER] } };
}

function failureCounts(job: Job, replaces: Pod | undefined, version: VersionProfile): Record<string, string> {
  if (replaces === undefined) return { [FAILURE_COUNT_KEY]: '0' };
  const counts = countsAsFailure(job, replaces, version);
  const ignored = ignoredFailureCountOf(replaces) + (counts ? 0 : 1);
  return {
    [FAILURE_COUNT_KEY]: String(failureCountOf(replaces) + (counts ? 1 : 0)),
    ...(ignored > 0 ? { [IGNORED_FAILURE_COUNT_KEY]: String(ignored) } : {}),
  };
}

function withIndexEnv(container: Container, version: VersionProfile): Container {
  if (container.env?.some(({ name }) => name === COMPLETION_INDEX_ENV)) return container;
  const from = version.has('podIndexLabel') ? 'labels' : 'annotations';
  const fieldPath = `metadata.${from}['${COMPLETION_INDEX_KEY}']`;
  const variable = { name: COMPLETION_INDEX_ENV, valueFrom: { fieldRef: { fieldPath } } };
  return { ...container, env: [...(container.env ?? []), variable] };
}

function namePrefix(jobName: string, index: number): string {
  const suffix = `-${index}-`;
  return `${jobName.slice(0, GENERATED_NAME_PREFIX_LENGTH_MAX - suffix.length)}${suffix}`;
}
