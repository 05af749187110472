import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Host } from '../hosts/host';
import type { Navigation } from '../state/navigation';
import type { Store } from '../state/store';

export interface Panel {
  host: Host;
  store: Store;
  nav: Navigation;
}

export const PanelContext = createContext<Panel | null>(null);

export function usePanel(): Panel {
  const panel = useContext(PanelContext);
  if (!panel) {
    throw new Error('usePanel is called outside the panel.');
  }
  return panel;
}
