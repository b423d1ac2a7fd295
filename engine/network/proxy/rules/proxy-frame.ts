// The rules that are there whatever Services there are: marks, masquerading, forwarding, and the ways into kube-proxy's own
// chains.
//
// Source: kubernetes v1.36.2 and v1.28.0 pkg/proxy/iptables/proxier.go, syncProxyRules, iptablesJumpChains; v1.20.2 of the
// same, with pull 95252; pkg/kubelet/kubelet_network_linux.go, syncIPTablesRules.

import type { VersionProfile } from '../../../versions/profile.ts';
import { comment, type Rule, type RuleSet, type TableName } from './rule-set.ts';
import type { RuleSettings } from './rule-settings.ts';

/** Source: pkg/proxy/apis/config/v1alpha1/defaults.go, masqueradeBit 14. */
const MARK = '0x4000';
const MARKED: Rule = ['-m', 'mark', '--mark', `${MARK}/${MARK}`];
const conntrack = (states: string): Rule => ['-m', 'conntrack', '--ctstate', states];

/** The chains that kube-proxy begins with, each empty. */
export function writeTopChains(rules: RuleSet, isRecent: boolean): void {
  const filter = isRecent ? ['KUBE-NODEPORTS', 'KUBE-PROXY-FIREWALL', 'KUBE-FIREWALL'] : [];
  for (const name of ['KUBE-SERVICES', 'KUBE-EXTERNAL-SERVICES', 'KUBE-FORWARD', ...filter])
    rules.chain('filter', name);
  for (const name of ['KUBE-SERVICES', 'KUBE-NODEPORTS', 'KUBE-POSTROUTING', 'KUBE-MARK-MASQ'])
    rules.chain('nat', name);
}

/** Before all Services. @param keepsOutMartians  the kubelet does so until 1.26 */
export function writeMarks(rules: RuleSet, settings: RuleSettings, keepsOutMartians: boolean): void {
  const post = 'KUBE-POSTROUTING';
  rules.append('nat', post, ['-m', 'mark', '!', '--mark', `${MARK}/${MARK}`], ['-j', 'RETURN']);
  rules.append('nat', post, ['-j', 'MARK', '--xor-mark', MARK]);
  const random = settings.hasRandomFully ? ['--random-fully'] : [];
  rules.append(
    'nat',
    post,
    comment('kubernetes service traffic requiring SNAT'),
    ['-j', 'MASQUERADE'],
    random,
  );
  rules.append('nat', 'KUBE-MARK-MASQ', ['-j', 'MARK', '--or-mark', MARK]);
  if (keepsOutMartians) rules.append('filter', 'KUBE-FIREWALL', NO_MARTIANS);
}

const NO_MARTIANS: Rule = [
  ...comment('block incoming localnet connections'),
  ...['-d', '127.0.0.0/8', '!', '-s', '127.0.0.0/8'],
  ...['-m', 'conntrack', '!', '--ctstate', 'RELATED,ESTABLISHED,DNAT', '-j', 'DROP'],
];

/** Behind all Services. */
export function writeTail(rules: RuleSet, settings: RuleSettings, isRecent: boolean): void {
  const text = 'kubernetes service nodeports; NOTE: this must be the last rule in this chain';
  const isLocal = ['-m', 'addrtype', '--dst-type', 'LOCAL'];
  rules.append('nat', 'KUBE-SERVICES', comment(text), isLocal, ['-j', 'KUBE-NODEPORTS']);
  const forward = 'KUBE-FORWARD';
  const counted = settings.countsPackets
    ? ['-m', 'nfacct', '--nfacct-name', 'ct_state_invalid_dropped_pkts']
    : [];
  rules.append('filter', forward, conntrack('INVALID'), counted, ['-j', 'DROP']);
  rules.append('filter', forward, comment('kubernetes forwarding rules'), MARKED, ['-j', 'ACCEPT']);
  const whose = isRecent ? [''] : ['pod source ', 'pod destination '];
  for (const which of whose) {
    const words = comment(`kubernetes forwarding conntrack ${which}rule`);
    rules.append('filter', forward, words, conntrack('RELATED,ESTABLISHED'), ['-j', 'ACCEPT']);
  }
}

interface Jump {
  readonly table: TableName;
  readonly from: string;
  readonly to: string;
  readonly text: string;
  readonly isNew?: boolean;
}

const PORTALS = 'kubernetes service portals';
const VISIBLE = 'kubernetes externally-visible service portals';
const FIREWALL = 'kubernetes load balancer firewall';
const filter = (to: string, from: string, text: string, isNew = true): Jump => ({
  ...{ table: 'filter', from, to, text },
  isNew,
});
const nat = (to: string, from: string, text: string): Jump => ({ table: 'nat', from, to, text });

/** In upstream's order; each goes before those that are there. */
const JUMPS: readonly Jump[] = [
  filter('KUBE-EXTERNAL-SERVICES', 'INPUT', VISIBLE),
  filter('KUBE-EXTERNAL-SERVICES', 'FORWARD', VISIBLE),
  filter('KUBE-NODEPORTS', 'INPUT', 'kubernetes health check service ports', false),
  filter('KUBE-SERVICES', 'FORWARD', PORTALS),
  filter('KUBE-SERVICES', 'OUTPUT', PORTALS),
  filter('KUBE-FORWARD', 'FORWARD', 'kubernetes forwarding rules', false),
  filter('KUBE-PROXY-FIREWALL', 'INPUT', FIREWALL),
  filter('KUBE-PROXY-FIREWALL', 'OUTPUT', FIREWALL),
  filter('KUBE-PROXY-FIREWALL', 'FORWARD', FIREWALL),
  nat('KUBE-SERVICES', 'OUTPUT', PORTALS),
  nat('KUBE-SERVICES', 'PREROUTING', PORTALS),
  nat('KUBE-POSTROUTING', 'POSTROUTING', 'kubernetes postrouting rules'),
];

const BUILT_IN: Readonly<Record<TableName, readonly string[]>> = {
  filter: ['INPUT', 'FORWARD', 'OUTPUT'],
  nat: ['PREROUTING', 'INPUT', 'OUTPUT', 'POSTROUTING'],
};

/** The kernel's own chains with the kubelet's rules and the jumps into kube-proxy's. */
export function writeBuiltIn(rules: RuleSet, version: VersionProfile, isRecent: boolean): void {
  for (const table of ['filter', 'nat'] as const) {
    for (const name of BUILT_IN[table]) rules.chain(table, name);
    rules.chain(table, 'KUBE-KUBELET-CANARY');
  }
  if (version.has('kubeletMarksForDropping')) {
    rules.append('nat', 'KUBE-MARK-DROP', ['-j', 'MARK', '--or-mark', '0x8000']);
    const dropped = comment('kubernetes firewall for dropping marked packets');
    rules.append('filter', 'KUBE-FIREWALL', dropped, ['-m', 'mark', '--mark', '0x8000/0x8000', '-j', 'DROP']);
    rules.append('filter', 'KUBE-FIREWALL', NO_MARTIANS);
  }
  for (const chain of ['INPUT', 'OUTPUT']) rules.append('filter', chain, ['-j', 'KUBE-FIREWALL']);
  for (const { table, from, to, text, isNew } of JUMPS) {
    const isThere =
      isRecent || !(['KUBE-NODEPORTS', 'KUBE-PROXY-FIREWALL'].includes(to) && table === 'filter');
    if (!isThere) continue;
    const state = isNew === true ? conntrack('NEW') : [];
    rules.prepend(table, from, state, comment(text), ['-j', to]);
  }
  for (const table of ['filter', 'nat'] as const) rules.chain(table, 'KUBE-PROXY-CANARY');
}
