// All rules of one node's kube-proxy in iptables mode, for the Services as its view has them.
//
// Pure. Source: kubernetes v1.36.2, v1.28.0 and v1.20.2 pkg/proxy/iptables/proxier.go, syncProxyRules.
// Order: Services by namespace and name, where upstream has that of a map.

import type { VersionProfile } from '../../../versions/profile.ts';
import type { ServiceState } from '../../state/service-states.ts';
import { proxyRelease } from '../proxy-release.ts';
import { categorize, portFacts } from './port-facts.ts';
import { writeMarks, writeTail, writeTopChains } from './proxy-frame.ts';
import { RuleSet } from './rule-set.ts';
import type { RuleSettings } from './rule-settings.ts';
import { writeServicePort } from './service-chains.ts';
import { writeServicePortXlb } from './service-chains-xlb.ts';

/** Adds kube-proxy's own chains to those that are there. @param states  in order of namespace and name */
export function writeProxyRules(
  states: readonly ServiceState[],
  settings: RuleSettings,
  version: VersionProfile,
  rules = new RuleSet(),
): RuleSet {
  const isRecent = version.has('proxyHasExternalChains');
  writeTopChains(rules, isRecent);
  writeMarks(rules, settings, !version.has('kubeletMarksForDropping'));
  const release = proxyRelease(version);
  for (const port of states.flatMap((state) => portFacts(state, release))) {
    if (isRecent) writeServicePort(rules, port, categorize(port, settings.place), settings);
    else writeServicePortXlb(rules, port, settings);
  }
  writeTail(rules, settings, isRecent);
  return rules;
}
