// `kubectl set env`. Source: kubectl v0.32.0 pkg/cmd/set/set_env.go; pkg/cmd/set/env/env_parse.go.
// Left out, and refused: --resolve, and pairs from standard input (`-`).

import type { AnyObject, Container } from '../../api/objects.ts';
import type { Call } from '../command/call.ts';
import type { Command } from '../command/command.ts';
import { ALL_FLAG, CHANGE_FLAGS, LOCAL_FLAG, SELECTOR_FLAG } from '../command/global-flags.ts';
import { textFailure } from '../failure.ts';
import { notSimulated } from '../refusal.ts';
import { findInfos, takeInfos } from '../resource/builder.ts';
import { objectOf } from '../resource/info.ts';
import { matchesName } from './container-names.ts';
import { withPodSpec } from './pod-spec.ts';
import { changeAll, findForSet } from './set-objects.ts';

type EnvVar = NonNullable<Container['env']>[number];

export const setEnv: Command = {
  name: 'env',
  flags: [
    ...CHANGE_FLAGS,
    ALL_FLAG,
    LOCAL_FLAG,
    SELECTOR_FLAG,
    { name: 'containers', short: 'c', type: 'string', value: '*' },
    { name: 'env', short: 'e', type: 'list' },
    { name: 'from', type: 'string' },
    { name: 'keys', type: 'strings' },
    { name: 'list', type: 'bool' },
    { name: 'overwrite', type: 'bool', value: 'true' },
    { name: 'prefix', type: 'string' },
    { name: 'resolve', type: 'bool' },
  ],
  run,
};

function run(call: Call): void {
  const { flags } = call;
  const { resources, words } = splitArgs(call.args);
  if (resources.length === 0 && !call.hasFiles) {
    throw textFailure('one or more resources must be specified as <resource> <name> or <resource>/<name>');
  }
  if (flags.bool('list') && flags.string('output') !== '') {
    throw textFailure('--list and --output may not be specified together');
  }
  if (flags.list('keys').length > 0 && flags.string('from') === '') {
    throw textFailure('when specifying --keys, a configmap or secret must be provided with --from');
  }
  if (flags.bool('resolve')) notSimulated('kubectl set env --resolve', 'read the ConfigMap or Secret itself');
  const { add, remove } = parseEnv([...flags.list('env'), ...words]);
  const prefix = flags.string('prefix');
  const wanted = [...add, ...fromSource(call)].map((one) => ({ ...one, name: prefix + one.name }));
  const infos = findForSet(call, resources);
  if (flags.bool('list')) {
    for (const info of infos) printList(call, objectOf(info), wanted, remove);
    return;
  }
  const texts = { operation: 'env updated', failed: 'failed to patch env update to pod template: ' };
  changeAll(call, infos, texts, (object) => withEnv(call, object, wanted, remove));
}

function splitArgs(args: readonly string[]): { resources: readonly string[]; words: readonly string[] } {
  const resources: string[] = [];
  const words: string[] = [];
  for (const arg of args) {
    const isEnv = (arg.includes('=') && arg[0] !== '=') || arg.endsWith('-') || arg === '-';
    if (isEnv) words.push(arg);
    else if (words.length > 0)
      throw textFailure(`all resources must be specified before environment changes: ${arg}`);
    else resources.push(arg);
  }
  return { resources, words };
}

function parseEnv(words: readonly string[]): { add: EnvVar[]; remove: string[] } {
  const add: EnvVar[] = [];
  const remove: string[] = [];
  for (const word of words) {
    const at = word.indexOf('=');
    if (word === '-') notSimulated('kubectl set env from standard input', 'write the pairs as arguments');
    if (at > 0) {
      const name = word.slice(0, at);
      if (!/^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(name))
        throw textFailure(`${JSON.stringify(name)} is not a valid key name`);
      add.push({ name, value: word.slice(at + 1) });
    } else if (word.endsWith('-')) remove.push(word.slice(0, -1));
    else throw textFailure(`unknown environment variable: ${word}`);
  }
  const both = add.find(({ name }) => remove.includes(name));
  if (both !== undefined)
    throw textFailure('can not both modify and remove an environment variable in the same command');
  return { add, remove };
}

function fromSource(call: Call): EnvVar[] {
  const from = call.flags.string('from');
  if (from === '') return [];
  const keys = call.flags.list('keys');
  return takeInfos(findInfos(call, { args: [from] })).flatMap((info) => {
    const object = objectOf(info);
    const field = { Secret: 'secretKeyRef', ConfigMap: 'configMapKeyRef' }[object.kind];
    if (field === undefined) throw textFailure('unsupported resource specified in --from');
    return Object.keys((object.data ?? {}) as Record<string, string>)
      .sort()
      .filter((key) => keys.length === 0 || keys.includes(key))
      .map((key) => ({
        name: envName(call, key),
        valueFrom: { [field]: { name: object.metadata.name, key } },
      }));
  });
}

function envName({ err }: Call, key: string): string {
  const name = key.replace(/[^a-zA-Z0-9_]/g, '_').toUpperCase();
  if (name !== key) err(`Warning: key ${key} transferred to ${name}\n`);
  return name;
}

function withEnv(
  call: Call,
  object: AnyObject,
  wanted: readonly EnvVar[],
  remove: readonly string[],
): AnyObject {
  const pattern = call.flags.string('containers');
  let isFound = false;
  const change = (container: Container): Container => {
    if (!matchesName(container.name, pattern)) return container;
    isFound = true;
    if (!call.flags.bool('overwrite')) refuseOverwrites(container, wanted);
    const env = updatedEnv(container.env ?? [], wanted, remove);
    const { env: _, ...rest } = container;
    return env.length === 0 ? rest : { ...container, env };
  };
  const changed = withPodSpec(object, (spec) => ({
    ...spec,
    ...(spec.initContainers === undefined ? {} : { initContainers: spec.initContainers.map(change) }),
    containers: spec.containers.map(change),
  }));
  if (!isFound) {
    const { kind, metadata } = object;
    call.err(
      `Warning: ${kind}/${metadata.name} does not have any containers matching ${JSON.stringify(pattern)}\n`,
    );
  }
  return changed;
}

function refuseOverwrites({ env = [] }: Container, wanted: readonly EnvVar[]): void {
  for (const { name, value = '' } of wanted) {
    const old = env.find((one) => one.name === name);
    if (old !== undefined && old.value !== value) {
      throw textFailure(`'${name}' already has a value (${old.value ?? ''}), and --overwrite is false`);
    }
  }
}

// Source: helper.go, updateEnv.
function updatedEnv(
  existing: readonly EnvVar[],
  wanted: readonly EnvVar[],
  remove: readonly string[],
): EnvVar[] {
  const covered = new Set(remove);
  const out: EnvVar[] = [];
  for (const one of existing) {
    if (covered.has(one.name)) continue;
    const newer = wanted.find(({ name }) => name === one.name);
    if (newer !== undefined) covered.add(one.name);
    out.push(newer ?? one);
  }
  for (const one of wanted) {
    if (covered.has(one.name)) continue;
    covered.add(one.name);
    out.push(one);
  }
  return out;
}

function printList(
  call: Call,
  object: AnyObject,
  wanted: readonly EnvVar[],
  remove: readonly string[],
): void {
  withPodSpec(withEnv(call, object, wanted, remove), (spec) => {
    for (const { name, env = [] } of [...spec.containers, ...(spec.initContainers ?? [])]) {
      if (!matchesName(name, call.flags.string('containers'))) continue;
      call.out(`# ${object.kind} ${object.metadata.name}, container ${name}\n`);
      for (const one of env)
        call.out(
          one.valueFrom === undefined
            ? `${one.name}=${one.value ?? ''}\n`
            : `# ${one.name} from ${refText(one)}\n`,
        );
    }
    return spec;
  });
}

// Source: env/env_resolve.go, GetEnvVarRefString.
function refText({ valueFrom = {} }: EnvVar): string {
  const { configMapKeyRef, secretKeyRef, fieldRef, resourceFieldRef } = valueFrom;
  if (configMapKeyRef !== undefined) return `configmap ${configMapKeyRef.name}, key ${configMapKeyRef.key}`;
  if (secretKeyRef !== undefined) return `secret ${secretKeyRef.name}, key ${secretKeyRef.key}`;
  if (fieldRef !== undefined) return `field path ${fieldRef.fieldPath}`;
  if (resourceFieldRef === undefined) return 'invalid valueFrom';
  const container = resourceFieldRef.containerName ?? '';
  return `resource field ${container === '' ? '' : `${container}/`}${resourceFieldRef.resource}`;
}
