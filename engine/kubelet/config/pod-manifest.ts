// A manifest that the kubelet reads itself becomes a pod of its node: named after the node, bound to it, with a uid that
// is a hash of what it says.
//
// Pure. Source: kubernetes v1.20.2 and v1.28.0 pkg/kubelet/config/common.go. Differs: the uid has upstream's form (32 hex
// digits) and changes when upstream's does, but its digits are others; so are the words of texts that cannot be decoded.

import { md5 } from '../../api/hash/md5.ts';
import type { ApiContext, KindTraits } from '../../api/kind.ts';
import { type ManifestProblem, readManifests } from '../../api/manifest/read-manifests.ts';
import { schemaProblems } from '../../api/manifest/schema-problems.ts';
import type { AnyObject, Pod, Toleration } from '../../api/objects.ts';
import { clonePlain } from '../../api/plain.ts';
import { CONFIG_HASH_ANNOTATION } from '../../api/pod/static-pod.ts';
import { admitCreate } from '../../api/strategy.ts';
import { type FieldError, fieldErrorBody } from '../../api/validation/field-error.ts';
import type { VersionProfile } from '../../versions/profile.ts';
import { apiReference } from './api-references.ts';

export interface ManifestOrigin {
  readonly nodeName: string;
  /** `/etc/kubernetes/manifests/web.yaml`, or a URL. */
  readonly source: string;
  readonly isFile: boolean;
}

export interface ReadMeans {
  /** Of pods. */
  readonly traits: KindTraits;
  readonly context: ApiContext;
}

/** A manifest that was decoded may still be refused: then no other form is tried. */
export type ReadPod = { readonly pod: Pod } | { readonly error: string; readonly isParsed: boolean };
export type ReadPods =
  | { readonly pods: readonly Pod[] }
  | { readonly error: string; readonly isParsed: boolean };

type Document = AnyObject & { apiVersion?: string };

/** The one pod of a text. What follows a first document is not looked at. */
export function readPodManifest(text: string, origin: ManifestOrigin, means: ReadMeans): ReadPod {
  const read = decode(text, origin.source);
  if ('error' in read) return { ...read, isParsed: false };
  const [first] = read.documents;
  if (read.isList || first?.kind !== 'Pod' || first.apiVersion !== 'v1') {
    const found = read.isList ? 'a list' : `${first?.apiVersion} ${first?.kind}`;
    return { error: `invalid pod: ${found}`, isParsed: false };
  }
  return podOf(first, origin, means);
}

/** All pods of a list. One that is refused spoils all. */
export function readPodList(text: string, origin: ManifestOrigin, means: ReadMeans): ReadPods {
  const read = decode(text, origin.source);
  if ('error' in read) return { ...read, isParsed: false };
  if (!read.isList) return { error: `invalid pods list: ${read.documents[0]?.kind}`, isParsed: false };
  const pods: Pod[] = [];
  for (const item of read.documents) {
    const one = podOf(item, origin, means);
    if ('error' in one) return one;
    pods.push(one.pod);
  }
  return { pods };
}

// Decoding is not strict: fields that pods do not have are passed over.
const isFatal = ({ severity, code }: ManifestProblem): boolean =>
  severity === 'error' && code !== 'unknown-field';

const YAML_TO_JSON = 'error converting YAML to JSON: ';

function decode(
  text: string,
  source: string,
): { readonly documents: Document[]; readonly isList: boolean } | { readonly error: string } {
  const { documents, problems } = readManifests(text, source);
  const broken = problems.find(isFatal);
  if (broken !== undefined) {
    const { kubectl = '', message } = broken;
    const at = kubectl.indexOf(YAML_TO_JSON);
    return { error: at < 0 ? message : kubectl.slice(at + YAML_TO_JSON.length) };
  }
  const [first] = documents;
  if (first === undefined) return { error: "Object 'Kind' is missing in 'null'" };
  const isList = first.path !== '';
  const read = isList ? documents : [first];
  const wrong = read.flatMap(schemaProblems).find(isFatal);
  if (wrong !== undefined) return { error: `${wrong.place.field ?? ''}: ${wrong.message}` };
  return { documents: read.map(({ object }) => clonePlain(object) as unknown as Document), isList };
}

function podOf(object: Document, origin: ManifestOrigin, { traits, context }: ReadMeans): ReadPod {
  const refuse = (error: string): ReadPod => ({ error, isParsed: true });
  const { version } = context;
  object.metadata ??= {} as Document['metadata'];
  traits.setDefaults?.(object, context);
  const { name = '' } = object.metadata;
  if (name === '' && version.has('staticPodsNeedNames'))
    return refuse('invalid pod: name is needed for the pod');
  localize(object as unknown as Pod, origin, version);
  const admitted = admitCreate(traits, object, context);
  if ('errors' in admitted) return refuse(`invalid pod: ${listOf(admitted.errors, version)}`);
  const pod = admitted.object as unknown as Pod;
  delete pod.metadata.generation;
  const reference = version.has('staticPodsReferToNothing') ? apiReference(pod.spec) : undefined;
  return reference === undefined ? { pod } : refuse(`static pods may not reference ${reference}`);
}

function localize(pod: Pod, origin: ManifestOrigin, version: VersionProfile): void {
  const { metadata, spec } = pod;
  const { nodeName, isFile } = origin;
  metadata.uid ||= uidOf(pod, origin, version);
  metadata.name = `${metadata.name ?? ''}-${nodeName.toLowerCase()}`;
  metadata.namespace ||= 'default';
  if (spec !== undefined) spec.nodeName = nodeName;
  metadata.annotations = { ...metadata.annotations, [CONFIG_HASH_ANNOTATION]: metadata.uid };
  // So that trouble of the node does not evict it.
  if (isFile && spec !== undefined) spec.tolerations = withToleration(spec.tolerations);
}

// Source: pkg/apis/core/helper/helpers.go, AddOrUpdateTolerationInPod.
function withToleration(tolerations: readonly Toleration[] = []): Toleration[] {
  const others = tolerations.filter(
    ({ key = '', operator, value = '', effect }) =>
      key !== '' || operator !== 'Exists' || value !== '' || effect !== 'NoExecute',
  );
  return [...others, { operator: 'Exists', effect: 'NoExecute' }];
}

// Until 1.20 the hash forgot where the manifest lies: the same one had the same uid on every node.
function uidOf(pod: Pod, { nodeName, source, isFile }: ManifestOrigin, version: VersionProfile): string {
  const place = isFile ? `host:${nodeName}file:${source}` : `url:${source}`;
  return md5(`${JSON.stringify(pod)}${version.has('staticPodUidsAreUnique') ? place : ''}`);
}

// As Go prints a list of errors.
const listOf = (errors: readonly FieldError[], version: VersionProfile): string =>
  `[${errors.map((error) => `${error.field}: ${fieldErrorBody(error, version)}`).join(' ')}]`;
