import type { Signal } from '@preact/signals';
import { createContext, type ComponentType } from 'preact';
import { useContext } from 'preact/hooks';
import type { Host } from '../hosts/host';
import type { Live } from '../state/live';
import type { Navigation } from '../state/navigation';
import type { Store } from '../state/store';

export interface Panel {
  host: Host;
  store: Store;
  nav: Navigation;
  /** Null where the workspace comes from a file, or its tracker is not followed yet. */
  live: Signal<OpenLive | null>;
}

/** A live tracker as it is read, and the views for that. */
export interface OpenLive {
  readonly live: Live;
  readonly StatusStrip: ComponentType;
  readonly SyncNow: ComponentType;
  readonly SourceDetails: ComponentType;
  readonly WritingSwitch: ComponentType;
}

export const PanelContext = createContext<Panel | null>(null);

export function usePanel(): Panel {
  const panel = useContext(PanelContext);
  if (!panel) {
    throw new Error('usePanel is called outside the panel.');
  }
  return panel;
}
