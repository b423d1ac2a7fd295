// What stands behind a Service: its ports, the pods that it selects, whether they are ready, the endpoints made of them.

import type { Pod, Service } from '../../api/objects.ts';
import type { Cause, ReachCheck } from './cause.ts';
import { inNamespace, isHeadless, type Looked, podRef, portOf, serviceRef } from './question.ts';

export function portCheck(looked: Looked): ReachCheck {
  const { object, service } = looked;
  const ports = object?.spec.ports ?? [];
  const wanted = portOf(looked);
  const base = {
    asks: 'it has the port',
    command: `kubectl describe service ${service.name}${inNamespace(service.namespace)}`,
  };
  const known = ports.map(({ port }) => port);
  // The addresses of a headless one are those of pods, whose ports are asked later.
  if ((object !== undefined && isHeadless(object)) || (wanted !== undefined && known.includes(wanted)))
    return { ...base, found: `port ${wanted ?? 'of the pods'}` };
  const ref = serviceRef(looked);
  const found = known.length === 0 ? 'it has no ports' : `it has ${known.join(', ')}, not ${wanted}`;
  const cause: Cause = {
    phrase: 'it has no such port',
    where: { ref, path: 'spec.ports', value: object?.spec.ports },
    blame: [ref],
    hint: 'ask for a port of the service; its target ports are those of the pods',
  };
  return { ...base, found, cause };
}

export function endpointsCheck(looked: Looked): ReachCheck {
  const { groups, service, version } = looked;
  const of = `${service.name}${inNamespace(service.namespace)}`;
  const base = {
    asks: 'it has ready endpoints',
    command: version.has('endpointSliceController')
      ? `kubectl get endpointslices -l kubernetes.io/service-name=${of}`
      : `kubectl get endpoints ${of}`,
  };
  const isHeld = ({
    isReady,
    isServing,
    isTerminating,
  }: (typeof groups)[number]['endpoints'][number]): boolean =>
    isReady || (isServing && isTerminating && version.has('proxyUsesTerminatingEndpoints'));
  const addresses = groups.flatMap(({ ports, endpoints }) =>
    endpoints.filter(isHeld).flatMap(({ ip }) => ports.map(({ port }) => `${ip}:${port}`)),
  );
  if (addresses.length > 0) return { ...base, found: addresses.join(', ') };
  return behind(looked, base);
}

// Nobody is there: the pods tell why.
function behind(looked: Looked, base: Pick<ReachCheck, 'asks' | 'command'>): ReachCheck {
  const { object, service, server } = looked;
  const ref = serviceRef(looked);
  const selector = object?.spec.selector;
  if (selector === undefined || Object.keys(selector).length === 0) {
    const cause: Cause = {
      phrase: 'it has no selector',
      where: { ref, path: 'spec.selector', value: selector },
      blame: [ref],
      hint: 'give it a selector, or write its endpoints yourself',
    };
    return { ...base, found: 'none, and it selects no pods', cause };
  }
  const pods = server
    .peekAll('Pod')
    .filter(({ metadata }) => metadata.namespace === service.namespace) as Pod[];
  const selected = pods.filter(({ metadata }) => matches(selector, metadata.labels));
  const text = Object.entries(selector)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
  if (selected.length === 0) {
    const cause: Cause = {
      phrase: 'its selector matches no pod',
      where: { ref, path: 'spec.selector', value: selector },
      blame: [ref],
      hint: 'compare the selector with the labels of the pod template',
    };
    const labels = labelsOf(pods, selector);
    const command = `kubectl get pods -l ${text}${inNamespace(service.namespace)}`;
    return { ...base, command, found: `none: no pod has ${text}${labels}`, cause };
  }
  return ofSelected(looked, base, selected, text);
}

function ofSelected(
  looked: Looked,
  base: Pick<ReachCheck, 'asks' | 'command'>,
  selected: readonly Pod[],
  selector: string,
): ReachCheck {
  const { object, service } = looked;
  const command = `kubectl get pods -l ${selector}${inNamespace(service.namespace)}`;
  const ready = selected.filter(isReady);
  if (ready.length === 0) {
    const cause: Cause = {
      phrase: 'no pod is ready',
      blame: selected.map(podRef),
      hint: 'see what keeps the pods from being ready',
    };
    return { ...base, command, found: `none: 0 of ${selected.length} pods are ready`, cause };
  }
  const named = namelessPort(object, ready);
  const ref = serviceRef(looked);
  if (named !== undefined) {
    const cause: Cause = {
      phrase: 'no pod has the target port',
      where: { ref, path: `spec.ports[${named.index}].targetPort`, value: named.name },
      blame: [ref],
      hint: `name a port of the containers "${named.name}", or give its number`,
    };
    return { ...base, found: `none: no container has a port named "${named.name}"`, cause };
  }
  const cause: Cause = {
    phrase: 'its endpoints are not written yet',
    blame: [ref],
    hint: 'the endpoint controllers hear of pods late; if they are down, so do their lists stay',
  };
  return { ...base, found: `none, though ${ready.length} of ${selected.length} pods are ready`, cause };
}

const isReady = ({ status }: Pod): boolean =>
  status.conditions?.some(({ type, status: is }) => type === 'Ready' && is === 'True') === true;

const matches = (
  selector: Readonly<Record<string, string>>,
  labels: Readonly<Record<string, string>> = {},
): boolean => Object.entries(selector).every(([key, value]) => labels[key] === value);

// What pods have instead, under the keys that the selector asks for.
function labelsOf(pods: readonly Pod[], selector: Readonly<Record<string, string>>): string {
  const there = new Set(
    pods.flatMap(({ metadata }) =>
      Object.keys(selector).flatMap((key) => {
        const value = metadata.labels?.[key];
        return value === undefined ? [] : [`${key}=${value}`];
      }),
    ),
  );
  return there.size === 0 ? '' : `; there are ${[...there].sort().join(', ')}`;
}

/** The first target port that is a name which none of the pods gives to a port. */
function namelessPort(
  service: Service | undefined,
  pods: readonly Pod[],
): { readonly index: number; readonly name: string } | undefined {
  for (const [index, { targetPort }] of (service?.spec.ports ?? []).entries()) {
    if (typeof targetPort !== 'string') continue;
    const isNamed = pods.some(({ spec }) =>
      spec.containers.some(({ ports = [] }) => ports.some(({ name }) => name === targetPort)),
    );
    if (!isNamed) return { index, name: targetPort };
  }
  return undefined;
}
