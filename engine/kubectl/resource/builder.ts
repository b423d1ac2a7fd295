// From a command's arguments and files to the things it is about.
//
// Source: cli-runtime v0.32 pkg/resource/builder.go, ResourceTypeOrNameArgs, visitBySelector, visitByResource,
// visitByName, visitByPaths, Do; visitor.go, SetNamespace, RequireNamespace, RetrieveLatest; selector.go.
// Differs: all things are found before the first is acted on; upstream takes turns. Kustomizations are refused.

import type { AnyObject } from '../../api/objects.ts';
import { parseLabelSelector } from '../../api/selectors/parse.ts';
import { SelectorError } from '../../api/selectors/requirement.ts';
import { quoteGo } from '../../api/validation/field-error.ts';
import type { Call } from '../command/call.ts';
import { CommandFailure, collect, type Failure, statusFailure, textFailure, throwAll } from '../failure.ts';
import { notSimulated } from '../refusal.ts';
import { hasCombinedArgs, normalizeArgs, splitResourceName, uniqueParts } from './arguments.ts';
import type { Info } from './info.ts';
import { infosOfFile } from './manifest-infos.ts';
import type { Mapping } from './mapping.ts';
import { filesAt, type SourceFile } from './paths.ts';

export interface FindOptions {
  readonly args?: readonly string[];
  /** A type without names means all of it. */
  readonly allowEmptySelector?: boolean;
  /** Default: the flags `--selector`, `--field-selector`, `--all` and `--all-namespaces`, where the command has them. */
  readonly selector?: string;
  readonly all?: boolean;
  /** Objects of files are read from the server as well. */
  readonly latest?: boolean;
  /** Things named are not read from the server. */
  readonly withoutObjects?: boolean;
  /** The first failure ends the command; default: go on and fail at the end. */
  readonly stopAtFailure?: boolean;
  readonly singleResourceType?: boolean;
  /** Nothing is asked of the server. */
  readonly local?: boolean;
}

export interface Found {
  readonly infos: readonly Info[];
  /** What could not be found or read. */
  readonly failures: readonly Failure[];
  /** One thing was meant, by name or file. */
  readonly isSingle: boolean;
  /** By selector: the lists themselves, for watches. */
  readonly lists: readonly { readonly mapping: Mapping; readonly resourceVersion: string }[];
}

/** @throws CommandFailure  the arguments themselves are wrong */
export function findInfos(call: Call, options: FindOptions = {}): Found {
  return new Builder(call, options).find();
}

/** The infos, once everything has been found. @throws CommandFailure  with whatever could not */
export function takeInfos(found: Found): readonly Info[] {
  throwAll(found.failures);
  return found.infos;
}

interface Tuple {
  readonly resource: string;
  readonly name: string;
}

class Builder {
  private readonly call: Call;
  private readonly options: FindOptions;
  private readonly failures: Failure[] = [];
  private readonly allNamespaces: boolean;
  private readonly selector: string | undefined;
  private readonly fieldSelector: string | undefined;

  constructor(call: Call, options: FindOptions) {
    this.call = call;
    this.options = options;
    const { flags } = call;
    const flag = (name: string): string => (flags.has(name) ? flags.string(name).trim() : '');
    this.allNamespaces = flags.has('all-namespaces') && flags.bool('all-namespaces');
    const all = options.all ?? false;
    const selector = options.selector ?? flag('selector');
    const fieldSelector = flag('field-selector');
    if (all && (selector !== '' || fieldSelector !== '')) {
      throw textFailure("setting 'all' parameter but found a non empty selector. ");
    }
    this.selector = selector === '' ? (all ? '' : undefined) : selector;
    this.fieldSelector = fieldSelector === '' ? undefined : fieldSelector;
  }

  find(): Found {
    const files = this.sourceFiles();
    const { tuples, types, names, matchesAll } = this.readArgs();
    if (files !== undefined) return this.byPaths(files, { tuples, types, names });
    if (this.selector !== undefined || this.fieldSelector !== undefined || matchesAll) {
      return this.bySelector({ tuples, types, names });
    }
    if (tuples.length > 0) return this.byResource(tuples, types);
    if (names.length > 0) return this.byName(types, names);
    if (types.length > 0) {
      for (const type of types) this.call.mapper.forArgument(type);
      throw textFailure('resource(s) were provided, but no name was specified');
    }
    throw textFailure(NOTHING_GIVEN);
  }

  private readArgs(): { tuples: Tuple[]; types: string[]; names: string[]; matchesAll: boolean } {
    const args = normalizeArgs(this.options.args ?? []);
    const nothing = { tuples: [], types: [], names: [], matchesAll: false };
    if (args.length === 0) return nothing;
    if (hasCombinedArgs(args)) {
      const tuples = args.map((arg) => splitResourceName(arg)).filter((tuple) => tuple !== undefined);
      return { ...nothing, tuples };
    }
    const [first = '', ...names] = args;
    const expanded = first
      .split(',')
      .map((word) => this.call.mapper.category(word)?.join(',') ?? word)
      .join(',');
    const matchesAll =
      names.length === 0 && this.selector === undefined && this.options.allowEmptySelector === true;
    return { tuples: [], types: uniqueParts(expanded), names, matchesAll };
  }

  private sourceFiles(): { files: SourceFile[]; isOne: boolean } | undefined {
    const { flags, session } = this.call;
    const paths = flags.has('filename') ? flags.list('filename') : [];
    const kustomize = flags.has('kustomize') ? flags.string('kustomize') : '';
    if (paths.length > 0 && kustomize !== '') throw textFailure('only one of -f or -k can be specified');
    if (kustomize !== '') {
      if (flags.bool('recursive')) throw textFailure("the -k flag can't be used with -f or -R");
      notSimulated('-k (kustomize)', 'apply what `kubectl kustomize` prints');
    }
    if (paths.length === 0) return undefined;
    const problems: Failure[] = [];
    const files: SourceFile[] = [];
    let isOne = true;
    for (const path of paths) {
      if (path === '-') {
        files.push({ path: 'STDIN', text: this.call.stdin() });
        isOne = false;
      } else if (/^https?:\/\//.test(path)) files.push(this.atUrl(path));
      else {
        collect(problems, () => {
          const at = filesAt(session.files, path, flags.bool('recursive'));
          files.push(...at.files);
          if (at.files.length > 1) isOne = false;
        });
      }
    }
    throwAll(problems);
    return { files, isOne: isOne && files.length === 1 };
  }

  // What stands behind a URL is what the session keeps under it.
  private atUrl(url: string): SourceFile {
    const text = this.call.session.files.get(url);
    if (text !== undefined) return { path: url, text };
    return notSimulated(
      `-f with the URL ${url}, which has no text here,`,
      `say what stands there: Given the file "${url}":`,
    );
  }

  private byPaths(
    { files, isOne }: { files: readonly SourceFile[]; isOne: boolean },
    args: { tuples: readonly Tuple[]; types: readonly string[]; names: readonly string[] },
  ): Found {
    if (args.types.length > 0) {
      throw textFailure(
        'when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well',
      );
    }
    if (args.tuples.length > 0) {
      throw textFailure('resource/name arguments cannot be provided when a path is specified');
    }
    const { session, mapper, validation } = this.call;
    const read = files.flatMap((file) => {
      const infos = infosOfFile(file, { session, mapper, validation }, this.failures);
      this.stopIfAsked();
      return infos;
    });
    const infos: Info[] = [];
    for (const one of read.filter((info) => this.isSelected(info))) {
      this.attempt(() => infos.push(this.completed(one)));
    }
    return { infos, failures: this.failures, isSingle: isOne && read.length === 1, lists: [] };
  }

  private isSelected({ object }: Info): boolean {
    if (this.selector === undefined || this.selector === '') return true;
    try {
      return parseLabelSelector(this.selector).matches(object?.metadata?.labels ?? {});
    } catch (error) {
      if (!(error instanceof SelectorError)) throw error;
      throw textFailure(`the provided selector ${quoteGo(this.selector)} is not valid: ${error.message}`);
    }
  }

  private bySelector({
    tuples,
    types,
    names,
  }: {
    tuples: readonly Tuple[];
    types: readonly string[];
    names: readonly string[];
  }): Found {
    if (names.length > 0) throw textFailure('name cannot be provided when a selector is specified');
    if (tuples.length > 0) {
      throw textFailure('selectors and the all flag cannot be used when passing resource/name arguments');
    }
    if (types.length === 0) throw textFailure('at least one resource must be specified to use a selector');
    const lists: { mapping: Mapping; resourceVersion: string }[] = [];
    const infos: Info[] = [];
    for (const mapping of this.mappings(types)) {
      this.attempt(() => {
        const { items, resourceVersion } = this.list(mapping);
        lists.push({ mapping, resourceVersion });
        infos.push(...items.map((object) => this.infoOfObject(mapping, object)));
      });
    }
    return { infos, failures: this.failures, isSingle: false, lists };
  }

  private list(mapping: Mapping): { items: AnyObject[]; resourceVersion: string } {
    const labelSelector = this.selector ?? '';
    const fieldSelector = this.fieldSelector ?? '';
    const namespace = mapping.namespaced && !this.allNamespaces ? this.call.namespace : undefined;
    try {
      return this.call.client.list(mapping, namespace, { labelSelector, fieldSelector });
    } catch (error) {
      throw enhanced(error, mapping, labelSelector, fieldSelector);
    }
  }

  private infoOfObject(mapping: Mapping, object: AnyObject): Info {
    const { name, namespace } = object.metadata;
    return { mapping, namespace, name, object };
  }

  private byResource(tuples: readonly Tuple[], types: readonly string[]): Found {
    if (types.length > 0) {
      throw textFailure('you may not specify individual resources and bulk resources in the same call');
    }
    const mappings = new Map<string, Mapping>();
    for (const { resource } of tuples) {
      if (!mappings.has(resource)) mappings.set(resource, this.call.mapper.forArgument(resource));
    }
    if (
      this.options.singleResourceType === true &&
      new Set([...mappings.values()].map(({ kind }) => kind)).size > 1
    ) {
      throw textFailure('you may only specify a single resource type');
    }
    const named = tuples.map(({ resource, name }) => this.named(mappings.get(resource)!, name));
    return { infos: this.read(named), failures: this.failures, isSingle: tuples.length === 1, lists: [] };
  }

  private byName(types: readonly string[], names: readonly string[]): Found {
    if (types.length > 1) throw textFailure('you must specify only one resource');
    const [mapping] = this.mappings(types);
    const named = names.map((name) => this.named(mapping!, name));
    return { infos: this.read(named), failures: this.failures, isSingle: names.length === 1, lists: [] };
  }

  private named(mapping: Mapping, name: string): Info {
    if (mapping.namespaced && this.allNamespaces) {
      throw textFailure('a resource cannot be retrieved by name across all namespaces');
    }
    return { mapping, namespace: mapping.namespaced ? this.call.namespace : undefined, name };
  }

  private read(named: readonly Info[]): Info[] {
    if (named.some(({ name }) => name === '')) throw textFailure('resource name may not be empty');
    if (this.options.withoutObjects === true) return [...named];
    const infos: Info[] = [];
    for (const info of named) {
      this.attempt(() => {
        infos.push({ ...info, object: this.call.client.getInfo(info.mapping, info.namespace, info.name) });
      });
    }
    return infos;
  }

  // Sets or checks the namespace of an object from a file, and reads the newest state where that is asked for.
  private completed(info: Info): Info {
    // Nothing is known of kinds without a server, so their objects' namespaces are left as they are.
    if (this.options.local === true) return info;
    const { mapping, name } = info;
    const { namespace, isNamespaceEnforced } = this.call;
    const object = info.object as AnyObject;
    if (!mapping.namespaced) {
      const { namespace: _, ...metadata } = object.metadata ?? {};
      return this.latest({ ...info, namespace: undefined, object: { ...object, metadata } as AnyObject });
    }
    const own = info.namespace ?? namespace;
    const metadata = { ...object.metadata, namespace: own };
    // The newest state is asked for first: what is not there is not looked at further.
    const found = this.latest({
      ...info,
      name,
      namespace: own,
      object: { ...object, metadata } as AnyObject,
    });
    if (info.namespace !== undefined && isNamespaceEnforced && info.namespace !== namespace) {
      throw textFailure(
        `the namespace from the provided object ${quoteGo(info.namespace)} does not match the namespace ${quoteGo(namespace)}. You must pass '--namespace=${info.namespace}' to perform this operation.`,
      );
    }
    return found;
  }

  private latest(info: Info): Info {
    if (this.options.latest !== true || this.options.local === true || info.name === '') return info;
    return { ...info, object: this.call.client.getInfo(info.mapping, info.namespace, info.name) };
  }

  private mappings(types: readonly string[]): Mapping[] {
    if (types.length > 1 && this.options.singleResourceType === true) {
      throw textFailure('you may only specify a single resource type');
    }
    const mappings = types.map((type) => this.call.mapper.forArgument(type));
    return mappings.filter((mapping, i) => mappings.findIndex((other) => same(other, mapping)) === i);
  }

  private attempt(body: () => void): void {
    collect(this.failures, body);
    this.stopIfAsked();
  }

  private stopIfAsked(): void {
    if (this.options.stopAtFailure === true) throwAll(this.failures);
  }
}

const same = (a: Mapping, b: Mapping): boolean => a.kind === b.kind && a.apiVersion === b.apiVersion;

// Source: cli-runtime pkg/resource/crd_finder.go's neighbour helper.go, EnhanceListError.
function enhanced(error: unknown, mapping: Mapping, labelSelector: string, fieldSelector: string): unknown {
  if (!(error instanceof CommandFailure) || error.failure.kind !== 'status') return error;
  const { status } = error.failure;
  if (status.reason !== 'BadRequest' && status.reason !== 'NotFound') return error;
  const { group, served, apiVersion, resource } = mapping;
  const subject = quoteGo(`${group === '' ? `/${served.version}` : apiVersion}, Resource=${resource}`);
  const text =
    labelSelector === '' && fieldSelector === ''
      ? `Unable to list ${subject}: ${status.message}`
      : `Unable to find ${subject} that match label selector ${quoteGo(labelSelector)}, field selector ${quoteGo(fieldSelector)}: ${status.message}`;
  return statusFailure(status, text);
}

const NOTHING_GIVEN = `You must provide one or more resources by argument or filename.
Example resource specifications include:
   '-f rsrc.yaml'
   '--filename=rsrc.json'
   '<resource> <name>'
   '<resource>'`;
