import type { BoardColumnModel } from '../../state/boardModel';
import { Mark } from '../shared/Mark';
import { keeps } from './drags';

interface Props {
  column: BoardColumnModel;
  index: number;
  effect: string;
  current: boolean;
  point: () => void;
  choose: (adds: boolean) => void;
}

export function MoveOption({ column, index, effect, current, point, choose }: Props) {
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
      <span class="move-effect">{effect}</span>
    </button>
  );
}
