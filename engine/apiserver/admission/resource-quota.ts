// Requests that would take a namespace past one of its quotas are refused; those that pass are charged at once.
//
// The charge is written to the quota's status before the object is. If the object is then refused after all, the charge
// stays until the resourcequota controller counts again, as upstream.
// Source: kubernetes v1.20.2 plugin/pkg/admission/resourcequota/controller.go, CheckRequest; v1.28.0 for zero usage.
// Left out: limited resources by configuration (`--admission-control-config-file`), which are none by default.

import type { ResourceQuota } from '../../api/objects.ts';
import { quantitySign } from '../../api/quantity/values.ts';
import {
  type Evaluator,
  type EvaluatorContext,
  evaluatorOf,
  matchesScopes,
} from '../../api/quota/evaluator.ts';
import {
  addLists,
  equalLists,
  exceeding,
  isZeroList,
  listText,
  maskList,
  names,
  type ResourceList,
  type ResourceTexts,
  resourceList,
  resourceTexts,
  subtractToZero,
} from '../../api/quota/resource-list.ts';
import type { Status } from '../../api/status.ts';
import type { ServerCore } from '../server-core.ts';
import { forbid } from './forbid.ts';
import type { AdmissionPlugin, AdmissionRequest } from './plugin.ts';

const ACTOR = 'kube-apiserver';

export const resourceQuota: AdmissionPlugin = {
  name: 'ResourceQuota',
  validate: (request, server) => {
    const { traits, operation, subresource, namespace } = request;
    if (operation === 'delete' || subresource !== undefined || namespace === undefined) return undefined;
    const evaluator = evaluatorOf(traits);
    if (evaluator === undefined || !evaluator.operations.includes(operation)) return undefined;
    const quotas = server.store.list('ResourceQuota', namespace) as unknown as ResourceQuota[];
    return quotas.length === 0 ? undefined : charge(request, quotas, evaluator, server);
  },
};

const listOf = (texts: unknown): ResourceList => resourceList(texts as ResourceTexts | undefined);

function charge(
  request: AdmissionRequest,
  quotas: readonly ResourceQuota[],
  evaluator: Evaluator,
  server: ServerCore,
): Status | undefined {
  const context = { version: server.version, nowEpochMs: server.kernel.nowEpochMs };
  const concerned: ResourceQuota[] = [];
  for (const quota of quotas) {
    const answer = match(request, quota, evaluator, context);
    if (typeof answer !== 'boolean') return answer;
    if (answer) concerned.push(quota);
  }
  const delta = usageOf(request, evaluator, context);
  if (isZeroList(delta) || concerned.length === 0) return undefined;
  const charged = concerned.map((quota) => ({ quota, usage: usageAfter(quota, delta) }));
  const over = charged.find(({ usage }) => usage.exceeded.length > 0);
  if (over !== undefined) return forbid(request, exceededText(over.quota, over.usage));
  if (request.dryRun === true) return undefined;
  for (const { quota, usage } of charged) {
    if (equalLists(usage.used, listOf(quota.status?.used))) continue;
    server.write(
      { ...quota, status: { ...quota.status, used: resourceTexts(usage.used) } } as ResourceQuota,
      ACTOR,
    );
  }
  return undefined;
}

/** Whether the quota counts the object; a refusal where the object leaves out what the quota needs. */
function match(
  request: AdmissionRequest,
  quota: ResourceQuota,
  evaluator: Evaluator,
  context: EvaluatorContext,
): boolean | Status {
  const resources = evaluator.matching(names(listOf(quota.status?.hard)));
  if (resources.length === 0 || !matchesScopes(quota, evaluator, request.object, context)) return false;
  const problem = evaluator.problem?.(resources, request.object, context);
  if (problem !== undefined) return forbid(request, `failed quota: ${quota.metadata.name}: ${problem}`);
  const used = quota.status?.used ?? {};
  if (resources.every((name) => used[name] !== undefined)) return true;
  return forbid(
    request,
    `status unknown for quota: ${quota.metadata.name}, resources: ${resources.join(',')}`,
  );
}

function usageOf(request: AdmissionRequest, evaluator: Evaluator, context: EvaluatorContext): ResourceList {
  const usage = evaluator.usage(request.object, context);
  const delta =
    request.old === undefined ? usage : subtractToZero(usage, evaluator.usage(request.old, context));
  if (!context.version.has('quotaIgnoresZeroUsage')) return delta;
  return new Map([...delta].filter(([, value]) => quantitySign(value) !== 0));
}

interface Usage {
  readonly requested: ResourceList;
  readonly used: ResourceList;
  readonly exceeded: readonly string[];
}

function usageAfter({ status }: ResourceQuota, delta: ResourceList): Usage {
  const hard = listOf(status?.hard);
  const requested = maskList(delta, hard.keys());
  const used = addLists(listOf(status?.used), requested);
  return { requested, used, exceeded: exceeding(maskList(used, requested.keys()), hard) };
}

function exceededText({ metadata, status }: ResourceQuota, { requested, exceeded }: Usage): string {
  const of = (list: ResourceList): string => listText(maskList(list, exceeded));
  const now = `used: ${of(listOf(status?.used))}, limited: ${of(listOf(status?.hard))}`;
  return `exceeded quota: ${metadata.name}, requested: ${of(requested)}, ${now}`;
}
