// `$(VAR)` in a container's command, args and env values. `$$(VAR)` stays `$(VAR)`; an unknown name stays as written.
// Source: kubernetes v1.20.2 third_party/forked/golang/expansion/expand.go, Expand.

/** @param variables name to value; a missing name leaves the reference as it is */
export function expandReferences(text: string, variables: Pick<ReadonlyMap<string, string>, 'get'>): string {
  return text.replace(/\$(\$|\(([^)]*)\))/g, (whole, rest: string, name: string | undefined) => {
    if (rest === '$') return '$';
    return variables.get(name ?? '') ?? whole;
  });
}
