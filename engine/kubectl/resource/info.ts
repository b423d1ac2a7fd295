// One thing that a command is about: a kind and a name, and perhaps the object. Source: cli-runtime pkg/resource/visitor.go, Info.

import type { AnyObject } from '../../api/objects.ts';
import { quoteGo } from '../../api/validation/field-error.ts';
import type { Mapping } from './mapping.ts';

export interface Info {
  readonly mapping: Mapping;
  /** Undefined for kinds without namespace. */
  readonly namespace: string | undefined;
  /** Empty where a generateName is meant. */
  readonly name: string;
  /** The file it was read from, as it was named. */
  readonly source?: string;
  /** As read from the file or the server; absent where nothing needed it. */
  readonly object?: AnyObject;
}

/** The object of an info that was asked to have one. */
export function objectOf({ object, name }: Info): AnyObject {
  if (object === undefined) throw new Error(`no object was read for ${name}`);
  return object;
}

/** `deployment.apps/web`, or `pod/web` for the core group. Source: cli-runtime pkg/printers/name.go. */
export function resourceName(object: Pick<AnyObject, 'apiVersion' | 'kind'>, name: string): string {
  return `${groupKind(object)}/${name === '' ? '<unknown>' : name}`;
}

/** `deployment.apps`, or `pod`. */
export function groupKind({ apiVersion, kind }: Pick<AnyObject, 'apiVersion' | 'kind'>): string {
  const at = apiVersion.indexOf('/');
  return at < 0 ? kind.toLowerCase() : `${kind.toLowerCase()}.${apiVersion.slice(0, at)}`;
}

/** As kubectl's messages describe an info to developers. Source: visitor.go, Info.String. */
export function describeInfo({ mapping, name, namespace = '' }: Info): string {
  const { group, kind, resource, served } = mapping;
  const version = group === '' ? `/${served.version}` : mapping.apiVersion;
  return `Resource: "${version}, Resource=${resource}", GroupVersionKind: "${version}, Kind=${kind}"\nName: ${quoteGo(name)}, Namespace: ${quoteGo(namespace)}`;
}
