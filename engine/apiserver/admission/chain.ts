// Runs the admission plugins in order; the first refusal ends the request.

import type { Status } from '../../api/status.ts';
import type { ServerCore } from '../server-core.ts';
import type { AdmissionRequest } from './plugin.ts';

function mutate(server: ServerCore, request: AdmissionRequest): Status | undefined {
  for (const plugin of server.admission) {
    const refused = plugin.mutate?.(request, server);
    if (refused !== undefined) return refused;
  }
  return undefined;
}

function validate(server: ServerCore, request: AdmissionRequest): Status | undefined {
  for (const plugin of server.admission) {
    const refused = plugin.validate?.(request, server);
    if (refused !== undefined) return refused;
  }
  return undefined;
}

function undo(server: ServerCore, request: AdmissionRequest): void {
  for (const plugin of server.admission) plugin.undo?.(request, server);
}

export const admit = { mutate, validate, undo };
