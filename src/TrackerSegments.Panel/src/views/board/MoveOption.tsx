import type { BoardEpic } from '../../api/types';
import type { BoardColumnModel } from '../../state/boardModel';
import { changeOf, type ColumnKey } from '../../state/moves';
import { texts } from '../../texts';
import { Mark } from '../shared/Mark';
import { keeps } from './drags';
import { usePrediction } from './usePrediction';

interface Props {
  column: BoardColumnModel;
  index: number;
  epic: BoardEpic;
  from: ColumnKey;
  keep: boolean;
  current: boolean;
  point: () => void;
  choose: (adds: boolean) => void;
}

export function MoveOption({ column, index, epic, from, keep, current, point, choose }: Props) {
  const effect = usePrediction(epic, changeOf(epic, { from, to: column.key, keep }));
  return (
    <button
      type="button"
      class="move-option"
      role="menuitem"
      tabIndex={current ? 0 : -1}
      data-key={column.key ?? ''}
      onPointerMove={() => current || point()}
      onClick={(event) => choose(event.shiftKey || keeps(event))}
    >
      <kbd class="move-number">{index < 9 ? index + 1 : ''}</kbd>
      <Mark color={column.color} order={column.order} />
      <span class="move-name">{column.name}</span>
      <span class="move-effect">{column.key === from ? texts.menu.here : effect}</span>
    </button>
  );
}
