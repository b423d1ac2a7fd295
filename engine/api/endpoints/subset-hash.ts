// The order of subsets and of their ports: that of the MD5 of the text in which the spew library prints the Go struct.
//
// Arbitrary, but the same everywhere, and seen in what `kubectl get endpoints` lists.
// Source: kubernetes v1.20.2 pkg/api/v1/endpoints/util.go, subsetsByHash and portsByHash; pkg/util/hash/hash.go.

import { md5 } from '../hash/md5.ts';
import type { Endpoints } from '../objects.ts';

export type EndpointSubset = NonNullable<Endpoints['subsets']>[number];
export type EndpointAddress = NonNullable<EndpointSubset['addresses']>[number];
export type EndpointPort = NonNullable<EndpointSubset['ports']>[number];

const pointer = (text: string | undefined | null): string => text ?? '<nil>';

function listText<T>(items: readonly T[] | undefined, textOf: (item: T) => string): string {
  return items === undefined || items.length === 0 ? '<nil>' : `[${items.map(textOf).join(' ')}]`;
}

const portText = ({ name = '', port, protocol, appProtocol }: EndpointPort): string =>
  `{Name:(string)${name} Port:(int32)${port} Protocol:(v1.Protocol)${protocol ?? ''} AppProtocol:(*string)${pointer(appProtocol)}}`;

function referenceText(reference: EndpointAddress['targetRef']): string {
  if (reference === undefined) return '<nil>';
  const { kind = '', namespace = '', name = '', uid = '', apiVersion = '', resourceVersion = '' } = reference;
  const { fieldPath = '' } = reference;
  return (
    `{Kind:(string)${kind} Namespace:(string)${namespace} Name:(string)${name} UID:(types.UID)${uid} ` +
    `APIVersion:(string)${apiVersion} ResourceVersion:(string)${resourceVersion} FieldPath:(string)${fieldPath}}`
  );
}

const addressText = ({ ip, hostname = '', nodeName, targetRef }: EndpointAddress): string =>
  `{IP:(string)${ip} Hostname:(string)${hostname} NodeName:(*string)${pointer(nodeName)} TargetRef:(*v1.ObjectReference)${referenceText(targetRef)}}`;

const subsetText = ({ addresses, notReadyAddresses, ports }: EndpointSubset): string =>
  `{Addresses:([]v1.EndpointAddress)${listText(addresses, addressText)} ` +
  `NotReadyAddresses:([]v1.EndpointAddress)${listText(notReadyAddresses, addressText)} ` +
  `Ports:([]v1.EndpointPort)${listText(ports, portText)}}`;

function byHash<T>(items: readonly T[], textOf: (item: T) => string): T[] {
  if (items.length < 2) return [...items];
  const hashed = items.map((item) => ({ item, hash: md5(textOf(item)) }));
  return hashed.sort((a, b) => (a.hash < b.hash ? -1 : Number(a.hash > b.hash))).map(({ item }) => item);
}

export const sortPorts = (ports: readonly EndpointPort[]): EndpointPort[] =>
  byHash(ports, (port) => `(v1.EndpointPort)${portText(port)}`);

export const sortSubsets = (subsets: readonly EndpointSubset[]): EndpointSubset[] =>
  byHash(subsets, (subset) => `(v1.EndpointSubset)${subsetText(subset)}`);
