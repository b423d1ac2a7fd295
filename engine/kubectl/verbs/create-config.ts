// `kubectl create configmap|secret`: data from words, files and env files.
//
// Source: kubectl v0.32.0 pkg/cmd/create/create_{configmap,secret,secret_tls,secret_docker}.go; pkg/util/util.go,
// ParseFileSource, ParseLiteralSource; pkg/cmd/util/env_file.go.

import { isConfigMapKey, isEnvVarName } from '../../api/names/identifiers.ts';
import type { Call } from '../command/call.ts';
import { type Command, runGroup } from '../command/command.ts';
import type { FlagSpec } from '../command/flags.ts';
import { textFailure } from '../failure.ts';
import { withHash } from './append-hash.ts';
import { encodeBase64 } from './base64.ts';
import { CREATE_FLAGS } from './create-workloads.ts';
import { nameArgument, newObject, sendNew } from './new-object.ts';

const APPEND_HASH: FlagSpec = { name: 'append-hash', type: 'bool' };

const SOURCE_FLAGS: readonly FlagSpec[] = [
  { name: 'from-file', type: 'strings' },
  { name: 'from-literal', type: 'list' },
  { name: 'from-env-file', type: 'strings' },
  APPEND_HASH,
];

export const createConfigMap: Command = {
  name: 'configmap',
  aliases: ['cm'],
  flags: [...CREATE_FLAGS, ...SOURCE_FLAGS],
  run: (call) => {
    const name = nameArgument(call);
    const data = readSources(call, `ConfigMap ${JSON.stringify(name)}`, {
      badKey: (key, problems) =>
        `${JSON.stringify(key)} is not a valid key name for a ConfigMap: ${problems.join(',')}`,
      taken: (key) =>
        `cannot add key ${JSON.stringify(key)}, another key by that name already exists in Data for ConfigMap ${JSON.stringify(name)}`,
    });
    const object = newObject(
      call,
      { apiVersion: 'v1', kind: 'ConfigMap' },
      { name },
      data.size === 0 ? {} : { data: Object.fromEntries(data) },
    );
    sendNew(call, withHash(call, object), { failed: 'failed to create configmap: ' });
  },
};

export const createSecret: Command = {
  name: 'secret',
  subcommands: [
    {
      name: 'generic',
      flags: [...CREATE_FLAGS, ...SOURCE_FLAGS, { name: 'type', type: 'string' }],
      run: genericSecret,
    },
    {
      name: 'tls',
      flags: [
        ...CREATE_FLAGS,
        APPEND_HASH,
        { name: 'cert', type: 'string' },
        { name: 'key', type: 'string' },
      ],
      run: tlsSecret,
    },
    {
      name: 'docker-registry',
      flags: [
        ...CREATE_FLAGS,
        APPEND_HASH,
        { name: 'from-file', type: 'strings' },
        { name: 'docker-username', type: 'string' },
        { name: 'docker-password', type: 'string' },
        { name: 'docker-email', type: 'string' },
        { name: 'docker-server', type: 'string', value: 'https://index.docker.io/v1/' },
      ],
      run: dockerSecret,
    },
  ],
  run: ({ path, args }) => runGroup(path, args),
};

const SECRET = { apiVersion: 'v1', kind: 'Secret' };

function sendSecret(call: Call, name: string, rest: Readonly<Record<string, unknown>>): void {
  const secret = withHash(call, newObject(call, SECRET, { name }, rest));
  sendNew(call, secret, { failed: 'failed to create secret ' });
}

function genericSecret(call: Call): void {
  const name = nameArgument(call);
  const texts = readSources(call, 'Secret', {
    badKey: (key, problems) =>
      `${JSON.stringify(key)} is not valid key name for a Secret ${problems.join(';')}`,
    taken: (key) => `cannot add key ${key}, another key by that name already exists`,
  });
  const data = Object.fromEntries([...texts].map(([key, text]) => [key, encodeBase64(text)]));
  const type = call.flags.string('type');
  const rest = { ...(texts.size === 0 ? {} : { data }), ...(type === '' ? {} : { type }) };
  sendSecret(call, name, rest);
}

// Whether certificate and key belong together is not looked at; that both are PEM is.
function tlsSecret(call: Call): void {
  const name = nameArgument(call);
  const [cert, key] = [call.flags.string('cert'), call.flags.string('key')];
  if (cert === '' || key === '') throw textFailure('key and cert must be specified');
  const [certText, keyText] = [readPem(call, cert), readPem(call, key)];
  for (const [text, noun] of [
    [certText, 'certificate'],
    [keyText, 'key'],
  ] as const)
    if (!/-----BEGIN [^-]+-----[\s\S]*-----END [^-]+-----/.test(text))
      throw textFailure(`tls: failed to find any PEM data in ${noun} input`);
  const data = { 'tls.crt': encodeBase64(certText), 'tls.key': encodeBase64(keyText) };
  sendSecret(call, name, { data, type: 'kubernetes.io/tls' });
}

function readPem({ session }: Call, path: string): string {
  const text = session.files.get(path.replace(/^\.\//, '')) ?? session.files.get(path);
  if (text === undefined)
    throw textFailure(`Cannot read file ${path}, open ${path}: no such file or directory`);
  return text;
}

const DOCKER_KEY = '.dockerconfigjson';
const DOCKER_TYPE = 'kubernetes.io/dockerconfigjson';

function dockerSecret(call: Call): void {
  const name = nameArgument(call);
  const { flags } = call;
  if (flags.list('from-file').length > 0) {
    const texts = new Map<string, string>();
    for (const source of flags.list('from-file'))
      addFiles(call, source, (key, text) => void texts.set(key, text));
    const data = Object.fromEntries([...texts].map(([key, text]) => [key, encodeBase64(text)]));
    return sendSecret(call, name, { data, type: DOCKER_TYPE });
  }
  const [username, password, email, server] = ['username', 'password', 'email', 'server'].map((key) =>
    flags.string(`docker-${key}`),
  );
  if (username === '' || password === '' || server === '') {
    throw textFailure(
      'either --from-file or the combination of --docker-username, --docker-password and --docker-server is required',
    );
  }
  const auth = encodeBase64(`${username}:${password}`);
  const entry = { username, password, ...(email === '' ? {} : { email }), auth };
  const config = JSON.stringify({ auths: { [server!]: entry } });
  return sendSecret(call, name, { data: { [DOCKER_KEY]: encodeBase64(config) }, type: DOCKER_TYPE });
}

interface Texts {
  readonly badKey: (key: string, problems: readonly string[]) => string;
  readonly taken: (key: string) => string;
}

function readSources(call: Call, _owner: string, texts: Texts): Map<string, string> {
  const { flags } = call;
  const [files, literals, envFiles] = [
    flags.list('from-file'),
    flags.list('from-literal'),
    flags.list('from-env-file'),
  ];
  if (envFiles.length > 0 && (files.length > 0 || literals.length > 0)) {
    throw textFailure('from-env-file cannot be combined with from-file or from-literal');
  }
  const data = new Map<string, string>();
  const add = (key: string, text: string): void => {
    const problems = isConfigMapKey(key);
    if (problems.length > 0) throw textFailure(texts.badKey(key, problems));
    if (data.has(key)) throw textFailure(texts.taken(key));
    data.set(key, text);
  };
  for (const source of files) addFiles(call, source, add);
  for (const literal of literals) {
    const at = literal.indexOf('=');
    if (at <= 0) throw textFailure(`invalid literal source ${literal}, expected key=value`);
    add(literal.slice(0, at), literal.slice(at + 1));
  }
  for (const path of envFiles) for (const [key, text] of envPairs(readFile(call, path))) add(key, text);
  return data;
}

function readFile({ session }: Call, path: string): string {
  const text = session.files.get(path) ?? session.files.get(path.replace(/^\.\//, ''));
  if (text === undefined) throw textFailure(`error reading ${path}: no such file or directory`);
  return text;
}

function addFiles(call: Call, source: string, add: (key: string, text: string) => void): void {
  const parts = source.split('=');
  if (parts.length > 2) throw textFailure("key names or file paths cannot contain '='");
  const [key, path] = parts.length === 2 ? [parts[0]!, parts[1]!] : [undefined, source];
  if (key === '') throw textFailure(`key name for file path ${path} missing`);
  if (parts.length === 2 && path === '') throw textFailure(`file path for key name ${key} missing`);
  const folder = `${path.replace(/\/$/, '').replace(/^\.\//, '')}/`;
  const inside = [...call.session.files]
    .filter(([name]) => name.startsWith(folder))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  if (inside.length > 0) {
    if (key !== undefined) throw textFailure('cannot give a key name for a directory path');
    for (const [name, text] of inside) {
      const rest = name.slice(folder.length);
      if (!rest.includes('/') && isConfigMapKey(rest).length === 0) add(rest, text);
    }
    return;
  }
  add(key ?? path.slice(path.lastIndexOf('/') + 1), readFile(call, path));
}

// Lines `KEY=value`; empty lines and comments do not count. A key alone would take its value from the environment.
function envPairs(text: string): [string, string][] {
  return text.split('\n').flatMap((line): [string, string][] => {
    const trimmed = line.trimStart();
    if (trimmed === '' || trimmed.startsWith('#')) return [];
    const [key = '', ...rest] = trimmed.split('=');
    const problems = isEnvVarName(key);
    if (problems.length > 0)
      throw textFailure(`${JSON.stringify(key)} is not a valid key name: ${problems.join(';')}`);
    return [[key, rest.join('=')]];
  });
}
