// Container names with `*`. Source: kubectl v0.32.0 pkg/cmd/set/helper.go, selectString.

/** Whether the pattern takes the name; `*` alone takes all, and each `*` as little as it can. */
export function matchesName(name: string, pattern: string): boolean {
  if (pattern === '*') return true;
  if (!pattern.includes('*')) return name === pattern;
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*?')}$`).test(name);
}
