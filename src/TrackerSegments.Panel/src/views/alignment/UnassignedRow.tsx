import type { Alignment } from '../../api/types';
import * as number from '../../format/numbers';
import { texts } from '../../texts';
import { Row, type Opening } from './Row';

interface Props extends Opening {
  alignment: Alignment;
  share: number | null;
  scale: number;
}

/** Effort that no segment has yet: a share of all effort, beside the split and not part of it. */
export function UnassignedRow({ alignment: { totals, unit }, share, scale, ...opening }: Props) {
  return (
    <Row column={null} name={texts.unassigned} color={null} order={0} unit={unit} {...opening}>
      <span class="chart" aria-hidden="true">
        {share !== null && <i class="bar bar-unassigned" style={{ width: `${(share / scale) * 100}%` }} />}
      </span>
      <span class="row-share">{share !== null && number.percent(share)}</span>
      <span class="row-outside">
        {share !== null && texts.alignment.outside}
        <span class="row-outside-what">
          {texts.epics(totals.unassigned)}, {texts.effort(totals.unassignedEffort, unit)}
        </span>
      </span>
    </Row>
  );
}
