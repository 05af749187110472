import type { Unit } from '../../api/types';
import * as number from '../../format/numbers';
import { texts } from '../../texts';
import { Row, type Opening } from './Row';
import type { SegmentRowData } from './rows';
import { ShareChart } from './ShareChart';

interface Props extends Opening {
  row: SegmentRowData;
  scale: number;
  unit: Unit;
  dependsOn: number;
}

export function SegmentRow({ row, scale, unit, dependsOn, ...opening }: Props) {
  const { segment, order, share, delta, state, certain } = row;
  const words = texts.alignment;
  return (
    <Row column={segment.key} name={segment.name} color={segment.color} order={order} unit={unit} {...opening}>
      <ShareChart row={row} scale={scale} />
      <span class="row-share">{share === null ? words.noShare : number.percent(share)}</span>
      <span class="row-target">{segment.target !== null && words.toTarget(segment.target)}</span>
      <span class="row-delta">{delta !== null && number.points(delta)}</span>
      <span class={state === null ? 'row-state' : `row-state state-${state}`}>{state !== null && texts.state[state]}</span>
      <span class="row-certainty">{certain !== null && words.certainty(certain, dependsOn)}</span>
    </Row>
  );
}
