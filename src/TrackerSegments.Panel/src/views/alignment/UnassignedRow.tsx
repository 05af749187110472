import type { Alignment } from '../../api/types';
import * as number from '../../format/numbers';
import { texts } from '../../texts';
import { Mark } from '../shared/Mark';
import { EpicList } from './EpicList';

interface Props {
  alignment: Alignment;
  share: number | null;
  scale: number;
  open: boolean;
  toggle: () => void;
}

/** Effort that no segment has yet: a share of all effort, beside the split and not part of it. */
export function UnassignedRow({ alignment, share, scale, open, toggle }: Props) {
  const { unassigned, unassignedEffort } = alignment.totals;
  const figure = share === null ? '' : number.percent(share);
  return (
    <li class={open ? 'row row-unassigned row-open' : 'row row-unassigned'} data-testid="unassigned-row">
      <button
        type="button"
        class="row-button"
        aria-expanded={open}
        onClick={toggle}
      >
        <span class="row-name">
          <Mark color={null} order={0} />
          <span class="row-name-text">{texts.unassigned}</span>
        </span>
        <span class="chart" aria-hidden="true">
          {share !== null && <i class="bar bar-unassigned" style={{ width: `${(share / scale) * 100}%` }} />}
        </span>
        <span class="row-share">{figure}</span>
        <span class="row-outside">
          {share !== null && texts.alignment.outside}
          <span class="row-outside-what">
            {texts.epics(unassigned)}, {texts.effort(unassignedEffort, alignment.unit)}
          </span>
        </span>
        <span class="chevron" aria-hidden="true" />
      </button>
      {open && <EpicList column={null} name={texts.unassigned} unit={alignment.unit} />}
    </li>
  );
}
