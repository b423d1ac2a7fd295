// Plays `endpoints`: the port that a Service's port means in a pod, and the Endpoints of a Service.

import type { Pod, Service } from '../../engine/api/objects.ts';
import {
  hasManagedEndpoints,
  subsetsForService,
} from '../../engine/controllers/endpoint/endpoints-for-service.ts';
import { HEADLESS_LABEL, isHeadless } from '../../engine/controllers/endpoint-address.ts';
import { findPort } from '../../engine/controllers/find-port.ts';
import { selectorOf, selects } from '../../engine/controllers/service-pods.ts';
import { versionProfile } from '../../engine/versions/profile.ts';
import type { TableAdapter, TableCase } from '../adapter.ts';

const version = versionProfile(20);

function portOf({ containers, servicePort }: TableCase['input']): unknown {
  const port = findPort(containers, servicePort);
  return port === undefined ? { error: true } : { port };
}

function endpointsOf({ service, pods }: { service: Service; pods: readonly Pod[] }): unknown {
  if (!hasManagedEndpoints(service, version)) return null;
  const selected = pods.filter((pod) => selects(selectorOf(service) ?? {}, pod));
  const headless = isHeadless(service) ? { [HEADLESS_LABEL]: '' } : {};
  const labels = { ...service.metadata.labels, ...headless };
  return { labels, subsets: subsetsForService(service, selected, version) };
}

export const adapter: TableAdapter = {
  topics: ['endpoints'],
  run: ({ fn, input }) => (fn === 'findPort' ? portOf(input) : endpointsOf(input)),
};
