import { useComputed } from '@preact/signals';
import type { BoardEpic } from '../../api/types';
import type { BoardColumnModel, BoardModel } from '../../state/boardModel';
import { changeOf } from '../../state/moves';
import { texts } from '../../texts';
import { usePanel } from '../panel';
import { useBoardUi, type Drag } from './boardUi';
import { intentOf } from './effect';
import { usePrediction } from './usePrediction';

/** Over the column under the pointer: what letting go here would do. */
export function DropEffect({ column }: { column: BoardColumnModel }) {
  const { store } = usePanel();
  const ui = useBoardUi();
  const drag = useComputed(() => (ui.drag.value?.over === column.key ? ui.drag.value : null)).value;
  const model = store.board.value.value;
  const epic = drag && model?.epics.get(drag.epic);
  return (
    <div class="drop-slot">
      {drag && model && epic && <Effect drag={drag} model={model} epic={epic} column={column} />}
    </div>
  );
}

function Effect({ drag, model, epic, column }: { drag: Drag; model: BoardModel; epic: BoardEpic; column: BoardColumnModel }) {
  const move = { from: drag.from, to: column.key, keep: drag.keep };
  const change = changeOf(epic, move);
  const effect = usePrediction(epic, change);
  return (
    <div class="drop-effect" data-testid="drop-effect">
      <strong>{effect}</strong>
      <span>{change ? intentOf(model, epic, move, change) : texts.effect.nothingWhy}</span>
    </div>
  );
}
