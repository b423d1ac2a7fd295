// The forms in which resources are named: `pods a b`, `pod/a svc/b`, `pods,services a`.
// Source: cli-runtime v0.32 pkg/resource/builder.go, normalizeMultipleResourcesArgs, hasCombinedTypeArgs,
// splitResourceTypeName, SplitResourceArgument.

import { textFailure } from '../failure.ts';

export const uniqueParts = (text: string): string[] => [...new Set(text.split(','))];

/** `a,b c d` is `a/c a/d b/c b/d`. */
export function normalizeArgs(args: readonly string[]): readonly string[] {
  if (args.length < 2) return args;
  const types = uniqueParts(args[0]!);
  if (types.length < 2) return args;
  return types.flatMap((type) => args.slice(1).map((name) => `${type}/${name}`));
}

/** @throws CommandFailure  forms are mixed */
export function hasCombinedArgs(args: readonly string[]): boolean {
  const count = args.filter((arg) => arg.includes('/')).length;
  if (count === 0) return false;
  if (count === args.length) return true;
  throw textFailure(
    "there is no need to specify a resource type as a separate argument when passing arguments in resource/name form (e.g. 'kubectl get resource/<resource_name>' instead of 'kubectl get resource resource/<resource_name>'",
  );
}

/** @throws CommandFailure  not exactly one type and one name */
export function splitResourceName(text: string): { resource: string; name: string } | undefined {
  if (!text.includes('/')) return undefined;
  const parts = text.split('/');
  if (parts.length !== 2)
    throw textFailure('arguments in resource/name form may not have more than one slash');
  const [resource = '', name = ''] = parts;
  if (resource === '' || name === '' || uniqueParts(resource).length !== 1) {
    throw textFailure('arguments in resource/name form must have a single resource and name');
  }
  return { resource, name };
}
