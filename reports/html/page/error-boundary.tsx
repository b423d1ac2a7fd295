// One broken panel leaves the others standing.

import { Component, type ComponentChildren } from 'preact';
import { text } from './text.ts';

export class ErrorBoundary extends Component<{ readonly children: ComponentChildren }, { error?: unknown }> {
  override state: { error?: unknown } = {};

  static override getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }

  override render(): ComponentChildren {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return (
      <p class="note broken" role="alert">
        {text.panelBroke}: {String(error)}
      </p>
    );
  }
}
