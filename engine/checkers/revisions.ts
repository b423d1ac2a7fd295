// Every write gets a resourceVersion of its own, higher than all before it.
// Source: Kubernetes API concepts, "Resource versions"; etcd gives each write the next revision.

import type { Checker } from './checker.ts';
import { nameOf } from './owners.ts';

export const revisions: Checker = {
  name: 'revisions',
  promise: 'resourceVersions rise: no write has the version of an earlier one, or a lower one',
  begin: () => {
    let newest = 0;
    return (change) => {
      const { resourceVersion, ref } = change;
      const former = newest;
      newest = Math.max(newest, resourceVersion);
      if (resourceVersion > former) return undefined;
      return `${ref.kind} ${nameOf(change)} was written as version ${resourceVersion}, after version ${former}`;
    };
  },
};
