// One run of a command: what was asked for, where it runs, and what it prints.

import { textFailure, usageFailure } from '../failure.ts';
import { notSimulated } from '../refusal.ts';
import type { KubeClient } from '../resource/kube-client.ts';
import type { RestMapper } from '../resource/rest-mapper.ts';
import type { KubectlSession } from '../session.ts';
import type { Flags } from './flags.ts';

export type DryRun = 'none' | 'client' | 'server';
export type ValidationDirective = 'Strict' | 'Warn' | 'Ignore';

export interface CallOptions {
  readonly session: KubectlSession;
  readonly path: string;
  readonly flags: Flags;
  readonly args: readonly string[];
  readonly dashAt: number;
  /** The words of the whole line, for `--record`. */
  readonly words: readonly string[];
  /** Standard input, read to its end. */
  readonly stdin: () => string;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly client: KubeClient;
  readonly mapper: RestMapper;
}

export class Call {
  readonly session: KubectlSession;
  /** `kubectl rollout status` */
  readonly path: string;
  readonly flags: Flags;
  readonly args: readonly string[];
  readonly dashAt: number;
  readonly words: readonly string[];
  readonly stdin: () => string;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly client: KubeClient;
  readonly mapper: RestMapper;

  constructor(options: CallOptions) {
    this.session = options.session;
    this.path = options.path;
    this.flags = options.flags;
    this.args = options.args;
    this.dashAt = options.dashAt;
    this.words = options.words;
    this.stdin = options.stdin;
    this.out = options.out;
    this.err = options.err;
    this.client = options.client;
    this.mapper = options.mapper;
  }

  get namespace(): string {
    const given = this.flags.string('namespace');
    return given === '' ? this.session.context.namespace : given;
  }

  /** Whether the namespace was asked for, so that objects of another one are refused. */
  get isNamespaceEnforced(): boolean {
    return this.flags.string('namespace') !== '' || this.session.namespaceIsExplicit === true;
  }

  get hasFiles(): boolean {
    return this.flags.list('filename').length > 0 || this.flags.string('kustomize') !== '';
  }

  get nowEpochMs(): number {
    return this.session.kernel.nowEpochMs;
  }

  /** Source: kubectl v0.32.0 pkg/cmd/util/helpers.go, GetDryRunStrategy. */
  get dryRun(): DryRun {
    if (!this.flags.has('dry-run')) return 'none';
    const value = this.flags.string('dry-run');
    if (value === 'client' || value === 'server' || value === 'none') return value;
    if (value === 'unchanged' || /^(1|0|t|f|true|false)$/i.test(value)) {
      return notSimulated(
        `the deprecated --dry-run${value === 'unchanged' ? '' : `=${value}`}`,
        'write --dry-run=client or --dry-run=server',
      );
    }
    throw textFailure(`Invalid dry-run value (${value}). Must be "none", "server", or "client".`);
  }

  /** Source: kubectl v0.32.0 pkg/cmd/util/helpers.go, GetValidationDirective. */
  get validation(): ValidationDirective {
    const value = this.flags.has('validate') ? this.flags.string('validate') : 'ignore';
    if (/^(1|t|true)$/i.test(value) || value === 'strict') return 'Strict';
    if (/^(0|f|false)$/i.test(value) || value === 'ignore') return 'Ignore';
    if (value === 'warn') return 'Warn';
    throw textFailure(
      `invalid - validate option ${JSON.stringify(value)}; must be one of: strict (or true), warn, ignore (or false)`,
    );
  }

  /** Misuse of this command. */
  usage(text: string): Error {
    return usageFailure(this.path, text);
  }
}
