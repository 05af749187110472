import { useComputed, type ReadonlySignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import '../../styles/board/index.css';
import { focusedKeys, visibleColumns } from '../../state/filter';
import { texts } from '../../texts';
import { usePanel } from '../panel';
import { boardHint } from '../shared/boardHint';
import { Failure } from '../shared/Failure';
import { NextStep } from '../shared/NextStep';
import { BoardColumn } from './BoardColumn';
import { BoardSkeleton } from './BoardSkeleton';
import { BoardUiContext, createBoardUi } from './boardUi';
import { followDrags } from './drags';
import { FilterBar } from './FilterBar';
import { figuresOf } from './figures';
import { boardKeys, selectionKeys, undoKeys } from './keyboard';
import { MoveMenu } from './MoveMenu';
import { SelectionBar } from './SelectionBar';
import { useStillness } from './useStillness';

/**
 * The epics behind the finding that the address names, as they were when it was opened: a card that has just been mended
 * stays in sight.
 */
function useFocusedKeys(): ReadonlySignal<ReadonlySet<string> | null> {
  const { store, nav } = usePanel();
  const kept = useRef<{ focus: string | null; keys: ReadonlySet<string> } | null>(null);
  return useComputed(() => {
    const { focus } = nav.state.value.filter;
    if (kept.current?.focus !== focus) {
      const keys = focusedKeys(focus, store.alignment.value.value, store.board.value.value);
      kept.current = keys && { focus, keys };
    }
    return kept.current?.keys ?? null;
  });
}

export function BoardView() {
  const { store, nav, live: { value: live } } = usePanel();
  const focused = useFocusedKeys();
  const shown = useComputed(() => {
    const model = store.board.value.value;
    const { filter } = nav.state.value;
    return model ? visibleColumns(model, filter, focused.value) : [];
  });
  const ui = useMemo(() => createBoardUi(shown), [shown]);
  const region = useRef<HTMLDivElement>(null);
  const model = store.board.value.value;
  const ready = model !== null && model.epics.size > 0;
  const readOnly = store.readOnly.value;

  useEffect(() => (ready && region.current ? followDrags(ui, store, region.current) : undefined), [ready, ui]);
  useEffect(() => undoKeys(store), []);
  useEffect(() => (readOnly ? undefined : selectionKeys(ui)), [ui, readOnly]);
  useStillness(ui);
  const choosing = useComputed(() => ui.selection.places.value.length > 0).value;

  const { error } = store.board.value;
  if (!model) {
    return error === null ? (
      <BoardSkeleton />
    ) : (
      <Failure title={texts.errors.boardTitle} error={error} retry={() => void store.refresh()} />
    );
  }
  if (!ready) {
    return <NextStep text={texts.board.empty} />;
  }
  const figures = figuresOf(store.alignment.value.value);
  return (
    <BoardUiContext.Provider value={ui}>
      <FilterBar shown={shown.value} />
      <div id="board-hint">
        {live ? <live.WritingSwitch /> : <p class="hint">{boardHint(store)}</p>}
      </div>
      <div
        class={choosing ? 'board board-choosing' : 'board'}
        ref={region}
        role="region"
        aria-label={texts.board.label}
        aria-describedby="board-hint"
        data-testid="board"
        onKeyDown={(event) => boardKeys(event, ui, shown.value, readOnly)}
      >
        {shown.value.map(({ column, keys }) => (
          <BoardColumn
            key={column.key ?? ''}
            column={column}
            keys={keys}
            figures={figures.get(column.key) ?? null}
            scale={figures.scale}
          />
        ))}
      </div>
      {!readOnly && <SelectionBar shown={shown.value} />}
      <MoveMenu />
    </BoardUiContext.Provider>
  );
}
