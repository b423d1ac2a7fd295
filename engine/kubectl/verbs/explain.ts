// `kubectl explain`: what the API's documentation says of a kind and its fields.
//
// Source: kubectl v0.32.0 pkg/cmd/explain/explain.go; pkg/explain/explain.go, SplitAndParseResourceRequest and
// SplitAndParseResourceRequestWithMatchingPrefix; pkg/explain/v2/explain.go.
// Differs: the fields and texts are those of one release, whatever the cluster's: api/openapi/documentation.ts.

import { JsonPathError, parseJsonPath } from '../../api/jsonpath/jsonpath.ts';
import type { JsonPathNode, ListNode } from '../../api/jsonpath/nodes.ts';
import { documentedKind } from '../../api/openapi/documentation.ts';
import { noSuchPath } from '../../api/status.ts';
import type { Call } from '../command/call.ts';
import type { Command } from '../command/command.ts';
import { type ExplainRequest, printPlaintext } from '../explain/plaintext.ts';
import { printPlaintextV2 } from '../explain/plaintext-openapi-v2.ts';
import { CommandFailure, textFailure } from '../failure.ts';
import { notSimulated } from '../refusal.ts';
import { refuseOtherResource } from '../resource/discovery.ts';
import type { Mapping } from '../resource/mapping.ts';

export const explain: Command = {
  name: 'explain',
  flags: [
    { name: 'recursive', type: 'bool' },
    { name: 'api-version', type: 'string' },
    { name: 'output', short: 'o', type: 'string', value: 'plaintext' },
  ],
  run,
};

const IN_V2 = 'plaintext-openapiv2';

function run(call: Call): void {
  const { args, flags, session } = call;
  const [subject, ...others] = args;
  if (subject === undefined)
    throw textFailure(
      'You must specify the type of resource to explain. Use "kubectl api-resources" for a complete list of supported resources.\n',
    );
  if (others.length > 0) throw textFailure('We accept only this format: explain RESOURCE\n');
  const asked = flags.string('api-version');
  const target = asked === '' ? targetByPrefix(call, subject) : targetOf(call, subject);
  const output = flags.string('output');
  const hasV3 = session.version.has('openAPIV3');
  if (output === IN_V2 || (output === 'plaintext' && !hasV3)) {
    const mapping = asked === '' ? target.mapping : inVersion(call, target.mapping, asked, 'Kind');
    return printPlaintextV2(requestOf(call, mapping, target.fields), call.out);
  }
  if (!hasV3) throw textFailure(`failed to fetch list of groupVersions: ${noSuchPath().message}`);
  const mapping = asked === '' ? target.mapping : inVersion(call, target.mapping, asked, 'Resource');
  if (output !== 'plaintext') throw textFailure(`unrecognized format: ${output}`);
  printPlaintext(requestOf(call, mapping, target.fields), call.out);
}

interface Target {
  readonly mapping: Mapping;
  readonly fields: readonly string[];
}

// A version was asked for.
function targetOf(call: Call, subject: string): Target {
  const [resource, ...rest] = nodesOf(subject);
  const [mapping] = kindsNamed(call, nameOf(resource));
  return { mapping: mapping!, fields: rest.map((node) => nameOf(node, 'all nodes must be field nodes')) };
}

// `deployments.apps.spec` is a field of the kind deployments.apps, where it is written out like that.
function targetByPrefix(call: Call, subject: string): Target {
  const [resource, ...rest] = nodesOf(subject);
  const kinds = kindsNamed(call, nameOf(resource));
  for (const mapping of kinds) {
    const full = mapping.group === '' ? mapping.resource : `${mapping.resource}.${mapping.group}`;
    if (!subject.startsWith(full)) continue;
    // With a dot before it the path begins with a descent, which is left out.
    const [, ...fields] = subject === full ? [] : nodesOf(subject.slice(full.length));
    return { mapping, fields: fields.map((node) => nameOf(node)) };
  }
  return { mapping: kinds[0]!, fields: rest.map((node) => nameOf(node)) };
}

function kindsNamed({ mapper, session }: Call, resource: string): readonly Mapping[] {
  const found = mapper.allForWord(resource);
  if (found.length > 0) return found;
  refuseOtherResource(mapper, session.version.minor, resource);
  const text = `the server doesn't have a resource type "${resource}"\n`;
  throw new CommandFailure({ kind: 'exit', code: 1, text });
}

function nodesOf(path: string): readonly JsonPathNode[] {
  try {
    const { nodes } = parseJsonPath(`{.${path.replace(/\.$/, '')}}`);
    if (nodes.length !== 1) throw textFailure('must pass in 1 jsonpath string');
    return (nodes[0] as ListNode).nodes;
  } catch (error) {
    if (error instanceof JsonPathError) throw textFailure(error.message);
    throw error;
  }
}

function nameOf(node: JsonPathNode | undefined, rule = 'first node must be field node'): string {
  if (node?.type === 'field') return node.name;
  throw textFailure(`invalid jsonpath syntax, ${rule}`);
}

function inVersion(call: Call, mapping: Mapping, apiVersion: string, named: 'Kind' | 'Resource'): Mapping {
  if (apiVersion.split('/').length > 2) throw textFailure(`unexpected GroupVersion string: ${apiVersion}`);
  const all = call.mapper.all();
  const found = all.find((one) => one.apiVersion === apiVersion && one.kind === mapping.kind);
  if (found !== undefined) return found;
  const gv = apiVersion.includes('/') ? apiVersion : `/${apiVersion}`;
  const what = `${gv}, ${named}=${named === 'Kind' ? mapping.kind : mapping.resource}`;
  const isServed = all.some((one) => one.apiVersion === apiVersion);
  if (named === 'Resource' && isServed) throw textFailure(`error: GVR (${what}) not found in OpenAPI schema`);
  throw textFailure(`couldn't find resource for "${what}"`);
}

function requestOf(call: Call, mapping: Mapping, fields: readonly string[]): ExplainRequest {
  const { kind, group, served, resource } = mapping;
  const { documentation, version } = call.session;
  if (documentation === undefined)
    return notSimulated('kubectl explain without the text of the documentation', 'hand it in');
  const schema = documentedKind(documentation, mapping, version.has('openAPIEnums'));
  if (schema === undefined)
    return notSimulated(`kubectl explain ${resource}`, 'nothing is written of that kind here');
  return { group, version: served.version, kind, schema, fields, isRecursive: call.flags.bool('recursive') };
}
