// A component that is drawn again only when one of its properties changed: for drawings that the cursor does not touch.

import { Component, type ComponentChildren } from 'preact';

type View<P> = (props: P) => ComponentChildren;

export function pure<P extends object>(view: View<P>): View<P> {
  class Pure extends Component<P> {
    override shouldComponentUpdate(next: P): boolean {
      const [before, after] = [this.props as Record<string, unknown>, next as Record<string, unknown>];
      return Object.keys(after).some((key) => before[key] !== after[key]);
    }

    override render(): ComponentChildren {
      return view(this.props as P);
    }
  }
  return Pure as unknown as View<P>;
}
