// Pieces that many descriptions share: times, Go's notation of values, labels and annotations over several lines.
//
// Source: kubectl v0.32.0 pkg/describe/describe.go, printLabelsMultiline, printAnnotationsMultiline, printBool,
// printController; Go time.RFC1123Z and fmt's %v.

import { byteLength } from '../../../api/names/text.ts';
import type { KubeObject } from '../../../api/objects.ts';
import { type LabelSelector, labelSelectorAsSelector } from '../../../api/selectors/label-selector.ts';
import { SelectorError } from '../../../api/selectors/requirement.ts';
import { parseTime } from '../../../api/time.ts';
import type { Writer } from './writer.ts';

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Sat, 21 Nov 2026 03:28:34 +0000`; an absent time is the year 1. */
export function timeText(timestamp: string | null | undefined): string {
  if (!timestamp) return 'Mon, 01 Jan 0001 00:00:00 +0000';
  const time = new Date(parseTime(timestamp));
  const day = String(time.getUTCDate()).padStart(2, '0');
  const clock = time.toISOString().slice(11, 19);
  return `${DAYS[time.getUTCDay()]}, ${day} ${MONTHS[time.getUTCMonth()]} ${time.getUTCFullYear()} ${clock} +0000`;
}

/** A list as `%v` has it: `[a b]`. */
export const goList = (values: readonly unknown[] | null | undefined): string =>
  `[${(values ?? []).join(' ')}]`;

export const boolText = (value: boolean | null | undefined): string => (value ? 'True' : 'False');

export const boolOrUnset = (value: boolean | null | undefined): string =>
  value === null || value === undefined ? '<unset>' : boolText(value);

export const orUnset = (value: unknown): string =>
  value === null || value === undefined ? '<unset>' : String(value);

/** `ReplicaSet/web-1`; empty without a controller. */
export function controllerText({ metadata }: KubeObject): string {
  const owner = metadata.ownerReferences?.find(({ controller }) => controller === true);
  return owner === undefined ? '' : `${owner.kind}/${owner.name}`;
}

/** A title and one text a line, the further ones below the first. */
export function multiline(w: Writer, title: string, texts: readonly string[], indent = ''): void {
  w.write(0, `${indent}${title}:\t`);
  if (texts.length === 0) return w.line('<none>');
  texts.forEach((text, i) => {
    if (i > 0) w.write(0, `${indent}\t`);
    w.write(0, `${text}\n`);
  });
}

type Texts = Readonly<Record<string, string>> | null | undefined;

export function labelsMultiline(w: Writer, title: string, labels: Texts, indent = ''): void {
  const keys = Object.keys(labels ?? {}).sort();
  multiline(
    w,
    title,
    keys.map((key) => `${key}=${labels![key]}`),
    indent,
  );
}

/** Source: describe.go, maxAnnotationLen. In bytes. */
export const ANNOTATION_LENGTH_MAX = 140;
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

export function annotationsMultiline(w: Writer, title: string, annotations: Texts): void {
  w.write(0, `${title}:\t`);
  const keys = Object.keys(annotations ?? {})
    .filter((key) => key !== LAST_APPLIED)
    .sort();
  if (keys.length === 0) return w.line('<none>');
  for (const [i, key] of keys.entries()) {
    if (i > 0) w.write(0, '\t');
    const value = annotations![key]!.replace(/\n$/, '');
    const isLong = byteLength(value) + byteLength(key) + 2 > ANNOTATION_LENGTH_MAX;
    if (!isLong && !value.includes('\n')) w.write(0, `${key}: ${value}\n`);
    else {
      w.write(0, `${key}:\n`);
      for (const line of value.split('\n')) w.write(0, `\t  ${shorten(line, ANNOTATION_LENGTH_MAX - 2)}\n`);
    }
  }
}

const shorten = (text: string, lengthMax: number): string =>
  text.length > lengthMax ? `${text.slice(0, lengthMax)}...` : text;

/** The first lines of most descriptions. */
export function describeMeta(w: Writer, { metadata }: KubeObject): void {
  w.write(0, `Name:\t${metadata.name}\n`);
  w.write(0, `Namespace:\t${metadata.namespace ?? ''}\n`);
  labelsMultiline(w, 'Labels', metadata.labels);
  annotationsMultiline(w, 'Annotations', metadata.annotations);
}

/** A Job's selector, or why there is none. Source: describe.go, describeJob. */
export function selectorText(selector: LabelSelector | null | undefined): string {
  try {
    return labelSelectorAsSelector(selector).toString();
  } catch (error) {
    if (error instanceof SelectorError) return `Failed to get selector: ${error.message}`;
    throw error;
  }
}
