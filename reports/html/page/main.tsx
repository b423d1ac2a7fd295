// Starts the page. Where anything fails before the first view, the static table stays.

import { render } from 'preact';
import { App } from './app.tsx';
import { ownReport } from './data.ts';

ownReport.readRun().then(
  (run) => {
    const root = document.getElementById('app');
    if (root === null) return;
    document.getElementById('static')?.remove();
    render(<App run={run} />, root);
  },
  (error: unknown) => {
    document.documentElement.classList.remove('js');
    const note = document.createElement('p');
    note.textContent = `The details could not be read: ${String(error)}`;
    document.body.prepend(note);
  },
);
