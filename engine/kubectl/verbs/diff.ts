// `kubectl diff`: what applying files would change, as `diff -u` of the objects' YAML. Ends with code 1 where it differs.
//
// Source: kubectl v0.32.0 pkg/cmd/diff/diff.go, Differ, InfoObject, Masker. The names of the two folders, random upstream,
// are of the moment. Left out, and refused: --prune.

import type { AnyObject } from '../../api/objects.ts';
import { plainConfiguration } from '../../api/patch/three-way-apply.ts';
import { equalPlain } from '../../api/plain.ts';
import { formatTime } from '../../api/time.ts';
import type { Call } from '../command/call.ts';
import type { Command } from '../command/command.ts';
import { FIELD_MANAGER_FLAG, FILE_FLAGS, SELECTOR_FLAG } from '../command/global-flags.ts';
import {
  CommandFailure,
  isStatus,
  renderFailure,
  silentFailure,
  textFailure,
  withSource,
} from '../failure.ts';
import { klogWarning } from '../output/klog.ts';
import { servedForm } from '../output/served-form.ts';
import { unifiedHunks } from '../output/unified-diff.ts';
import { toYaml } from '../output/yaml.ts';
import { notSimulated } from '../refusal.ts';
import { findInfos, takeInfos } from '../resource/builder.ts';
import { type Info, objectOf } from '../resource/info.ts';
import { makePatch } from '../resource/make-patch.ts';
import { withoutNulls } from './nulls.ts';

export const diff: Command = {
  name: 'diff',
  flags: [
    ...FILE_FLAGS,
    SELECTOR_FLAG,
    FIELD_MANAGER_FLAG,
    { name: 'concurrency', type: 'int', value: '1' },
    { name: 'force-conflicts', type: 'bool' },
    { name: 'prune', type: 'bool' },
    { name: 'prune-allowlist', type: 'list' },
    { name: 'server-side', type: 'bool' },
    { name: 'show-managed-fields', type: 'bool' },
  ],
  run,
};

// Code 1 says that something differs, so failures have code 2. Source: pkg/cmd/util/helpers.go, CheckDiffErr.
function run(call: Call): void {
  try {
    runDiff(call);
  } catch (error) {
    if (!(error instanceof CommandFailure) || error.failure.kind === 'exit') throw error;
    const { text, code } = renderFailure(error.failure);
    throw new CommandFailure({ kind: 'exit', code: code + 1, text });
  }
}

function runDiff(call: Call): void {
  const { flags, args } = call;
  if (args.length > 0) throw call.usage(`Unexpected args: [${args.join(' ')}]`);
  if (!call.hasFiles) throw textFailure('must specify one of -f and -k');
  if (flags.bool('prune')) notSimulated('kubectl diff --prune', 'use kubectl apply --prune --dry-run=server');
  const texts = new Map<string, { live: string; merged: string }>();
  for (const info of takeInfos(findInfos(call))) {
    const live = liveOf(call, info);
    const pair = masked(live, mergedOf(call, info, live));
    texts.set(fileName(info), { live: yamlOf(call, pair.live), merged: yamlOf(call, pair.merged) });
  }
  const printed = [...texts.keys()].sort().map((name) => fileDiff(call, name, texts.get(name)!));
  call.out(printed.join(''));
  if (printed.some((text) => text !== '')) throw silentFailure(1);
}

function liveOf({ client }: Call, { mapping, namespace, name }: Info): AnyObject | undefined {
  try {
    return client.get(mapping, namespace, name);
  } catch (error) {
    if (isStatus(error, 'NotFound')) return undefined;
    throw error;
  }
}

function mergedOf(call: Call, info: Info, live: AnyObject | undefined): AnyObject {
  const { mapping, namespace, name } = info;
  const { client } = call;
  const local = objectOf(info);
  if (call.flags.bool('server-side')) return appliedOf(call, info, local);
  if (live === undefined) return client.create(mapping, namespace, withoutNulls(local), { dryRun: true });
  const { type, patch } = makePatch(call, info, live, plainConfiguration(local));
  if (Object.keys(patch).length === 0) return live;
  try {
    return client.patch(mapping, namespace, name, { type, patch }, { dryRun: true });
  } catch (error) {
    throw withSource('patching', info.source, error);
  }
}

// A conflict is tried again, as if the object had changed meanwhile.
function appliedOf(call: Call, { mapping, namespace, name }: Info, local: AnyObject): AnyObject {
  const { client, flags } = call;
  const { fieldManager } = client;
  try {
    return client.apply(mapping, namespace, local, {
      fieldManager,
      force: flags.bool('force-conflicts'),
      dryRun: true,
    });
  } catch (error) {
    if (!isStatus(error, 'Conflict')) throw error;
    const { apiVersion, kind } = local;
    const gvk = `${mapping.group === '' ? `/${apiVersion}` : apiVersion}, Kind=${kind}`;
    const text = `Object (${gvk}: ${name}) keeps changing, diffing without lock`;
    call.err(klogWarning(call.nowEpochMs, 'diff.go:723', text));
    throw error;
  }
}

function fileName({ mapping, namespace = '', name }: Info): string {
  const { group, served, kind } = mapping;
  return `${group === '' ? '' : `${group}.`}${served.version}.${kind}.${namespace}.${name}`;
}

const yamlOf = ({ session }: Call, object: AnyObject | undefined): string => {
  if (object === undefined) return '';
  const { managedFields: _, ...metadata } = object.metadata as AnyObject['metadata'] & {
    managedFields?: unknown;
  };
  return toYaml(servedForm({ ...object, metadata } as AnyObject, session.version));
};

interface Pair {
  readonly live: AnyObject | undefined;
  readonly merged: AnyObject;
}

// What a Secret holds is not shown, only whether it changes. Source: diff.go, Masker.
function masked(live: AnyObject | undefined, merged: AnyObject): Pair {
  if (merged.kind !== 'Secret' || merged.apiVersion !== 'v1') return { live, merged };
  const [from, to] = [live, merged].map(
    (object) => (object as { data?: Record<string, string> })?.data ?? {},
  );
  const mask = (own: Record<string, string>, other: Record<string, string>, word: string): object =>
    Object.fromEntries(
      Object.keys(own).map((key) => [
        key,
        other[key] !== undefined && other[key] !== own[key] ? `*** (${word})` : '***',
      ]),
    );
  const withData = (object: AnyObject, data: object): AnyObject =>
    equalPlain(data, {}) ? object : ({ ...object, data } as AnyObject);
  return {
    live: live === undefined ? undefined : withData(live, mask(from!, to!, 'before')),
    merged: withData(merged, mask(to!, from!, 'after')),
  };
}

function fileDiff(call: Call, name: string, { live, merged }: { live: string; merged: string }): string {
  const hunks = unifiedHunks(live, merged);
  if (hunks === '') return '';
  const { nowEpochMs } = call;
  const [from, to] = [
    `/tmp/LIVE-${nowEpochMs % 1e10}/${name}`,
    `/tmp/MERGED-${(nowEpochMs + 1) % 1e10}/${name}`,
  ];
  const moment = formatTime(nowEpochMs).replace('T', ' ').replace('Z', '');
  const time = `${moment}.${String(nowEpochMs % 1000).padStart(3, '0')}000000 +0000`;
  return `diff -u -N ${from} ${to}\n--- ${from}\t${time}\n+++ ${to}\t${time}\n${hunks}`;
}
