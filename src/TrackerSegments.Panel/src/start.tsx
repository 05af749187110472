import { signal } from '@preact/signals';
import { render, type ComponentType } from 'preact';
import { createClient } from './api/client';
import { setLocale } from './format/numbers';
import type { Host } from './hosts/host';
import { followAddress } from './state/navigation';
import { createStore } from './state/store';
import { PanelContext } from './views/panel';
import './styles/index.css';

/** Shows a view in the page of a host. */
export function start(host: Host, root: HTMLElement, View: ComponentType): void {
  setLocale(host.locale);
  host.followTheme((theme) => {
    if (theme === 'auto') {
      delete document.documentElement.dataset.scheme;
    } else {
      document.documentElement.dataset.scheme = theme;
    }
  });
  new ResizeObserver(() => host.contentResized(root.scrollHeight)).observe(root);

  const panel = { host, store: createStore(createClient(host)), nav: followAddress(), live: signal(null) };
  render(
    <PanelContext.Provider value={panel}>
      <View />
    </PanelContext.Provider>,
    root,
  );
}

/** Where the page shows the view. */
export function rootOf(page: Document = document): HTMLElement {
  const root = page.getElementById('panel');
  if (!root) {
    throw new Error('The page has no element with the id panel.');
  }
  return root;
}
