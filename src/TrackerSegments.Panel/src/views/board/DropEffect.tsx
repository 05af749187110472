import { useComputed } from '@preact/signals';
import type { BoardColumnModel, BoardModel } from '../../state/boardModel';
import { usePanel } from '../panel';
import { useBoardUi, type Drag } from './boardUi';
import { intentOfMany } from './effect';
import { usePrediction } from './usePrediction';

/** Over the column under the pointer: what letting go here would do. */
export function DropEffect({ column }: { column: BoardColumnModel }) {
  const { store } = usePanel();
  const ui = useBoardUi();
  const drag = useComputed(() => (ui.drag.value?.over === column.key ? ui.drag.value : null)).value;
  const model = store.board.value.value;
  return <div class="drop-slot">{drag && model && <Effect drag={drag} model={model} column={column} />}</div>;
}

function Effect({ drag, model, column }: { drag: Drag; model: BoardModel; column: BoardColumnModel }) {
  const move = { places: drag.places, to: column.key, keep: drag.keep };
  const effect = usePrediction(model, move);
  return (
    <div class="drop-effect" data-testid="drop-effect">
      <strong>{effect}</strong>
      <span>{intentOfMany(model, move)}</span>
    </div>
  );
}
