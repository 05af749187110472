import { signal } from '@preact/signals';
import { render } from 'preact';
import { createClient } from './api/client';
import { setLocale } from './format/numbers';
import type { Host } from './hosts/host';
import { standaloneHost } from './hosts/standalone';
import { followAddress } from './state/navigation';
import { createStore } from './state/store';
import { App } from './views/App';
import { PanelContext } from './views/panel';
import './styles/index.css';

function start(host: Host, root: HTMLElement): void {
  setLocale(host.locale);
  host.followTheme((theme) => {
    if (theme === 'auto') {
      delete document.documentElement.dataset.theme;
    } else {
      document.documentElement.dataset.theme = theme;
    }
  });
  new ResizeObserver(() => host.contentResized(root.scrollHeight)).observe(root);

  const panel = { host, store: createStore(createClient(host)), nav: followAddress(), live: signal(null) };
  render(
    <PanelContext.Provider value={panel}>
      <App />
    </PanelContext.Provider>,
    root,
  );
}

const root = document.getElementById('panel');
if (root) {
  start(standaloneHost(), root);
}
