// Null, as Go's decoder takes it: a field that is null is absent, an entry of a map of texts is the empty text.
//
// Source: Go encoding/json, Unmarshal ("The JSON null value unmarshals into an interface, map, pointer, or slice by
// setting that Go value to nil … otherwise it has no effect"). Items of lists are filled before (schema/decode.ts).

// Fields that hold maps of texts, whose entries do not vanish.
const TEXT_MAPS: ReadonlySet<string> = new Set([
  ...['labels', 'annotations', 'matchLabels', 'data', 'stringData', 'binaryData'],
  ...['topology', 'deprecatedTopology', 'options', 'attachmentMetadata', 'volumeAttributes'],
]);

// So only at the top of an object: parameters of a StorageClass are texts, those of an IngressClass a reference.
const TOP_TEXT_MAPS: ReadonlySet<string> = new Set(['parameters']);

// Times that are no pointers in Go: an empty one is written as null again, whatever its omitempty says.
// Source: staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/time.go, MarshalJSON. The creationTimestamp of templates is
// left out, of which kinds take care themselves.
const EMPTY_TIMES: ReadonlySet<string> = new Set([
  ...['lastProbeTime', 'eventTime', 'firstTimestamp', 'lastTimestamp'],
  ...['startedAt', 'finishedAt'],
]);

/**
 * In place, all the way down.
 *
 * @param rawFields  fields of the object itself that hold free JSON, which keeps its nulls
 */
export function dropNulls(object: object, rawFields: readonly string[] = []): void {
  const fields = object as Record<string, unknown>;
  for (const key in fields) {
    if (rawFields.includes(key)) continue;
    const value = fields[key];
    if (value === null && !EMPTY_TIMES.has(key)) delete fields[key];
    else if (typeof value === 'object' && value !== null)
      dropNullsBelow(value, TEXT_MAPS.has(key) || TOP_TEXT_MAPS.has(key));
  }
}

function dropNullsBelow(holder: object, isTextMap: boolean): void {
  const fields = holder as Record<string, unknown>;
  for (const key in fields) {
    const value = fields[key];
    if (typeof value === 'object' && value !== null) dropNullsBelow(value, TEXT_MAPS.has(key));
    else if (value === null && isTextMap) fields[key] = '';
    else if (value === null && !Array.isArray(holder) && !EMPTY_TIMES.has(key)) delete fields[key];
  }
}
