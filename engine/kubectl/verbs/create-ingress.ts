// `kubectl create ingress`. Source: kubectl v0.32.0 pkg/cmd/create/create_ingress.go.

import type { Call } from '../command/call.ts';
import type { Command } from '../command/command.ts';
import { textFailure } from '../failure.ts';
import { CREATE_FLAGS } from './create-workloads.ts';
import { nameArgument, newObject, sendNew } from './new-object.ts';

export const createIngress: Command = {
  name: 'ingress',
  aliases: ['ing'],
  flags: [
    ...CREATE_FLAGS,
    { name: 'annotation', type: 'list' },
    { name: 'class', type: 'string' },
    { name: 'default-backend', type: 'string' },
    { name: 'rule', type: 'list' },
  ],
  run,
};

// `host/path=service:port[,tls[=secret]]`; a path that ends in `*` is a prefix.
const RULE = /^[\w*\-.]*\/.*=[\w-]+:[\w-]+(,tls=?([\w-]+)?)?/;

function run(call: Call): void {
  const { flags } = call;
  const name = nameArgument(call);
  check(call);
  const rules = flags.list('rule');
  const [ingressClassName, backend] = [flags.string('class'), flags.string('default-backend')];
  const tls = tlsOf(rules);
  const annotations = Object.fromEntries(
    flags
      .list('annotation')
      .map((text) => [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)]),
  );
  const spec = {
    ...(backend === '' ? {} : { defaultBackend: backendOf(backend) }),
    ...(ingressClassName === '' ? {} : { ingressClassName }),
    ...(rules.length === 0 ? {} : { rules: rulesOf(rules) }),
    ...(tls.length === 0 ? {} : { tls }),
  };
  const metadata = { name, ...(flags.list('annotation').length === 0 ? {} : { annotations }) };
  const type = { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress' };
  const ingress = newObject(call, type, metadata, { spec, status: { loadBalancer: {} } });
  sendNew(call, ingress, { failed: 'failed to create ingress: ' });
}

function check({ flags }: Call): void {
  const [rules, backend] = [flags.list('rule'), flags.string('default-backend')];
  if (backend === '' && rules.length === 0)
    throw textFailure(
      'not enough information provided: every ingress has to either specify a default-backend (which catches all traffic) or a list of rules (which catch specific paths)',
    );
  const rule = rules.find((text) => !RULE.test(text));
  if (rule !== undefined)
    throw textFailure(
      `rule ${rule} is invalid and should be in format host/path=svcname:svcport[,tls[=secret]]`,
    );
  const annotation = flags.list('annotation').find((text) => !text.includes('='));
  if (annotation !== undefined)
    throw textFailure(`annotation ${annotation} is invalid and should be in format key=[value]`);
  if (backend !== '' && backend.split(':').length !== 2)
    throw textFailure('default-backend should be in format servicename:serviceport');
}

interface Tls {
  hosts?: string[];
  secretName?: string;
}

// A host stands in one entry; hosts of one secret stand together.
function tlsOf(rules: readonly string[]): Tls[] {
  const entries: Tls[] = [];
  const seen = new Set<string>();
  for (const rule of rules) {
    const parts = rule.split(',');
    const [host = ''] = rule.split('/');
    if (parts.length !== 2 || seen.has(host)) continue;
    seen.add(host);
    const secretName = parts[1]!.split('=')[1] ?? '';
    const same = entries.find((entry) => (entry.secretName ?? '') === secretName);
    if (same !== undefined) {
      same.hosts = [...(same.hosts ?? []), host];
      continue;
    }
    const entry = { ...(host === '' ? {} : { hosts: [host] }), ...(secretName === '' ? {} : { secretName }) };
    if (Object.keys(entry).length > 0) entries.push(entry);
  }
  return entries;
}

function rulesOf(rules: readonly string[]): object[] {
  const hosts = new Map<string, object[]>();
  for (const rule of rules) {
    const text = rule.split(',')[0]!;
    const slash = text.indexOf('/');
    const host = text.slice(0, slash);
    hosts.set(host, [...(hosts.get(host) ?? []), pathOf(text.slice(slash + 1))]);
  }
  return [...hosts].map(([host, paths]) => ({ ...(host === '' ? {} : { host }), http: { paths } }));
}

function pathOf(text: string): object {
  const [rest = '', service = ''] = text.split('=');
  const path = `/${rest}`;
  const isPrefix = path.endsWith('*');
  return {
    backend: backendOf(service),
    path: isPrefix ? path.slice(0, -1) : path,
    pathType: isPrefix ? 'Prefix' : 'Exact',
  };
}

function backendOf(text: string): object {
  const [name = '', port = ''] = text.split(':');
  return { service: { name, port: /^\d+$/.test(port) ? { number: Number(port) } : { name: port } } };
}
