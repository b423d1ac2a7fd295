// The kube-proxies of all nodes, each made when it is first asked, and how far back they may be.
//
// Source of what they are: node-proxy.ts; of their pace: state/sync-limiter.ts.

import { latencyOf, type World } from '../../client/component.ts';
import type { TimingProfile } from '../../versions/timing.ts';
import type { NodePlace } from '../machines.ts';
import { horizonMs, LaggingView } from '../state/lagging-view.ts';
import type { ServiceStates } from '../state/service-states.ts';
import type { SyncLimit } from '../state/sync-limiter.ts';
import type { KubeProxyConfig } from './kube-proxy-config.ts';
import { NodeProxy, RulesCache } from './node-proxy.ts';
import { PROXY_MODES } from './proxy-mode.ts';
import { proxyRelease } from './proxy-release.ts';

const ZONE_LABEL = 'topology.kubernetes.io/zone';

export class NodeProxies {
  private readonly world: World;
  private readonly config: KubeProxyConfig;
  private readonly states: () => ServiceStates;
  private readonly limit: SyncLimit;
  private readonly rules: RulesCache;
  private readonly byNode = new Map<string, NodeProxy>();
  /** Of nodes that hear of nothing, or did until now. */
  private readonly held = new Set<LaggingView>();

  /** @param states  asked when the first proxy is made */
  constructor(world: World, config: KubeProxyConfig, states: () => ServiceStates) {
    this.world = world;
    this.config = config;
    this.states = states;
    const burst = world.version.has('proxySyncsInBursts') ? 2 : 1;
    this.limit = { minSyncMs: config.minSyncMs, burst };
    this.rules = new RulesCache(proxyRelease(world.version));
  }

  of(node: NodePlace): NodeProxy {
    const made = this.byNode.get(node.name);
    if (made !== undefined) return made;
    const { kernel, server, streams, timing } = this.world;
    const consumer = `kube-proxy ${node.name}`;
    const states = this.states();
    const nowMs = (): number => kernel.nowMs;
    const proxy = new NodeProxy({
      ...{ states, nowMs, rules: this.rules },
      nodeName: node.name,
      zone: () => server.peek('Node', undefined, node.name)?.metadata.labels?.[ZONE_LABEL],
      mode: PROXY_MODES[this.config.mode],
      stream: () => streams.stream(`${consumer} balancing`),
      view: new LaggingView({
        ...{ nowMs, changes: states.changes, limit: this.limit },
        deliveryMs: latencyOf(this.world, consumer, 'watchDelivery'),
        refreshMs: latencyOf(this.world, consumer, 'proxyRefresh'),
        lagMaxMs: lagMaxMs(timing),
      }),
    });
    this.byNode.set(node.name, proxy);
    return proxy;
  }

  /** The node hears of nothing more until `release`. */
  hold(node: NodePlace): void {
    const { view } = this.of(node);
    view.hold();
    this.held.add(view);
  }

  release(node: NodePlace): void {
    this.of(node).view.release();
  }

  /** Of those that have been asked. */
  views(): LaggingView[] {
    return [...this.byNode.values()].map(({ view }) => view);
  }

  /**
   * The oldest instant of the API that one may still work with. Whoever keeps up lags as far as the profile allows; nodes
   * that are cut off, or were until now, lag further.
   */
  keepFromMs(): number {
    const { kernel, timing, disturber } = this.world;
    let keep = kernel.nowMs - horizonMs(lagMaxMs(timing), this.limit) - (disturber?.lateMaxMs ?? 0);
    for (const view of this.held) {
      const behindSinceMs = view.behindSinceMs();
      if (behindSinceMs === undefined) this.held.delete(view);
      else keep = Math.min(keep, behindSinceMs);
    }
    return keep;
  }
}

const lagMaxMs = ({ watchDelivery, proxyRefresh }: TimingProfile): number =>
  watchDelivery.maxMs + 2 * proxyRefresh.maxMs;
