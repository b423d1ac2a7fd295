// Prints a plain JSON value as the spew library prints the Go struct it would decode to, with `%#v`.
//
// The text is never shown; it is what template hashes are made of, so each absent field counts, by its Go type's zero
// value, and a release that adds a field changes every hash. An empty list or map prints like an absent one: objects
// travel between API server and controllers as protobuf, which cannot tell them apart.
// Source: kubernetes v1.20.2 pkg/util/hash/hash.go, DeepHashObject; vendor/github.com/davecgh/go-spew/spew/format.go.

import { STRUCTS, UNDERLYING } from './pod-template-fields.generated.ts';
import { type QuantityStruct, quantityStruct, ZERO_QUANTITY } from './quantity-struct.ts';

interface Field {
  readonly name: string;
  readonly type: string;
  /** Undefined for an embedded struct, whose fields stand beside its neighbours' in JSON. */
  readonly json: string | undefined;
}

type Json = Readonly<Record<string, unknown>>;

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

function fieldsOf(rows: readonly string[], minor: number): Field[] {
  return rows.flatMap((row) => {
    const [name = '', type = '', ...notes] = row.split(' ');
    const note = (key: string): string | undefined =>
      notes.find((n) => n.startsWith(`${key}=`))?.slice(key.length + 1);
    if (minor < Number(note('from') ?? 0) || minor > Number(note('until') ?? Number.POSITIVE_INFINITY))
      return [];
    return [{ name, type, json: notes.includes('inline') ? undefined : (note('json') ?? lowerFirst(name)) }];
  });
}

/** A printer for one release. Its field lists are read on first use. */
export class SpewPrinter {
  private readonly minor: number;
  private readonly fields = new Map<string, readonly Field[]>();

  constructor(minor: number) {
    this.minor = minor;
  }

  /** The value with its type in front, as a whole or as a field is printed. */
  typed(type: string, value: unknown): string {
    if (type.startsWith('*') && value !== undefined && value !== null)
      return `(${type})${this.bare(type.slice(1), value)}`;
    return `(${type})${this.bare(type, value)}`;
  }

  /** The value alone, as an element of a list or map is printed. */
  private bare(type: string, value: unknown): string {
    const isAbsent = value === undefined || value === null;
    if (type.startsWith('*')) return isAbsent ? '<nil>' : `<*>${this.bare(type.slice(1), value)}`;
    if (type.startsWith('[]')) return this.list(type.slice(2), value);
    const map = /^map\[(.+?)\](.+)$/.exec(type);
    if (map !== null) return this.map(map[2]!, value);
    const underlying = UNDERLYING[type];
    if (underlying !== undefined) return this.bare(underlying, value);
    if (STRUCTS[type] !== undefined) return this.struct(type, (value ?? {}) as Json);
    return isAbsent ? zeroText(type) : scalarText(type, value);
  }

  private list(element: string, value: unknown): string {
    if (!Array.isArray(value) || value.length === 0) return '<nil>';
    return `[${value.map((item) => this.bare(element, item)).join(' ')}]`;
  }

  private map(element: string, value: unknown): string {
    const entries = Object.entries((value ?? {}) as Json).sort(([a], [b]) => (a < b ? -1 : 1));
    if (entries.length === 0) return '<nil>';
    return `map[${entries.map(([key, item]) => `${key}:${this.bare(element, item)}`).join(' ')}]`;
  }

  private struct(type: string, value: Json): string {
    let fields = this.fields.get(type);
    if (fields === undefined) {
      fields = fieldsOf(STRUCTS[type]!, this.minor);
      this.fields.set(type, fields);
    }
    const parts = fields.map(
      (f) => `${f.name}:${this.typed(f.type, f.json === undefined ? value : value[f.json])}`,
    );
    return `{${parts.join(' ')}}`;
  }
}

function zeroText(type: string): string {
  switch (type) {
    case 'string':
      return '';
    case 'bool':
      return 'false';
    case 'v1.Time':
      return timeText(0);
    case 'resource.Quantity':
      return quantityText(ZERO_QUANTITY);
    case 'intstr.IntOrString':
      return intOrStringText(0);
    default:
      return '0';
  }
}

function scalarText(type: string, value: unknown): string {
  switch (type) {
    case 'v1.Time':
      return timeText(Date.parse(String(value)) / 1000 + UNIX_TO_GO_SECONDS);
    case 'resource.Quantity':
      return quantityText(quantityStruct(String(value)));
    case 'intstr.IntOrString':
      return intOrStringText(value as number | string);
    default:
      return String(value);
  }
}

// Go counts seconds from the year 1.
const UNIX_TO_GO_SECONDS = 62_135_596_800;

// Differs: a time that is set prints its location as absent; upstream prints the control plane's time-zone data.
const timeText = (seconds: number): string =>
  `{Time:(time.Time){wall:(uint64)0 ext:(int64)${seconds} loc:(*time.Location)<nil>}}`;

function intOrStringText(value: number | string): string {
  const [type, int, text] = typeof value === 'number' ? [0, value, ''] : [1, 0, value];
  return `{Type:(intstr.Type)${type} IntVal:(int32)${int} StrVal:(string)${text}}`;
}

function quantityText({ value, scale, decimal, text, format }: QuantityStruct): string {
  const dec = decimal === undefined ? '<nil>' : decimalText(decimal);
  return (
    `{i:(resource.int64Amount){value:(int64)${value} scale:(resource.Scale)${scale}} ` +
    `d:(resource.infDecAmount){Dec:(*inf.Dec)${dec}} s:(string)${text} Format:(resource.Format)${format}}`
  );
}

function decimalText({ unscaled, scale }: { unscaled: bigint; scale: number }): string {
  const words: bigint[] = [];
  for (let rest = unscaled < 0n ? -unscaled : unscaled; rest > 0n; rest >>= 64n)
    words.push(rest & ((1n << 64n) - 1n));
  return `{unscaled:(big.Int){neg:(bool)${unscaled < 0n} abs:(big.nat)[${words.join(' ')}]} scale:(inf.Scale)${scale}}`;
}
