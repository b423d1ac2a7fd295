// Writes engine/api/hash/pod-template-fields.generated.ts: the Go struct fields below PodTemplateSpec in every release, in source order.
//
// `node tools/pod-template-fields.mjs API APIMACHINERY` takes two git directories, clones of kubernetes/api and of
// kubernetes/apimachinery with their release branches, and prints the file. Fails where a release reorders fields.

import { execFileSync } from 'node:child_process';

const [api, apimachinery] = process.argv.slice(2);
const OLDEST = 13;
const NEWEST = 36;

const show = (gitDir, minor, path) =>
  execFileSync('git', [`--git-dir=${gitDir}`, 'show', `release-1.${minor}:${path}`], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });

// Types that hash/spew.ts prints itself; no template carries managed fields or initializers.
const BUILT_IN = new Set([
  'string',
  'bool',
  'int32',
  'int64',
  'byte',
  'v1.Time',
  'resource.Quantity',
  'intstr.IntOrString',
  'v1.ManagedFieldsEntry',
  'v1.Initializers',
]);

/** `[]metav1.X` to `[]v1.X`, `X` to `v1.X`: types by the name Go prints. */
function printedType(text) {
  const prefix = /^(\*|\[\]|map\[[^\]]+\])/.exec(text)?.[0];
  if (prefix?.startsWith('map['))
    return `map[${printedType(prefix.slice(4, -1))}]${printedType(text.slice(prefix.length))}`;
  if (prefix !== undefined) return prefix + printedType(text.slice(prefix.length));
  if (BUILT_IN.has(text)) return text;
  const bare = text.replace(/^metav1\./, '');
  return bare.includes('.') ? bare : `v1.${bare}`;
}

/** All types of one Go file: structs as lists of `name type json`, others as their underlying type. */
function typesOf(source) {
  const types = new Map();
  let fields;
  for (const raw of source.replace(/\/\*[\s\S]*?\*\//g, '').split('\n')) {
    const line = raw.replace(/^((?:[^`/]|`[^`]*`|\/(?!\/))*)\/\/.*$/, '$1').trim();
    if (fields === undefined) {
      const struct = /^type (\w+) struct \{(\})?/.exec(line);
      const named = /^type (\w+) ([^\s{]+)$/.exec(line);
      if (struct !== null) {
        types.set(`v1.${struct[1]}`, { fields: [] });
        if (struct[2] === undefined) fields = types.get(`v1.${struct[1]}`).fields;
      } else if (named !== null) types.set(`v1.${named[1]}`, { underlying: printedType(named[2]) });
      continue;
    }
    if (line === '}') fields = undefined;
    else if (line !== '') {
      const m = /^(?:(\w+)\s+)?([*[\]\w.{}]+)\s*(?:`(.*)`)?$/.exec(line);
      if (m === null) throw new Error(`not a field: ${line}`);
      const [, name, type, tag = ''] = m;
      const [, json, options = ''] = /json:"([^",]*)(,[^"]*)?"/.exec(tag) ?? [undefined, name ?? ''];
      const inline = options.includes('inline') || json === '';
      fields.push({
        name: name ?? type.replace(/^.*\./, ''),
        type: printedType(type),
        json: inline ? '' : json,
      });
    }
  }
  return types;
}

const leaves = (type) => {
  const map = /^map\[(.+?)\](.+)$/.exec(type);
  if (map !== null) return [...leaves(map[1]), ...leaves(map[2])];
  return [type.replace(/^(\*|\[\])+/, '')];
};

const structs = new Map();
const underlyings = new Map();

function addRelease(minor) {
  const types = new Map([
    ...typesOf(show(apimachinery, minor, 'pkg/apis/meta/v1/types.go')),
    ...typesOf(show(api, minor, 'core/v1/types.go')),
    ['types.UID', { underlying: 'string' }],
  ]);
  const seen = new Set();
  const visit = (name) => {
    if (BUILT_IN.has(name) || seen.has(name)) return;
    seen.add(name);
    const type = types.get(name);
    if (type === undefined) throw new Error(`1.${minor}: unknown type ${name}`);
    if (type.underlying !== undefined) {
      underlyings.set(name, type.underlying);
      leaves(type.underlying).forEach(visit);
      return;
    }
    const merged = structs.get(name) ?? [];
    structs.set(name, merged);
    let at = 0;
    for (const field of type.fields) {
      const same = merged.findIndex((f) => f.name === field.name && f.type === field.type);
      if (same >= 0 && same < at) throw new Error(`1.${minor}: ${name}.${field.name} moved`);
      if (same >= 0) merged[same].until = minor;
      else merged.splice(at, 0, { ...field, from: minor, until: minor });
      at = (same >= 0 ? same : at) + 1;
      leaves(field.type).forEach(visit);
    }
  };
  visit('v1.PodTemplateSpec');
}

for (let minor = OLDEST; minor <= NEWEST; minor++) addRelease(minor);

const lowerFirst = (text) => text[0].toLowerCase() + text.slice(1);
function row({ name, type, json, from, until }) {
  const parts = [name, type];
  if (json === '') parts.push('inline');
  else if (json !== lowerFirst(name)) parts.push(`json=${json}`);
  if (from > OLDEST) parts.push(`from=${from}`);
  if (until < NEWEST) parts.push(`until=${until}`);
  return parts.join(' ');
}
const byName = (a, b) => (a[0] < b[0] ? -1 : 1);
const lines = [...structs]
  .sort(byName)
  .map(([name, fields]) => `  '${name}': [\n${fields.map((f) => `    '${row(f)}',\n`).join('')}  ],`);
console.log(`// The Go struct fields below PodTemplateSpec in the releases 1.${OLDEST} to 1.${NEWEST}, in source order. Generated by tools/pod-template-fields.mjs.
//
// A row is \`Name type\`, then, where it matters: \`inline\` for an embedded struct, \`json=\` for a JSON name that is not the
// Go name with a small first letter, \`from=\` and \`until=\` for the minors that have the field, both included.
// Source: kubernetes/api core/v1/types.go and kubernetes/apimachinery pkg/apis/meta/v1/types.go at each release branch.

export const STRUCTS: Readonly<Record<string, readonly string[]>> = {
${lines.join('\n')}
};

/** Named types that are no structs, with the type below. */
export const UNDERLYING: Readonly<Record<string, string>> = {
${[...underlyings]
  .sort(byName)
  .map(([name, type]) => `  '${name}': '${type}',`)
  .join('\n')}
};`);
