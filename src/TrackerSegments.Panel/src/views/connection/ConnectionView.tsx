import { useEffect } from 'preact/hooks';
import '../../styles/frames/connection.css';
import { texts } from '../../texts';
import { frames } from '../../texts/frames';
import { isNotConnected, isUndecided, loadConnect, loadFirstRun } from '../firstRun/when';
import { useLiveTracker } from '../live/useLiveTracker';
import { usePanel } from '../panel';
import { Failure } from '../shared/Failure';
import { LazyView } from '../shared/LazyView';
import { LiveRegion } from '../shell/LiveRegion';
import { Toasts } from '../shell/Toasts';

const loadSetup = async () => (await import('../setup/SetupView')).SetupView;

/** For administrators: how the service stands to the tracker, targets, segments and reports, and what cannot be set here yet. */
export function ConnectionView() {
  const words = frames.connection;
  const { store, live } = usePanel();
  useEffect(() => void store.open(null), []);
  useLiveTracker();
  const { value, error } = store.workspace.value;
  const open = live.value;
  const alignment = store.alignment.value.value;
  return (
    <main class="connection" data-testid="connection">
      <h1 class="connection-title">{value?.name ?? words.title}</h1>
      {isNotConnected(error) && value === null ? (
        <LazyView load={loadConnect} title={texts.errors.viewUnfetched}>
          <p role="status">{texts.errors.viewLoading}</p>
        </LazyView>
      ) : error !== null && value === null ? (
        <Failure title={texts.errors.title} error={error} retry={() => void store.open(null)} />
      ) : (
        <>
          <p class="quiet">{value?.tracker.kind === 'file' ? words.file : words.what}</p>
          {alignment && isUndecided(alignment) && (
            <LazyView load={loadFirstRun} title={texts.errors.viewUnfetched}>
              {null}
            </LazyView>
          )}
          {open && (
            <>
              <open.StatusStrip />
              <p>
                <open.SyncNow />
              </p>
              <open.SourceDetails />
              <open.WritingSwitch />
            </>
          )}
          {alignment && !isUndecided(alignment) && (
            <LazyView load={loadSetup} title={texts.errors.viewUnfetched}>
              <p role="status">{texts.errors.viewLoading}</p>
            </LazyView>
          )}
        </>
      )}
      <section class="connection-later" aria-label={texts.details}>
        <p>{words.later}</p>
        <p class="quiet">{words.where}</p>
      </section>
      <Toasts />
      <LiveRegion />
    </main>
  );
}
