import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element';
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import { draggable, dropTargetForElements, monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import type { DragLocation, DragLocationHistory } from '@atlaskit/pragmatic-drag-and-drop/types';
import type { CardPlace } from '../../state/bulk';
import type { ColumnKey } from '../../state/moves';
import type { Store } from '../../state/store';
import type { BoardUi } from './boardUi';
import { moveAndFocus } from './moveAndFocus';

const cardType = 'tracker-segments-card';

interface Keys {
  ctrlKey: boolean;
  altKey: boolean;
}

/** Ctrl or Alt while dragging: the segment is added and the present one stays. */
export const keeps = (keys: Keys) => keys.ctrlKey || keys.altKey;

const isCard = (data: Record<string | symbol, unknown>) => data.type === cardType;
const columnUnder = (location: DragLocation) => location.dropTargets[0]?.data.column as ColumnKey | undefined;
const placeOf = (data: Record<string | symbol, unknown>) => data.place as CardPlace;

export function cardDrag(element: HTMLElement, place: () => CardPlace, may: () => boolean): () => void {
  return draggable({
    element,
    canDrag: may,
    getInitialData: () => ({ type: cardType, place: place() }),
    onDragStart: () => element.classList.add('card-dragged'),
    onDrop: () => element.classList.remove('card-dragged'),
  });
}

export function columnDrop(column: HTMLElement, scroller: HTMLElement, key: string | null): () => void {
  return combine(
    dropTargetForElements({
      element: column,
      canDrop: ({ source }) => isCard(source.data),
      getData: () => ({ column: key }),
      // Without this the Mac refuses the drop while Option is held.
      getDropEffect: ({ input }) => (keeps(input) ? 'copy' : 'move'),
    }),
    autoScrollForElements({ element: scroller, canScroll: ({ source }) => isCard(source.data) }),
  );
}

/** A chosen card takes the others that are chosen along. */
export function cardsWith(ui: BoardUi, place: CardPlace): readonly CardPlace[] {
  const chosen = ui.selection.places.peek();
  return chosen.length > 1 && ui.selection.has(place) ? chosen : [place];
}

/** Keeps `ui.drag` up to date, and carries out the drop. */
export function followDrags(ui: BoardUi, store: Store, region: HTMLElement): () => void {
  const follow = ({ location: { current } }: { location: DragLocationHistory }) => {
    const drag = ui.drag.peek();
    const over = columnUnder(current);
    const keep = keeps(current.input);
    if (drag && (drag.over !== over || drag.keep !== keep)) {
      ui.drag.value = { ...drag, over, keep };
    }
  };
  return combine(
    autoScrollForElements({ element: region, canScroll: ({ source }) => isCard(source.data) }),
    monitorForElements({
      canMonitor: ({ source }) => isCard(source.data),
      onDragStart: ({ source }) => {
        const place = placeOf(source.data);
        ui.drag.value = { place, places: cardsWith(ui, place), over: undefined, keep: false };
      },
      onDrag: follow,
      onDropTargetChange: follow,
      onDrop: ({ source, location: { current } }) => {
        const places = ui.drag.peek()?.places ?? [placeOf(source.data)];
        ui.drag.value = null;
        const to = columnUnder(current);
        if (to !== undefined) {
          void moveAndFocus(ui, store, { places, to, keep: keeps(current.input) });
        }
      },
    }),
  );
}
