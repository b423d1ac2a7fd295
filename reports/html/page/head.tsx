// The head of every view: where the reader is, and what leads on from there.

import type { ComponentChildren } from 'preact';
import type { RunSummary } from '../page-data.ts';
import { featureId, type Navigation } from './route.ts';
import { text } from './text.ts';
import { nextTheme } from './theme.ts';

interface HeadProps {
  readonly run: RunSummary;
  readonly navigation: Navigation;
  /** Path of the feature that is shown, or whose scenario is. */
  readonly uri: string | undefined;
  /** Undefined where there is nothing to go through. */
  readonly openNext: ((by: number) => void) | undefined;
  readonly onHelp: () => void;
}

export function Head({ run, navigation, uri, openNext, onHelp }: HeadProps): ComponentChildren {
  const { route, link } = navigation;
  return (
    <header class="top">
      <a class="brand" href={link({})}>
        <Logo />
        {text.brand}
      </a>
      {route.view === 'overview' ? (
        <span class="top-note">{text.totals(run.scenarios)}</span>
      ) : (
        <nav class="crumbs" aria-label={text.overview}>
          <a href={link({})}>{text.overview}</a>
          {uri !== undefined && (
            <>
              <span aria-hidden="true">/</span>
              <a class="crumb-feature" href={link({ view: 'feature', id: featureId(uri) })}>
                {run.features.find((feature) => feature.uri === uri)?.name ?? uri}
              </a>
            </>
          )}
        </nav>
      )}
      <div class="top-buttons">
        {route.view !== 'coverage' && (
          <a class="top-link" href={link({ view: 'coverage' })}>
            {text.coverage}
          </a>
        )}
        {openNext !== undefined && (
          <>
            <HeadButton title={text.previousScenario} sign="↑" onClick={() => openNext(-1)} />
            <HeadButton title={text.nextScenario} sign="↓" onClick={() => openNext(1)} />
          </>
        )}
        <HeadButton title={text.theme} sign="◐" onClick={nextTheme} />
        <HeadButton title={text.help} sign="?" onClick={onHelp} />
      </div>
    </header>
  );
}

function HeadButton({
  title,
  sign,
  onClick,
}: {
  readonly title: string;
  readonly sign: string;
  readonly onClick: () => void;
}): ComponentChildren {
  return (
    <button type="button" title={title} aria-label={title} onClick={onClick}>
      {sign}
    </button>
  );
}

function Logo(): ComponentChildren {
  return (
    <svg width="22" height="22" viewBox="0 0 24 24" aria-hidden="true">
      <path
        d="M12 1.5 21.5 7v10L12 22.5 2.5 17V7z"
        fill="none"
        stroke="currentColor"
        stroke-width="1.6"
        stroke-linejoin="round"
      />
      <path
        d="M7 14.5h2.2l1.6-5 2.6 7 1.6-4H17"
        fill="none"
        stroke="var(--ready)"
        stroke-width="1.8"
        stroke-linejoin="round"
        stroke-linecap="round"
      />
    </svg>
  );
}
