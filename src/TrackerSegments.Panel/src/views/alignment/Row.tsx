import type { ComponentChildren } from 'preact';
import type { Unit } from '../../api/types';
import type { ColumnKey } from '../../state/moves';
import { Mark } from '../shared/Mark';
import { EpicList } from './EpicList';

export interface Opening {
  open: boolean;
  toggle: () => void;
}

interface Props extends Opening {
  column: ColumnKey;
  name: string;
  color: string | null;
  order: number;
  unit: Unit;
  /** What stands between the name and the mark that says whether the row is open. */
  children: ComponentChildren;
}

/** A row of the split: its name, its figures, and once it is opened its epics. */
export function Row({ column, name, color, order, unit, open, toggle, children }: Props) {
  const unassigned = column === null;
  return (
    <li
      class={`row${unassigned ? ' row-unassigned' : ''}${open ? ' row-open' : ''}`}
      data-testid={unassigned ? 'unassigned-row' : 'segment-row'}
      data-key={column ?? undefined}
    >
      <button type="button" class="row-button" aria-expanded={open} onClick={toggle}>
        <span class="row-name">
          <Mark color={color} order={order} />
          <span class="row-name-text">{name}</span>
        </span>
        {children}
        <span class="chevron" aria-hidden="true" />
      </button>
      {open && <EpicList column={column} name={name} unit={unit} />}
    </li>
  );
}
