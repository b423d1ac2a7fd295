// Tables of kinds that this API server does not store, but whose objects can be shown.
//
// Source: kubernetes v1.20.2 and v1.28.0 pkg/printers/internalversion/printers.go, printPodTemplate,
// printCertificateSigningRequest, printFlowSchema,
// printPriorityLevelConfiguration.

import { humanDuration } from '../duration/human-duration.ts';
import type { Printer } from '../kind.ts';
import type { KubeObject, PodTemplateSpec } from '../objects.ts';
import { formatLabels } from '../selectors/label-selector.ts';
import { age } from './age.ts';
import { containerCells } from './container-cells.ts';
import { columns, definePrinter } from './define-printer.ts';

interface Condition {
  readonly type: string;
  readonly status?: string;
  readonly message?: string;
  readonly error?: string;
}

interface PodTemplate extends KubeObject {
  readonly template: PodTemplateSpec;
}

const podTemplate = definePrinter<PodTemplate>({
  columns: columns('Name', 'Containers', 'Images', 'Pod Labels'),
  cells: ({ metadata, template }) => [
    metadata.name,
    ...containerCells(template),
    formatLabels(template.metadata?.labels),
  ],
});

interface CertificateSigningRequest extends KubeObject {
  readonly spec: {
    readonly signerName?: string;
    readonly username?: string;
    readonly expirationSeconds?: number;
  };
  readonly status?: { readonly conditions?: readonly Condition[]; readonly certificate?: string };
}

const certificateSigningRequest = definePrinter<CertificateSigningRequest>({
  columns: ({ version }) =>
    columns(
      ...['Name', 'Age', 'SignerName', 'Requestor'],
      ...(version.has('csrDuration') ? ['RequestedDuration'] : []),
      'Condition',
    ),
  cells: (request, context) => {
    const { signerName, username = '', expirationSeconds } = request.spec;
    const duration = expirationSeconds === undefined ? '<none>' : humanDuration(expirationSeconds * 1000);
    return [
      request.metadata.name,
      age(request, context),
      signerName || '<none>',
      username,
      ...(context.version.has('csrDuration') ? [duration] : []),
      requestStatusText(request),
    ];
  },
});

function requestStatusText({ status }: CertificateSigningRequest): string {
  const has = (wanted: string): boolean => status?.conditions?.some(({ type }) => type === wanted) ?? false;
  const word = has('Denied') ? 'Denied' : has('Approved') ? 'Approved' : 'Pending';
  return `${word}${has('Failed') ? ',Failed' : ''}${status?.certificate ? ',Issued' : ''}`;
}

// Nobody else fills in the defaults of kinds that are not stored.
// Source: kubernetes v1.20.2 pkg/apis/flowcontrol/v1alpha1/defaults.go.
const MATCHING_PRECEDENCE = 1000;
const CONCURRENCY_SHARES = 30;
const QUEUES = 64;
const HAND_SIZE = 8;
const QUEUE_LENGTH_LIMIT = 50;

interface FlowSchema extends KubeObject {
  readonly spec: {
    readonly priorityLevelConfiguration?: { readonly name?: string };
    readonly matchingPrecedence?: number;
    readonly distinguisherMethod?: { readonly type?: string } | null;
  };
  readonly status?: { readonly conditions?: readonly Condition[] };
}

const flowSchema = definePrinter<FlowSchema>({
  columns: columns('Name', 'PriorityLevel', 'MatchingPrecedence', 'DistinguisherMethod', 'Age', 'MissingPL'),
  cells: (schema, context) => [
    schema.metadata.name,
    schema.spec.priorityLevelConfiguration?.name ?? '',
    schema.spec.matchingPrecedence || MATCHING_PRECEDENCE,
    schema.spec.distinguisherMethod?.type ?? '<none>',
    age(schema, context),
    schema.status?.conditions?.find(({ type }) => type === 'Dangling')?.status ?? '?',
  ],
});

interface PriorityLevelConfiguration extends KubeObject {
  readonly spec: {
    readonly type?: string;
    readonly limited?: {
      readonly assuredConcurrencyShares?: number;
      readonly nominalConcurrencyShares?: number;
      readonly limitResponse?: {
        readonly queuing?: {
          readonly queues?: number;
          readonly handSize?: number;
          readonly queueLengthLimit?: number;
        } | null;
      };
    } | null;
  };
}

const priorityLevelConfiguration = definePrinter<PriorityLevelConfiguration>({
  columns: ({ version }) =>
    columns(
      ...['Name', 'Type'],
      version.has('nominalConcurrencyShares') ? 'NominalConcurrencyShares' : 'AssuredConcurrencyShares',
      ...['Queues', 'HandSize', 'QueueLengthLimit', 'Age'],
    ),
  cells: (level, context) => {
    const { type = '', limited } = level.spec;
    const queuing = limited?.limitResponse?.queuing;
    return [
      level.metadata.name,
      type,
      limited
        ? limited.nominalConcurrencyShares || limited.assuredConcurrencyShares || CONCURRENCY_SHARES
        : '<none>',
      ...(queuing
        ? [
            queuing.queues || QUEUES,
            queuing.handSize || HAND_SIZE,
            queuing.queueLengthLimit || QUEUE_LENGTH_LIMIT,
          ]
        : ['<none>', '<none>', '<none>']),
      age(level, context),
    ];
  },
});

/** By kind. */
export const UNSTORED_PRINTERS: Readonly<Record<string, Printer>> = {
  PodTemplate: podTemplate,
  CertificateSigningRequest: certificateSigningRequest,
  FlowSchema: flowSchema,
  PriorityLevelConfiguration: priorityLevelConfiguration,
};
