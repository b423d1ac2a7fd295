// YAML as Kubernetes reads it: YAML 1.1 booleans (`y` and `off` too), Go's numbers (0644 is 420, 1_000 is 1000), merge
// keys, and unknown tags ignored. Times stay text.
//
// Source: sigs.k8s.io/yaml v1.4.0 goyaml.v2/resolve.go; Go strconv.ParseInt with base 0.
// Differs: `.inf` and `.nan` stay text, where kubectl fails because JSON has no such numbers.

import {
  CORE_SCHEMA,
  defineMappingTag,
  defineScalarTag,
  defineSequenceTag,
  mapTag,
  mergeTag,
  NOT_RESOLVED,
} from 'js-yaml';

const TRUE = new Set(['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON']);
const FALSE = new Set(['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF']);

// Manifests are read, not written: no value is identified for dumping.
const loadOnly = { identify: () => false };

const goBool = defineScalarTag<boolean>('tag:yaml.org,2002:bool', {
  ...loadOnly,
  implicit: true,
  implicitFirstChars: [...'yYnNtTfFoO'],
  resolve: (source) => (TRUE.has(source) ? true : FALSE.has(source) ? false : NOT_RESOLVED),
});

const DIGITS: readonly (readonly [RegExp, number])[] = [
  [/^0[xX]([0-9a-fA-F]+)$/, 16],
  [/^0[bB]([01]+)$/, 2],
  [/^0[oO]?([0-7]+)$/, 8],
  [/^(0|[1-9][0-9]*)$/, 10],
];

function parseInt64(source: string): number | undefined {
  const plain = source.replaceAll('_', '');
  const sign = plain.startsWith('-') ? -1 : 1;
  const digits = plain.replace(/^[+-]/, '');
  for (const [pattern, base] of DIGITS) {
    const match = pattern.exec(digits);
    if (match !== null) return sign * Number.parseInt(match[1]!, base) || 0;
  }
  return undefined;
}

const goInt = defineScalarTag<number>('tag:yaml.org,2002:int', {
  ...loadOnly,
  implicit: true,
  implicitFirstChars: [...'+-0123456789'],
  resolve: (source) => parseInt64(source) ?? NOT_RESOLVED,
});

const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

const goFloat = defineScalarTag<number>('tag:yaml.org,2002:float', {
  ...loadOnly,
  implicit: true,
  implicitFirstChars: [...'+-.0123456789'],
  resolve: (source, isExplicit) => {
    const plain = source.startsWith('.') ? source : source.replaceAll('_', '');
    if (FLOAT.test(plain)) return Number(plain);
    // `!!float 10` is a number even though it looks whole.
    return (isExplicit ? parseInt64(source) : undefined) ?? NOT_RESOLVED;
  },
});

// `!anything` before a value: the tag is dropped, a scalar stays text.
const ANY_TAG = { matchByTagPrefix: true } as const;
const anyScalar = defineScalarTag<string>('!', { ...loadOnly, ...ANY_TAG, resolve: (source) => source });
const anyList = defineSequenceTag<unknown[]>('!', {
  ...loadOnly,
  ...ANY_TAG,
  create: () => [],
  addItem: (list, item) => {
    list.push(item);
  },
});
const anyMap = defineMappingTag<Record<string, unknown>>('!', { ...mapTag, ...loadOnly, ...ANY_TAG });

export const KUBERNETES_YAML = CORE_SCHEMA.withTags(
  mergeTag,
  goBool,
  goInt,
  goFloat,
  anyScalar,
  anyList,
  anyMap,
);
