import type { BoardColumnModel } from '../../state/boardModel';
import * as number from '../../format/numbers';
import { texts } from '../../texts';
import { usePanel } from '../panel';
import { Mark } from '../shared/Mark';
import type { ColumnFigures } from './figures';

interface Props {
  column: BoardColumnModel;
  figures: ColumnFigures | null;
  scale: number;
  shown: number;
}

export function ColumnHead({ column, figures, scale, shown }: Props) {
  const unit = usePanel().store.board.value.value?.unit ?? 'points';
  const all = column.keys.length;
  return (
    <header class="column-head">
      <h2 class="column-name">
        <Mark color={column.color} order={column.order} />
        <span class="column-name-text">{column.name}</span>
        <span class="column-count" data-testid="column-count">
          {shown === all ? number.count(all) : `${number.count(shown)} / ${number.count(all)}`}
        </span>
      </h2>
      {figures && (
        <>
          <p class="column-figures">
            <span data-testid="column-effort">{texts.effort(figures.effort, unit)}</span>
            <span class="column-share" data-testid="column-share">
              {shareText(column, figures)}
            </span>
          </p>
          <HeadBar column={column} figures={figures} scale={scale} />
        </>
      )}
    </header>
  );
}

function shareText(column: BoardColumnModel, { share, target }: ColumnFigures): string {
  if (share === null) {
    return '';
  }
  const figure = number.percent(share);
  if (column.key === null) {
    return texts.board.unassignedShare(figure);
  }
  return target === null ? texts.board.shareOf(figure) : texts.board.target(figure, number.shortPercent(target));
}

function HeadBar({ column, figures, scale }: Omit<Props, 'shown' | 'figures'> & { figures: ColumnFigures }) {
  const at = (value: number) => `${(Math.min(value, scale) / scale) * 100}%`;
  const { share, target } = figures;
  return (
    <span class="head-bar" aria-hidden="true">
      {share !== null && (
        <i
          class={column.key === null ? 'head-fill bar-unassigned' : 'head-fill'}
          style={{ width: at(share), ...(column.color === null ? {} : { '--segment': column.color }) }}
        />
      )}
      {target !== null && <i class="head-target" style={{ insetInlineStart: at(target) }} />}
    </span>
  );
}
