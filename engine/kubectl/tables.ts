// Tables of objects, as `get` shows them.
//
// A kind without columns of its own has the server's default ones. Source: kubernetes v1.20.2
// staging/src/k8s.io/apiserver/pkg/registry/rest/table.go; cli-runtime v0.32 pkg/printers/tableprinter.go.

import { toStorageForm } from '../api/conversion.ts';
import type { AnyObject } from '../api/objects.ts';
import type { Call } from './command/call.ts';
import { layoutColumns } from './output/columns.ts';
import { groupKind, type Info, objectOf } from './resource/info.ts';

/** The table of things of one kind; empty where there are none. */
export function tableOf(
  call: Call,
  infos: readonly Info[],
  withKind: boolean,
  { noHeaders = call.flags.bool('no-headers') }: { readonly noHeaders?: boolean } = {},
): string {
  const [first] = infos;
  if (first === undefined) return '';
  const { flags, session } = call;
  const { printer } = first.mapping.traits;
  const context = { version: session.version, nowEpochMs: session.kernel.nowEpochMs };
  const columns = printer?.columns(context) ?? [{ name: 'Name' }, { name: 'Created At' }];
  const isShown = columns.map(({ wide }) => wide !== true || flags.string('output') === 'wide');
  const withNamespace = flags.bool('all-namespaces') && first.mapping.namespaced;
  const extra = flags.list('label-columns');
  const row = (object: AnyObject, own: readonly string[]): string[] => {
    const cells = own.filter((_, i) => isShown[i]);
    if (withKind) cells[0] = `${groupKind(object)}/${cells[0]}`;
    const { namespace = '', labels = {} } = object.metadata;
    return [
      ...(withNamespace ? [namespace] : []),
      ...cells,
      ...extra.map((key) => labels[key] ?? '<none>'),
      ...(flags.bool('show-labels') ? [labelsText(labels)] : []),
    ];
  };
  const rows = infos.map((info) => {
    const object = objectOf(info);
    const stored = toStorageForm(first.mapping.traits, object);
    return row(
      object,
      printer?.cells(stored, context) ?? [object.metadata.name, object.metadata.creationTimestamp],
    );
  });
  const header = [
    ...(withNamespace ? ['NAMESPACE'] : []),
    ...columns.filter((_, i) => isShown[i]).map(({ name }) => name.toUpperCase()),
    ...extra.map((key) => key.slice(key.lastIndexOf('/') + 1).toUpperCase()),
    ...(flags.bool('show-labels') ? ['LABELS'] : []),
  ];
  return layoutColumns(noHeaders ? rows : [header, ...rows]);
}

function labelsText(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.keys(labels)
    .sort()
    .map((key) => `${key}=${labels[key]}`);
  return pairs.length === 0 ? '<none>' : pairs.join(',');
}
