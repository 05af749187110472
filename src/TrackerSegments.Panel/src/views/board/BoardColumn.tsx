import { useComputed } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { BoardEpic } from '../../api/types';
import type { BoardColumnModel } from '../../state/boardModel';
import type { CardPlace } from '../../state/bulk';
import { isFiltering } from '../../state/filter';
import { texts } from '../../texts';
import { usePanel } from '../panel';
import { useBoardUi, type BoardUi } from './boardUi';
import { Card } from './Card';
import { ColumnHead } from './ColumnHead';
import { columnDrop } from './drags';
import { DropEffect } from './DropEffect';
import type { ColumnFigures } from './figures';
import { useNear } from './useNear';
import { useVirtualList } from './useVirtualList';

interface Props {
  column: BoardColumnModel;
  keys: readonly string[];
  figures: ColumnFigures | null;
  scale: number;
}

/** As many as fit a wide screen; the others are drawn when they come near. */
const columnsAtFirst = 6;

export function BoardColumn({ column, keys, figures, scale }: Props) {
  const { store, nav } = usePanel();
  const ui = useBoardUi();
  const section = useRef<HTMLElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const stays = useKept(ui, column.key);
  const model = store.board.value.value;
  const list = useVirtualList({
    scroller,
    keys,
    heightOf: (key) => usualHeight(model?.epics.get(key)),
    always: stays.map((epic) => keys.indexOf(epic)),
  });
  const near = useNear(section, column.order < columnsAtFirst);
  const cards = near || stays.length > 0 ? list.getVirtualItems() : [];
  const over = useComputed(() => ui.drag.value?.over === column.key).value;

  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    ui.columns.set(column.key, {
      keys: () => latest.current,
      cardAt: (clientY) => {
        const top = scroller.current?.getBoundingClientRect().top ?? 0;
        const item = list.getVirtualItemForOffset((list.scrollOffset ?? 0) + Math.max(0, clientY - top));
        return item ? (latest.current[item.index] ?? null) : (latest.current[0] ?? null);
      },
    });
    return () => void ui.columns.delete(column.key);
  }, [column.key, list, ui]);

  useEffect(
    () => (section.current && scroller.current ? columnDrop(section.current, scroller.current, column.key) : undefined),
    [column.key],
  );
  useFocusRequest(ui, column.key, keys, scroller.current, (index) => list.scrollToIndex(index, { align: 'auto' }));

  return (
    <section
      class={over ? 'column column-over' : 'column'}
      ref={section}
      aria-label={texts.board.columnName(column.name, column.keys.length)}
      data-testid="column"
      data-key={column.key ?? ''}
    >
      <ColumnHead column={column} figures={figures} scale={scale} shown={keys.length} />
      <DropEffect column={column} />
      <div class="cards-scroller" ref={scroller}>
        {keys.length === 0 ? (
          <p class="cards-none">
            {isFiltering(nav.state.value.filter) && column.keys.length > 0
              ? texts.board.emptyFiltered
              : texts.board.emptyColumn}
          </p>
        ) : (
          <ul class="cards" role="list" style={{ height: `${list.getTotalSize()}px` }}>
            {cards.map((item) => {
              const epic = model?.epics.get(keys[item.index] ?? '');
              return (
                model &&
                epic && (
                  <Card
                    key={epic.key}
                    epic={epic}
                    column={column.key}
                    faces={model.faces}
                    unit={model.unit}
                    index={item.index}
                    count={keys.length}
                    start={item.start}
                    measure={list.measureElement}
                  />
                )
              );
            })}
          </ul>
        )}
      </div>
    </section>
  );
}

/** About how high a card will be; what it really is gets measured once it is drawn. */
function usualHeight(epic: BoardEpic | undefined): number {
  if (!epic) {
    return 84;
  }
  return 84 + (epic.title.length > 34 ? 19 : 0) + (epic.segments.length > 1 || epic.unmapped.length > 0 ? 24 : 0);
}

/** The epics whose cards must stay in the document: removing one would lose the focus or break the drag. */
function useKept(ui: BoardUi, column: CardPlace['column']): readonly string[] {
  return useComputed(() => {
    const drag = ui.drag.value;
    const active = ui.active.value;
    const kept = [
      drag?.place.column === column ? drag.place.epic : null,
      active?.column === column ? active.epic : null,
    ].filter((epic) => epic !== null);
    return kept.join('\n');
  })
    .value.split('\n')
    .filter(Boolean);
}

/** Gives a card the focus once it is in the document; a card just moved arrives one render later. */
function useFocusRequest(
  ui: BoardUi,
  column: CardPlace['column'],
  keys: readonly string[],
  scroller: HTMLElement | null,
  scrollTo: (index: number) => void,
): void {
  const mine = useComputed(() => (ui.focusRequest.value?.column === column ? ui.focusRequest.value : null)).value;
  useLayoutEffect(() => {
    if (!mine || ui.focusRequest.peek() !== mine) {
      return;
    }
    const index = keys.indexOf(mine.epic);
    const card = scroller?.querySelector<HTMLElement>(`[data-key="${CSS.escape(mine.epic)}"]`);
    if (index >= 0 && card) {
      ui.focusRequest.value = null;
      scrollTo(index);
      card.focus({ preventScroll: true });
      card.closest('.column')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    }
  });
}
