import { signal } from '@preact/signals';
import { render, type ComponentType } from 'preact';
import { createClient } from './api/client';
import type { Host } from './hosts/host';
import { followAddress } from './state/navigation';
import { createStore } from './state/store';
import { setDirection } from './format/locale';
import { texts } from './texts';
import { directionOf, localeFor, speakIn } from './texts/locale';
import { PanelContext } from './views/panel';
import './styles/index.css';

/** Shows a view in the page of a host. */
export async function start(host: Host, root: HTMLElement, View: ComponentType): Promise<void> {
  const isSpoken = await speak(host);
  host.followTheme((theme) => {
    if (theme === 'auto') {
      delete document.documentElement.dataset.scheme;
    } else {
      document.documentElement.dataset.scheme = theme;
    }
  });
  new ResizeObserver(() => host.contentResized(root.scrollHeight)).observe(root);

  const panel = { host, store: createStore(createClient(host)), nav: followAddress(), live: signal(null) };
  if (!isSpoken) {
    panel.store.notices.show(texts.errors.unspoken, 'problem');
  }
  render(
    <PanelContext.Provider value={panel}>
      <View />
    </PanelContext.Provider>,
    root,
  );
}

/** Speaks the language of the person from now on, and says so on the page; false where it stays English for want of texts. */
async function speak({ locales, direction }: Host): Promise<boolean> {
  const page = document.documentElement;
  const locale = localeFor(locales);
  const isSpoken = await speakIn(locale).then(
    () => true,
    () => false,
  );
  page.lang = isSpoken ? locale : 'en';
  const runs = direction ?? directionOf(page.lang);
  page.dir = runs;
  setDirection(runs);
  return isSpoken;
}

/** Where the page shows the view. */
export function rootOf(page: Document = document): HTMLElement {
  const root = page.getElementById('panel');
  if (!root) {
    throw new Error('The page has no element with the id panel.');
  }
  return root;
}
