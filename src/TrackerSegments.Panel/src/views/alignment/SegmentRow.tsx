import type { Unit } from '../../api/types';
import * as number from '../../format/numbers';
import { texts } from '../../texts';
import { Mark } from '../shared/Mark';
import { EpicList } from './EpicList';
import type { SegmentRowData } from './rows';
import { ShareChart } from './ShareChart';

interface Props {
  row: SegmentRowData;
  scale: number;
  unit: Unit;
  dependsOn: number;
  open: boolean;
  toggle: () => void;
}

export function SegmentRow({ row, scale, unit, dependsOn, open, toggle }: Props) {
  const { segment } = row;
  const words = texts.alignment;
  const share = row.share === null ? words.noShare : number.percent(row.share);
  const target = segment.target === null ? '' : words.toTarget(segment.target);
  const delta = row.delta === null ? '' : number.points(row.delta);
  const state = row.share === null ? '' : texts.state[row.state];
  // Without a target there is no verdict that could be certain.
  const judged = row.share !== null && segment.target !== null;
  const certainty = !judged ? '' : segment.certain ? words.certain : words.depends(dependsOn);
  return (
    <li class={open ? 'row row-open' : 'row'} data-testid="segment-row" data-key={segment.key}>
      <button
        type="button"
        class="row-button"
        aria-expanded={open}
        onClick={toggle}
      >
        <span class="row-name">
          <Mark color={segment.color} order={row.order} />
          <span class="row-name-text">{segment.name}</span>
        </span>
        <ShareChart row={row} scale={scale} />
        <span class="row-share">{share}</span>
        <span class="row-target">{target}</span>
        <span class="row-delta">{delta}</span>
        <span class={`row-state state-${row.state}`}>{state}</span>
        <span class="row-certainty">{certainty}</span>
        <span class="chevron" aria-hidden="true" />
      </button>
      {open && <EpicList column={segment.key} name={segment.name} unit={unit} />}
    </li>
  );
}
