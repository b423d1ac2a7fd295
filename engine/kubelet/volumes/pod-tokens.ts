// Tokens that the kubelet asks for on behalf of pods, kept until they are due for renewal.
//
// Source: kubernetes v1.20.2 pkg/kubelet/token/token_manager.go, requiresRefresh; pkg/registry/core/serviceaccount/
// storage/token.go. Differs: a token that no program has read is renewed only when a pass comes by; nobody can tell.

import type { Pod, ServiceAccount } from '../../api/objects.ts';
import { boundToken } from '../../api/service-account-token.ts';
import type { Kubelet } from '../kubelet.ts';
import type { LazyFile } from './payload-folder.ts';
import type { SetUpProblem } from './tree.ts';

/** Source: pkg/apis/core/v1/defaults.go, SetDefaults_ServiceAccountTokenProjection: one hour. */
const DEFAULT_EXPIRATION_SECONDS = 3600;
/** Source: token_manager.go, maxTTL: no token is used longer than a day; the other bound is 80 % of its life. */
const MAX_AGE_MS = 24 * 3600 * 1000;
const LIFE_SHARE = 0.8;
/** The life that a mounted token really gets. Source: serviceaccount/claims.go, ExpirationExtensionSeconds: a year. */
const EXTENDED_SECONDS = 24 * 365 * 3600;
const WARN_ONLY_SECONDS = 3607;

interface Kept {
  readonly raw: string;
  readonly read: () => string;
  readonly dueEpochMs: number;
  hasTimer: boolean;
}

export interface TokenSource {
  readonly audience?: string;
  readonly expirationSeconds?: number;
  readonly path: string;
}

export class PodTokens {
  private readonly kubelet: Kubelet;
  private readonly byPod = new Map<string, Map<string, Kept>>();

  constructor(kubelet: Kubelet) {
    this.kubelet = kubelet;
  }

  /** A token whose text is made when somebody reads it. */
  of(pod: Pod, source: TokenSource): Pick<LazyFile, 'raw' | 'read'> | SetUpProblem {
    const { nowEpochMs } = this.kubelet.world.kernel;
    const tokens = this.byPod.get(pod.metadata.uid) ?? new Map<string, Kept>();
    this.byPod.set(pod.metadata.uid, tokens);
    const key = `${source.audience ?? ''} ${source.expirationSeconds ?? ''}`;
    const kept = tokens.get(key);
    if (kept !== undefined && nowEpochMs < kept.dueEpochMs) return { raw: kept.raw, read: kept.read };
    const name = pod.spec.serviceAccountName ?? 'default';
    const { namespace } = pod.metadata;
    const account = this.kubelet.world.server.peek('ServiceAccount', namespace, name) as
      | ServiceAccount
      | undefined;
    if (account === undefined)
      return { problem: `failed to fetch token: serviceaccounts "${name}" not found` };
    const wanted = source.expirationSeconds ?? DEFAULT_EXPIRATION_SECONDS;
    const isOwn = source.audience === undefined && wanted === WARN_ONLY_SECONDS;
    const options = {
      audiences: source.audience === undefined ? [] : [source.audience],
      boundTo: { pod: pod.metadata },
      expirationSeconds: isOwn ? EXTENDED_SECONDS : wanted,
      nowEpochMs,
    };
    const dueEpochMs = nowEpochMs + Math.min(MAX_AGE_MS, wanted * 1000 * LIFE_SHARE);
    const fresh = {
      raw: `${key} ${nowEpochMs}`,
      read: () => {
        this.renewInTime(pod, fresh);
        return boundToken(account.metadata, options);
      },
      dueEpochMs,
      hasTimer: false,
    };
    tokens.set(key, fresh);
    return { raw: fresh.raw, read: fresh.read };
  }

  // From the first look at it on, a token is replaced at the pod's first resync after it is due.
  private renewInTime({ metadata: { uid, name } }: Pod, kept: Kept): void {
    if (kept.hasTimer) return;
    kept.hasTimer = true;
    const { kernel } = this.kubelet.world;
    const delayMs = Math.max(0, kept.dueEpochMs - kernel.nowEpochMs) + 1;
    kernel.schedule(
      { delayMs, kind: 'kubelet token', label: `token of pod ${name} is to be renewed` },
      () => {
        if (this.byPod.has(uid)) this.kubelet.lookAtNextResync(uid, 'resync renews the pod’s token');
      },
    );
  }

  forget(uid: string): void {
    this.byPod.delete(uid);
  }
}
