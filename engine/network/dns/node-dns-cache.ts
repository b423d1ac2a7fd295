// NodeLocal DNSCache: what a node's pods were answered, and for how long it is said again.
//
// Source: kubernetes v1.28.0 cluster/addons/dns/nodelocaldns/nodelocaldns.yaml: cache success 9984 30, denial 9984 5.
// Left out: it answers for the cluster's server while that is down; its own address, since it takes questions to the
// cluster's.

import type { RecordType } from '../../runtime/runtime.ts';
import type { ClusterDns, DnsAnswer, NameAnswers } from './cluster-dns.ts';

const SUCCESS_MS = 30_000;
const DENIAL_MS = 5_000;

export class NodeDnsCache implements NameAnswers {
  private readonly server: ClusterDns;
  private readonly nowMs: () => number;
  private readonly answers = new Map<string, { readonly untilMs: number; readonly answer: DnsAnswer }>();

  constructor(server: ClusterDns, nowMs: () => number) {
    this.server = server;
    this.nowMs = nowMs;
  }

  lookUp(name: string): DnsAnswer {
    const now = this.nowMs();
    const known = this.answers.get(name);
    if (known !== undefined && known.untilMs > now) return known.answer;
    const answer = this.server.lookUp(name);
    const isDenial = answer === 'no such name' || answer.addresses.length === 0;
    this.answers.set(name, { untilMs: now + (isDenial ? DENIAL_MS : SUCCESS_MS), answer });
    return answer;
  }

  /** What it would answer, for who only looks: nothing is kept, and new addresses are in order. */
  peek(name: string): DnsAnswer {
    const known = this.answers.get(name);
    return known !== undefined && known.untilMs > this.nowMs() ? known.answer : this.server.peek(name);
  }

  records(type: RecordType, name: string): readonly string[] | 'no such name' {
    return this.server.records(type, name);
  }
}
