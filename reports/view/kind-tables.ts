// `kubectl get` at any instant: the server's own columns and cells, laid out for the page, rows that changed marked.

import type { Printer } from '../../engine/api/kind.ts';
import { configMapPrinter } from '../../engine/api/kinds/config-map/printer.ts';
import { controllerRevisionPrinter } from '../../engine/api/kinds/controller-revision/printer.ts';
import { cronJobPrinter } from '../../engine/api/kinds/cron-job/printer.ts';
import { csiDriverPrinter } from '../../engine/api/kinds/csi-driver/printer.ts';
import { csiNodePrinter } from '../../engine/api/kinds/csi-node/printer.ts';
import { daemonSetPrinter } from '../../engine/api/kinds/daemon-set/printer.ts';
import { deploymentPrinter } from '../../engine/api/kinds/deployment/printer.ts';
import { endpointSlicePrinter } from '../../engine/api/kinds/endpoint-slice/printer.ts';
import { endpointsPrinter } from '../../engine/api/kinds/endpoints/printer.ts';
import { horizontalPodAutoscalerPrinter } from '../../engine/api/kinds/horizontal-pod-autoscaler/printer.ts';
import { ingressPrinter } from '../../engine/api/kinds/ingress/printer.ts';
import { ingressClassPrinter } from '../../engine/api/kinds/ingress-class/printer.ts';
import { jobPrinter } from '../../engine/api/kinds/job/printer.ts';
import { leasePrinter } from '../../engine/api/kinds/lease/printer.ts';
import { namespacePrinter } from '../../engine/api/kinds/namespace/printer.ts';
import { networkPolicyPrinter } from '../../engine/api/kinds/network-policy/printer.ts';
import { nodePrinter } from '../../engine/api/kinds/node/printer.ts';
import { persistentVolumePrinter } from '../../engine/api/kinds/persistent-volume/printer.ts';
import { persistentVolumeClaimPrinter } from '../../engine/api/kinds/persistent-volume-claim/printer.ts';
import { podPrinter } from '../../engine/api/kinds/pod/printer.ts';
import { podDisruptionBudgetPrinter } from '../../engine/api/kinds/pod-disruption-budget/printer.ts';
import { priorityClassPrinter } from '../../engine/api/kinds/priority-class/printer.ts';
import { replicaSetPrinter } from '../../engine/api/kinds/replica-set/printer.ts';
import { replicationControllerPrinter } from '../../engine/api/kinds/replication-controller/printer.ts';
import { resourceQuotaPrinter } from '../../engine/api/kinds/resource-quota/printer.ts';
import { secretPrinter } from '../../engine/api/kinds/secret/printer.ts';
import { servicePrinter } from '../../engine/api/kinds/service/printer.ts';
import { serviceAccountPrinter } from '../../engine/api/kinds/service-account/printer.ts';
import { statefulSetPrinter } from '../../engine/api/kinds/stateful-set/printer.ts';
import { storageClassPrinter } from '../../engine/api/kinds/storage-class/printer.ts';
import { volumeAttachmentPrinter } from '../../engine/api/kinds/volume-attachment/printer.ts';
import type { AnyObject } from '../../engine/api/objects.ts';
import { age } from '../../engine/api/printing/age.ts';
import { columns, definePrinter } from '../../engine/api/printing/define-printer.ts';
import type { TraceIndex } from './trace-index.ts';

// In the order in which the tables are shown. What is not listed comes behind, by name.
const PRINTERS: Readonly<Record<string, Printer>> = {
  Node: nodePrinter,
  Namespace: namespacePrinter,
  Deployment: deploymentPrinter,
  ReplicaSet: replicaSetPrinter,
  StatefulSet: statefulSetPrinter,
  DaemonSet: daemonSetPrinter,
  ReplicationController: replicationControllerPrinter,
  Job: jobPrinter,
  CronJob: cronJobPrinter,
  Pod: podPrinter,
  Service: servicePrinter,
  EndpointSlice: endpointSlicePrinter,
  Endpoints: endpointsPrinter,
  Ingress: ingressPrinter,
  NetworkPolicy: networkPolicyPrinter,
  HorizontalPodAutoscaler: horizontalPodAutoscalerPrinter,
  PodDisruptionBudget: podDisruptionBudgetPrinter,
  PersistentVolumeClaim: persistentVolumeClaimPrinter,
  PersistentVolume: persistentVolumePrinter,
  StorageClass: storageClassPrinter,
  ResourceQuota: resourceQuotaPrinter,
  ConfigMap: configMapPrinter,
  Secret: secretPrinter,
  ServiceAccount: serviceAccountPrinter,
  ControllerRevision: controllerRevisionPrinter,
  CSIDriver: csiDriverPrinter,
  CSINode: csiNodePrinter,
  IngressClass: ingressClassPrinter,
  Lease: leasePrinter,
  PriorityClass: priorityClassPrinter,
  VolumeAttachment: volumeAttachmentPrinter,
};

// Custom resources without columns of their own.
const plainPrinter = definePrinter({
  columns: columns('Name', 'Age'),
  cells: (object, context) => [object.metadata.name, age(object, context)],
});

export interface KindTable {
  readonly kind: string;
  readonly columns: readonly string[];
  readonly rows: readonly KindRow[];
}

export interface KindRow {
  /** `Pod/default/web-1` */
  readonly key: string;
  readonly cells: readonly string[];
  /** The record at the cursor wrote this object. */
  readonly isChanged: boolean;
}

/** Every kind of which there was an object after that record, without Events; a deleted object has no row. */
export function kindTables(index: TraceIndex, seq: number): KindTable[] {
  const record = index.atOrBefore(seq);
  const context = { version: index.version, nowEpochMs: index.startEpochMs + (record?.t ?? 0) };
  const places = Object.keys(PRINTERS);
  const place = (kind: string): number => (places.includes(kind) ? places.indexOf(kind) : places.length);
  return [...index.objectsAt(seq)]
    .filter(([kind]) => kind !== 'Event')
    .sort(([a], [b]) => place(a) - place(b) || (a < b ? -1 : 1))
    .map(([kind, found]) => {
      const printer = PRINTERS[kind] ?? plainPrinter;
      const all = printer.columns(context);
      const isShown = (_: unknown, i: number): boolean => all[i]?.wide !== true;
      const namespaces = new Set(found.map(({ history }) => history.ref.namespace));
      const hasNamespaces = namespaces.size > 1;
      const rows = found.map(({ history, write }) => {
        const cells = printer.cells(write.object as AnyObject, context).filter(isShown);
        return {
          key: history.key,
          cells: hasNamespaces ? [history.ref.namespace ?? '', ...cells] : cells,
          isChanged: write.seq === record?.seq,
        };
      });
      const names = all.filter(isShown).map(({ name }) => name.toUpperCase());
      return { kind, columns: hasNamespaces ? ['NAMESPACE', ...names] : names, rows: rows.sort(byKey) };
    });
}

// Namespace and name, as the API server lists.
const byKey = (a: KindRow, b: KindRow): number => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
