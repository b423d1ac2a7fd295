// The objects of manifest texts, in order, as far as kubectl reads them.
//
// A document that is no YAML ends its file; so does one that validation refuses. A kind that the cluster does not serve
// fails alone. Source: cli-runtime v0.32 pkg/resource/visitor.go, StreamVisitor; mapper.go, infoForData; kubectl
// v0.32.0 pkg/validation/schema.go and pkg/cmd/util/factory_client_access.go, Validator.

import {
  type ManifestDocument,
  type ManifestProblem,
  positionOf,
  readManifests,
} from '../../api/manifest/read-manifests.ts';
import type { AnyObject } from '../../api/objects.ts';
import { checkSchema, decodeErrorOf } from '../../api/schema/check-schema.ts';
import { clientValidationErrors, clientValidationMessage } from '../../api/schema/client-validation.ts';
import { quoteGo } from '../../api/validation/field-error.ts';
import type { ValidationDirective } from '../command/call.ts';
import { collect, type Failure, textFailure } from '../failure.ts';
import type { KubectlSession } from '../session.ts';
import type { Info } from './info.ts';
import { SERVER_VALIDATES_FROM } from './kube-client.ts';
import type { SourceFile } from './paths.ts';
import type { RestMapper } from './rest-mapper.ts';

export interface ReadOptions {
  readonly session: Pick<KubectlSession, 'version'>;
  readonly mapper: RestMapper;
  readonly validation: ValidationDirective;
}

type Item =
  | { readonly line: number; readonly document: ManifestDocument }
  | { readonly line: number; readonly problem: ManifestProblem };

/** The infos of a file; what went wrong on the way is added to `failures`. */
export function infosOfFile({ path, text }: SourceFile, options: ReadOptions, failures: Failure[]): Info[] {
  const { documents, problems } = readManifests(text, path);
  const items: Item[] = [
    ...documents.map((document) => ({ line: positionOf(document, '').line ?? 0, document })),
    ...problems
      .filter(({ kubectl, severity }) => severity === 'error' && kubectl !== undefined)
      .map((problem) => ({ line: problem.place.line ?? 0, problem })),
  ].sort((a, b) => a.line - b.line);
  const infos: Info[] = [];
  for (const item of items) {
    if ('problem' in item) {
      const { kubectl, message, undecodable } = item.problem;
      const text = options.validation === 'Ignore' ? (undecodable ?? kubectl) : kubectl;
      failures.push({ kind: 'text', text: text ?? message });
      break;
    }
    const object = item.document.object as unknown as AnyObject;
    const refused = validate(object, path, options);
    if (refused !== undefined) {
      failures.push({ kind: 'text', text: refused });
      break;
    }
    collect(failures, () => {
      refuseMetadata(object, path);
      infos.push(infoOf(object, path, options.mapper));
    });
  }
  return infos;
}

function validate(
  object: AnyObject,
  source: string,
  { session, mapper, validation }: ReadOptions,
): string | undefined {
  if (validation !== 'Strict' || session.version.minor >= SERVER_VALIDATES_FROM) return undefined;
  // What the cluster does not serve is not in its OpenAPI document, and is not validated.
  if (mapper.forKind(object.apiVersion, object.kind) === undefined) return undefined;
  const errors = clientValidationErrors(object);
  return errors.length === 0 ? undefined : clientValidationMessage(source, errors);
}

// Of an object whatever its kind, kubectl reads the metadata into a type of its own, and the server is not asked.
// Source: cli-runtime v0.32 pkg/resource/metadata_decoder.go; mapper.go, infoForData.
function refuseMetadata({ metadata }: AnyObject, source: string): void {
  if (metadata === undefined) return;
  const problems = checkSchema({ apiVersion: 'v1', kind: 'ConfigMap', metadata } as AnyObject);
  const error = decodeErrorOf(problems, false);
  if (error === undefined) return;
  const text = error.replace(
    'Go struct field ConfigMap.metadata of',
    'Go struct field metadataOnlyObject.metadata of',
  );
  throw textFailure(`unable to decode ${quoteGo(source)}: ${text}`);
}

/** @throws CommandFailure  the cluster serves no such kind */
export function infoOf(object: AnyObject, source: string, mapper: RestMapper): Info {
  const { apiVersion, kind } = object;
  const { name = '', namespace = '' } = object.metadata ?? {};
  const mapping = mapper.forKind(apiVersion, kind);
  if (mapping === undefined) {
    throw textFailure(
      `resource mapping not found for name: ${quoteGo(name)} namespace: ${quoteGo(namespace)} from ${quoteGo(source)}: no matches for kind ${quoteGo(kind)} in version ${quoteGo(apiVersion)}\nensure CRDs are installed first`,
    );
  }
  return { mapping, namespace: namespace === '' ? undefined : namespace, name, source, object };
}
