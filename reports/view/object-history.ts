// What an inspector shows of one object: its versions, and what differs between two instants.

import { type ChangedPath, changedPaths } from '../../engine/api/diff/changed-paths.ts';
import type { KubeObject } from '../../engine/api/objects.ts';
import { toYaml } from '../../engine/kubectl/output/yaml.ts';
import type { ObjectHistory, TraceIndex } from './trace-index.ts';

/** YAML as `kubectl get -o yaml` prints it: without managedFields. Undefined where the object was not there. */
export function yamlAt(index: TraceIndex, history: ObjectHistory, seq: number): string | undefined {
  const object = index.writeAt(history, seq)?.object as KubeObject | undefined;
  if (object === undefined) return undefined;
  const { managedFields, ...metadata } = object.metadata ?? {};
  return toYaml({ ...object, metadata });
}

// What the API server keeps for itself.
const MANAGED = /^metadata\.(?:managedFields|resourceVersion|generation)\b/;

/** The changed leaves between the versions at two instants; an object that was not there counts as empty. */
export function differenceBetween(
  index: TraceIndex,
  history: ObjectHistory,
  { fromSeq, toSeq }: { readonly fromSeq: number; readonly toSeq: number },
): readonly ChangedPath[] {
  const at = (seq: number): unknown => index.writeAt(history, seq)?.object ?? {};
  return changedPaths(at(fromSeq), at(toSeq)).filter(({ path }) => !MANAGED.test(path));
}
