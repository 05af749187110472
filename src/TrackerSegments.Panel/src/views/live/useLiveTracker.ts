import { useEffect } from 'preact/hooks';
import { texts } from '../../texts';
import { usePanel } from '../panel';

/** Follows the tracker where it is a live one. */
export function useLiveTracker(): void {
  const { store, live } = usePanel();
  const kind = store.workspace.value.value?.tracker.kind ?? 'file';
  useEffect(() => {
    if (kind === 'file') {
      return;
    }
    let wanted = true;
    import('./openLive').then(
      ({ openLive }) => {
        if (wanted) {
          live.value = openLive(store);
        }
      },
      () => store.notices.show(texts.errors.unfetched, 'problem'),
    );
    return () => {
      wanted = false;
      live.value?.live.close();
      live.value = null;
    };
  }, [kind]);
}
