import { sentenceOf } from '../../api/errors';
import { live as words } from '../../texts/live';
import { usePanel } from '../panel';
import { useLive } from './useLive';

export function SyncNow() {
  const { store } = usePanel();
  const live = useLive();
  const busy = live.syncing.value;
  if (!store.mayEdit.value) {
    return null;
  }
  return (
    <button
      type="button"
      class="plain refresh"
      aria-disabled={busy}
      data-testid="sync-now"
      onClick={() => {
        if (!busy) {
          live.syncNow().catch((error: unknown) => store.notices.show(words.notAsked(sentenceOf(error)), 'problem'));
        }
      }}
    >
      {busy ? words.syncing : words.syncNow}
    </button>
  );
}
