// Which full names a resolver asks for, in order, for a name as a program says it.
//
// Source: man 5 resolv.conf (search, ndots); glibc resolv/res_query.c, __res_context_search.

/**
 * Names without a dot at the end, to be asked for until one exists.
 *
 * @param ndots  a name with at least so many dots is tried as it stands first
 */
export function searchNames(name: string, searches: readonly string[], ndots: number): string[] {
  if (name.endsWith('.')) return [name.slice(0, -1)];
  const dots = name.split('.').length - 1;
  const within = searches.map((domain) => (domain === '.' ? name : `${name}.${domain}`));
  return [...new Set(dots >= ndots ? [name, ...within] : [...within, name])];
}
