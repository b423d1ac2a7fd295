// A set of processors, as Linux and the kubelet write it: `0-2,7`.
// Source: kubernetes v1.28.0 staging/src/k8s.io/utils/cpuset/cpuset.go, Parse and String.

export type CpuSet = ReadonlySet<number>;

export const NO_CPUS: CpuSet = new Set();

export const union = (a: CpuSet, b: CpuSet): CpuSet => new Set([...a, ...b]);
export const difference = (a: CpuSet, b: CpuSet): CpuSet => new Set([...a].filter((cpu) => !b.has(cpu)));

const sorted = (cpus: CpuSet): number[] => [...cpus].sort((a, b) => a - b);

export function formatCpuSet(cpus: CpuSet): string {
  const ranges: [number, number][] = [];
  for (const cpu of sorted(cpus)) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === cpu - 1) last[1] = cpu;
    else ranges.push([cpu, cpu]);
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(',');
}

/** Undefined for a text that is none. */
export function parseCpuSet(text: string): CpuSet | undefined {
  const cpus = new Set<number>();
  for (const part of text.split(',').filter((one) => one !== '')) {
    const [, from, to = from] = /^(\d+)(?:-(\d+))?$/.exec(part) ?? [];
    if (from === undefined || Number(to) < Number(from)) return undefined;
    for (let cpu = Number(from); cpu <= Number(to); cpu += 1) cpus.add(cpu);
  }
  return cpus;
}
