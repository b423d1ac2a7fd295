// What kubectl said of manifests that were refused, led back to the lines of the files.

import { suggestKind, type UserProblem } from '../engine/index.ts';
import type { Manifests } from './manifest-files.ts';

const INVALID = /^The (\w+) "([^"]*)" is invalid: *(.*)$/;
const CAUSE = /^\*? ?([A-Za-z][\w./-]*(?:\[[^\]]*\])?(?:\.?[\w./-]+(?:\[[^\]]*\])?)*): (.+)$/;
const NO_MATCH = /no matches for kind "([^"]*)" in version "([^"]*)"/;

/** One problem a refusal; what leads nowhere is quoted as it is. */
export function refusedProblems(stderr: string, manifests: Manifests): UserProblem[] {
  const problems: UserProblem[] = [];
  let about: { kind: string; name: string } | undefined;
  for (const line of stderr.trimEnd().split('\n')) {
    const invalid = INVALID.exec(line);
    const rest = invalid === null ? line : (invalid[3] ?? '');
    if (invalid !== null) about = { kind: invalid[1] ?? '', name: invalid[2] ?? '' };
    if (rest === '') continue;
    problems.push(
      (about === undefined ? undefined : fieldProblem(rest, about, manifests)) ?? plainProblem(line),
    );
  }
  return problems;
}

function fieldProblem(
  line: string,
  about: { kind: string; name: string },
  manifests: Manifests,
): UserProblem | undefined {
  const [, field, message] = CAUSE.exec(line) ?? [];
  if (field === undefined || message === undefined) return undefined;
  const place = manifests.placeOf(about, field);
  const said = `${message} (${about.kind} "${about.name}")`;
  return place === undefined
    ? { message: `${field}: ${said}` }
    : { message: said, place: { ...place, field } };
}

function plainProblem(line: string): UserProblem {
  const [, kind, version] = NO_MATCH.exec(line) ?? [];
  const hint = kind === undefined || version === undefined ? undefined : suggestKind(version, kind);
  return hint === undefined ? { message: line } : { message: line, hint };
}
