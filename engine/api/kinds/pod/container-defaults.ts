// Defaults of containers, their ports, probes and environment.
//
// Source: kubernetes v1.20.2 pkg/apis/core/v1/defaults.go, SetDefaults_Container, SetDefaults_Probe,
// SetDefaults_HTTPGetAction, SetDefaults_ObjectFieldSelector, SetDefaults_ResourceList; v1.28.0 for gRPC.

import type { Container, Probe } from '../../objects.ts';
import { defaultPullPolicy } from '../../pod/image-name.ts';
import { dropZero } from '../zero-values.ts';
import { canonicalQuantity, setResourceListDefaults } from './resource-list.ts';

// Fields that are absent when they are zero, as Go's omitempty has it.
const OMITTED_WHEN_ZERO: ReadonlySet<string> = new Set([
  'image',
  'command',
  'args',
  'workingDir',
  'ports',
  'envFrom',
  'env',
  'volumeMounts',
  'volumeDevices',
  'resizePolicy',
  'stdin',
  'stdinOnce',
  'tty',
] satisfies (keyof Container)[]);

export function setContainerDefaults(container: Container): void {
  dropZeroFields(container);
  container.imagePullPolicy ||= defaultPullPolicy(container.image ?? '');
  container.terminationMessagePath ||= '/dev/termination-log';
  container.terminationMessagePolicy ||= 'File';
  container.resources ??= {};
  setResourceDefaults(container.resources);
  for (const port of container.ports ?? []) {
    dropZero(port, 'name', 'hostPort', 'hostIP');
    port.protocol ||= 'TCP';
  }
  if (container.env !== undefined) setEnvDefaults(container.env);
  for (const source of container.envFrom ?? []) dropZero(source, 'prefix');
  for (const mount of container.volumeMounts ?? []) dropZero(mount, 'readOnly', 'subPath', 'subPathExpr');
  for (const field of ['livenessProbe', 'readinessProbe', 'startupProbe'] as const) {
    const probe = container[field];
    if (probe !== undefined) setProbeDefaults(probe);
  }
  setHttpGetDefaults(container.lifecycle?.postStart?.httpGet);
  setHttpGetDefaults(container.lifecycle?.preStop?.httpGet);
}

// One look at the fields that are there is cheaper than one at each that could be.
function dropZeroFields(container: Container): void {
  for (const field in container) {
    if (OMITTED_WHEN_ZERO.has(field)) dropZero(container, field as keyof Container);
  }
}

/** Also of a pod as a whole. */
export function setResourceDefaults(resources: NonNullable<Container['resources']>): void {
  dropZero(resources, 'limits', 'requests');
  setResourceListDefaults(resources.limits);
  setResourceListDefaults(resources.requests);
}

function setEnvDefaults(variables: NonNullable<Container['env']>): void {
  for (const variable of variables) {
    if (variable.value === '') delete variable.value;
    const { fieldRef, resourceFieldRef } = variable.valueFrom ?? {};
    if (fieldRef !== undefined) fieldRef.apiVersion ||= 'v1';
    if (resourceFieldRef === undefined) continue;
    dropZero(resourceFieldRef, 'containerName');
    // A quantity is a struct to Go, which omitempty never leaves out.
    resourceFieldRef.divisor = canonicalQuantity(resourceFieldRef.divisor ?? '0');
  }
}

/** Seconds and counts. */
function setProbeDefaults(probe: Probe): void {
  probe.timeoutSeconds ||= 1;
  probe.periodSeconds ||= 10;
  probe.successThreshold ||= 1;
  probe.failureThreshold ||= 3;
  if (probe.initialDelaySeconds === 0) delete probe.initialDelaySeconds;
  setHttpGetDefaults(probe.httpGet);
  if (probe.tcpSocket !== undefined) dropZero(probe.tcpSocket, 'host');
  if (probe.grpc !== undefined) probe.grpc.service ??= '';
}

function setHttpGetDefaults(action: Probe['httpGet']): void {
  if (action === undefined) return;
  dropZero(action, 'host', 'httpHeaders');
  action.path ||= '/';
  action.scheme ||= 'HTTP';
}
