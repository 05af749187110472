import { useEffect } from 'preact/hooks';
import { texts } from '../texts';
import { AlignmentView } from './alignment/AlignmentView';
import { LazyBoard } from './board/LazyBoard';
import { useLiveTracker } from './live/useLiveTracker';
import { Header } from './shell/Header';
import { LiveRegion } from './shell/LiveRegion';
import { Toasts } from './shell/Toasts';
import { usePanel } from './panel';
import { Failure } from './shared/Failure';
import { NextStep } from './shared/NextStep';

export function App() {
  const { store, nav, live } = usePanel();
  const { view, lens } = nav.state.value;
  useEffect(() => void store.open(lens), [lens]);
  useLiveTracker();
  const open = live.value;

  const workspace = store.workspace.value;
  const name = workspace.value?.name ?? texts.product;
  useEffect(() => {
    document.title = `${texts.views[view]} · ${name}`;
  }, [view, name]);

  return (
    <div class={`panel panel-${view}`}>
      <Header />
      {open && <open.StatusStrip />}
      <main class="view" id="view">
        {workspace.error !== null && workspace.value === null ? (
          <Failure title={texts.errors.title} error={workspace.error} retry={() => void store.open(lens)} />
        ) : workspace.value?.lenses.length === 0 ? (
          <NextStep text={texts.errors.noLens} command={texts.errors.noLensCommand} />
        ) : view === 'board' ? (
          <LazyBoard />
        ) : (
          <AlignmentView />
        )}
      </main>
      <Toasts />
      <LiveRegion />
    </div>
  );
}
