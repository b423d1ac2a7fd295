// Which nodes a load balancer is given.
//
// Pure. Source: kubernetes v1.36.2 staging/src/k8s.io/cloud-provider/controllers/service/controller.go,
// stableNodeSetPredicates and shouldSyncUpdatedNode; v1.28.0 for allNodePredicates and etpLocalNodePredicates, v1.20.2 for
// getNodeConditionPredicate.

import type { Node, Service } from '../../api/objects.ts';
import type { VersionProfile } from '../../versions/profile.ts';

const EXCLUDE_LABEL = 'node.kubernetes.io/exclude-from-external-load-balancers';
const MASTER_LABEL = 'node-role.kubernetes.io/master';
/** Source: the same, ToBeDeletedTaint: the cluster autoscaler's. */
const TO_BE_DELETED_TAINT = 'ToBeDeletedByClusterAutoscaler';
/** Source: Go's strconv.ParseBool. */
const FALSE_TEXTS = ['0', 'f', 'F', 'false', 'FALSE', 'False'];

/** Whether the node's labels leave it in. */
function isIncluded({ metadata, spec }: Node, version: VersionProfile): boolean {
  const labels = metadata.labels ?? {};
  if (version.has('balancersLeaveCordonedNodes') && spec?.unschedulable === true) return false;
  if (version.has('balancersLeaveMasters') && labels[MASTER_LABEL] !== undefined) return false;
  const excluded = version.has('balancerExclusionLabel') ? labels[EXCLUDE_LABEL] : undefined;
  if (excluded === undefined) return true;
  return version.has('balancerExclusionLabelHasValue') && FALSE_TEXTS.includes(excluded);
}

function isMarkedForDeletion({ spec }: Node, version: VersionProfile): boolean {
  return (
    version.has('balancersLeaveAutoscaledNodes') &&
    (spec?.taints ?? []).some(({ key }) => key === TO_BE_DELETED_TAINT)
  );
}

const isReady = ({ status }: Node): boolean =>
  (status?.conditions ?? []).some(({ type, status: is }) => type === 'Ready' && is === 'True');

/** Whether a load balancer of the Service gets the node. */
export function isBalancedTo(node: Node, service: Service, version: VersionProfile): boolean {
  if (!isIncluded(node, version) || isMarkedForDeletion(node, version)) return false;
  if (version.has('balancersKeepUnreadyNodes')) return node.metadata.deletionTimestamp === undefined;
  const keepsToNode = service.spec.externalTrafficPolicy === 'Local';
  return (version.has('balancersKeepUnreadyNodesForLocal') && keepsToNode) || isReady(node);
}

/** What of a node must change for the load balancers to be looked at again. */
export function balancingMark(node: Node, version: VersionProfile): string {
  const included = isIncluded(node, version);
  if (version.has('balancersKeepUnreadyNodes')) return `${included} ${node.spec?.providerID ?? ''}`;
  return `${included} ${!isMarkedForDeletion(node, version)} ${isReady(node)}`;
}
