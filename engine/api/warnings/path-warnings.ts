// Files of a volume that stand in each other's way: the same path twice, or one below another.
//
// Source: kubernetes pkg/api/pod/warnings.go after 1.30, warningsForOverlappingVirtualPaths. Order: the first path that
// clashes is named, where upstream's order is that of a Go map. As upstream: `ab` is taken to lie below `a`.

import type { PodSpec } from '../objects.ts';

type Volume = NonNullable<PodSpec['volumes']>[number];
type Items = readonly { readonly path: string }[] | undefined;

interface Files {
  readonly name: string;
  readonly paths: readonly string[];
}

export const pathWarnings = ({ volumes = [] }: PodSpec): string[] => volumes.flatMap(ofVolume);

function ofVolume({ name, configMap, secret, downwardAPI, projected }: Volume): string[] {
  const text = (what: string): string => `volume ${JSON.stringify(name)} (${what}): overlapping paths`;
  const own = [
    files(`ConfigMap ${JSON.stringify(configMap?.name ?? '')}`, configMap?.items),
    files(`Secret ${JSON.stringify(secret?.secretName ?? '')}`, secret?.items),
    files('DownwardAPI', downwardAPI?.items),
  ];
  const sources = (projected?.sources ?? []).flatMap((source) => [
    files(`Projected ConfigMap ${JSON.stringify(source.configMap?.name ?? '')}`, source.configMap?.items),
    files(`Projected Secret ${JSON.stringify(source.secret?.name ?? '')}`, source.secret?.items),
    files('Projected DownwardAPI', source.downwardAPI?.items),
    files('Projected ServiceAccountToken', source.serviceAccountToken && [source.serviceAccountToken]),
  ]);
  const before = new Set<string>();
  return [
    ...own.flatMap((one) => clashes(one.paths, text(one.name))),
    ...sources.flatMap((one) => {
      const inside = clashes(one.paths, text(one.name));
      // Paths of the sources before count as well.
      const all = [...new Set(one.paths), ...before].sort();
      for (const path of one.paths) before.add(path);
      return one.paths.length === 0 ? [] : [...inside, ...clashes(all, text(one.name))];
    }),
  ];
}

const files = (name: string, items: Items): Files => ({ name, paths: (items ?? []).map(({ path }) => path) });

function clashes(paths: readonly string[], text: string): string[] {
  const seen: string[] = [];
  return paths.flatMap((given) => {
    const path = given.replace(/\/+$/, '');
    const other = path === '' ? undefined : seen.find((one) => isInTheWay(one, path));
    if (!seen.includes(path)) seen.push(path);
    return other === undefined ? [] : [`${text}: ${JSON.stringify(path)} with ${JSON.stringify(other)}`];
  });
}

const isInTheWay = (a: string, b: string): boolean =>
  a !== '' && (`${a}/`.startsWith(b) || `${b}/`.startsWith(a));
