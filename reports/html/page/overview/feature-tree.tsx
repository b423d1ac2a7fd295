// The features by folder, each with how many of its scenarios are shown and how many of them failed.

import type { ComponentChildren } from 'preact';
import type { RunSummary, ScenarioSummary } from '../../page-data.ts';
import { STATUS_SYMBOL, text } from '../text.ts';

export function FeatureTree({
  run,
  shown,
}: {
  readonly run: RunSummary;
  readonly shown: readonly ScenarioSummary[];
}): ComponentChildren {
  const folders = new Map<string, { uri: string; name: string; all: number; failed: number }[]>();
  for (const { uri, name } of run.features) {
    const own = shown.filter((scenario) => scenario.uri === uri);
    if (own.length === 0) continue;
    const folder = uri.split('/').slice(0, -1).join('/');
    const failed = own.filter(({ status }) => status === 'failed').length;
    folders.set(folder, [...(folders.get(folder) ?? []), { uri, name, all: own.length, failed }]);
  }
  return (
    <nav class="tree" aria-label={text.features}>
      {[...folders].map(([folder, features]) => (
        <details open key={folder}>
          <summary>{folder.replace(/^features\/?/, '') || folder || '.'}</summary>
          <ul>
            {features.map(({ uri, name, all, failed }) => (
              <li key={uri}>
                <button
                  type="button"
                  onClick={() => document.getElementById(`feature-${uri}`)?.scrollIntoView()}
                >
                  <span>{name}</span>
                  <small class={failed > 0 ? 'is-failed' : ''}>
                    {failed > 0 ? `${STATUS_SYMBOL.failed} ${failed}/${all}` : all}
                  </small>
                </button>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </nav>
  );
}
