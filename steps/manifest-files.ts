// The manifests that a scenario handed in, so that a field of an object leads back to its line.

import {
  type ManifestDocument,
  type ManifestProblem,
  positionOf,
  readManifests,
  schemaProblems,
} from '../engine/index.ts';
import type { FailureField, FailurePlace } from '../reports/failure/failure.ts';

/** Where a text stands in the user's files: a file of its own, or a doc string some lines down a feature. */
export interface Origin {
  readonly file: string;
  /** Lines of the file before the text. Default 0. */
  readonly linesBefore?: number;
  /** Blanks before each of its lines. Default 0. */
  readonly indent?: number;
}

interface Kept {
  readonly path: string;
  readonly origin: Origin;
  readonly documents: readonly ManifestDocument[];
  readonly problems: readonly ManifestProblem[];
}

interface Named {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

export class Manifests {
  private readonly kept = new Map<string, Kept>();

  /**
   * Reads a text and keeps what it holds; a later text of the same path replaces the earlier one. Texts that are no
   * manifests hold nothing.
   *
   * @param path  as kubectl will name it
   * @returns what is wrong with it, with places in the user's file
   */
  add(path: string, text: string, origin: Origin): readonly ManifestProblem[] {
    const { documents, problems } = readManifests(text, path);
    const all = [...problems, ...documents.flatMap((document) => schemaProblems(document))];
    const placed = all.map((problem) => ({
      ...problem,
      place: { ...problem.place, ...shifted(problem.place, origin) },
    }));
    this.kept.set(path, { path, origin, documents, problems: placed });
    return placed;
  }

  /** Where a field of an object is written down, or its nearest ancestor; undefined for objects of no manifest. */
  placeOf(ref: Named, field: string): FailurePlace | undefined {
    for (const { documents, origin } of [...this.kept.values()].reverse()) {
      for (const document of documents) {
        if (isOf(document, ref)) return shifted(positionOf(document, field), origin);
      }
    }
    return undefined;
  }

  /** Problems of the files that a command line names, as places for its failure. */
  problemsNamedIn(line: string): FailureField[] {
    return [...this.kept.values()]
      .filter(({ path }) => line.includes(path))
      .flatMap(({ problems }) => problems)
      .filter(({ severity }) => severity === 'error')
      .map(({ place, message }) => ({
        file: place.file,
        ...(place.line === undefined ? {} : { line: place.line }),
        path: `${place.field === undefined ? '' : `${place.field}: `}${message}`,
      }));
  }
}

function isOf({ object }: ManifestDocument, { kind, name, namespace }: Named): boolean {
  const metadata = (object.metadata ?? {}) as { name?: string; namespace?: string };
  return (
    object.kind === kind &&
    metadata.name === name &&
    (metadata.namespace === undefined || namespace === undefined || metadata.namespace === namespace)
  );
}

function shifted(place: FailurePlace, { file, linesBefore = 0, indent = 0 }: Origin): FailurePlace {
  const { line, column } = place;
  return {
    file,
    ...(line === undefined ? {} : { line: line + linesBefore }),
    ...(column === undefined ? {} : { column: column + indent }),
  };
}
