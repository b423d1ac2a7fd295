// The keys, in a dialog.

import type { ComponentChildren } from 'preact';
import { text } from './text.ts';

export function Help({ onClose }: { readonly onClose: () => void }): ComponentChildren {
  return (
    <dialog class="help" aria-label={text.helpTitle} ref={showModal} onClose={onClose}>
      <h2>{text.helpTitle}</h2>
      <dl>
        {text.keys.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <form method="dialog">
        <button type="submit">{text.close}</button>
      </form>
    </dialog>
  );
}

function showModal(dialog: HTMLDialogElement | null): void {
  if (dialog?.isConnected === true && !dialog.open) dialog.showModal();
}
