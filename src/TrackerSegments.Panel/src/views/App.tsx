import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import type { ViewName } from '../state/url';
import { texts } from '../texts';
import { AlignmentView } from './alignment/AlignmentView';
import { BoardSkeleton } from './board/BoardSkeleton';
import { useLiveTracker } from './live/useLiveTracker';
import { Header } from './shell/Header';
import { LiveRegion } from './shell/LiveRegion';
import { Toasts } from './shell/Toasts';
import { isNotConnected, loadConnect } from './firstRun/when';
import { usePanel } from './panel';
import { Failure } from './shared/Failure';
import { Help } from './shared/Help';
import { LazyView } from './shared/LazyView';
import { NextStep } from './shared/NextStep';

/** Fetched when they are first opened: the answer comes first. */
const lazy: Record<Exclude<ViewName, 'alignment'>, () => Promise<ComponentType>> = {
  board: async () => (await import('./board/BoardView')).BoardView,
  trend: async () => (await import('./trend/TrendView')).TrendView,
  health: async () => (await import('./health/HealthView')).HealthView,
  plan: async () => (await import('./plan/PlanView')).PlanView,
  matrix: async () => (await import('./matrix/MatrixView')).MatrixView,
  setup: async () => (await import('./setup/SetupView')).SetupView,
};

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
        {isNotConnected(workspace.error) && workspace.value === null ? (
          <LazyView load={loadConnect} title={texts.errors.viewUnfetched}>
            <p role="status">{texts.errors.viewLoading}</p>
          </LazyView>
        ) : workspace.error !== null && workspace.value === null ? (
          <Failure title={texts.errors.title} error={workspace.error} retry={() => void store.open(lens)} />
        ) : workspace.value?.lenses.length === 0 ? (
          <NextStep text={texts.errors.noLens} command={texts.errors.noLensCommand} />
        ) : view === 'alignment' ? (
          <AlignmentView />
        ) : (
          <LazyView key={view} load={lazy[view]} title={view === 'board' ? texts.errors.boardTitle : texts.errors.viewUnfetched}>
            {view === 'board' ? <BoardSkeleton /> : <p role="status">{texts.errors.viewLoading}</p>}
          </LazyView>
        )}
        {workspace.value !== null && <Help view={view} key={view} />}
      </main>
      <Toasts />
      <LiveRegion />
    </div>
  );
}
