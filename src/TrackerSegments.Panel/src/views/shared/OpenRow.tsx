import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { EpicBehind } from '../../api/insightTypes';
import type { Unit } from '../../api/types';
import { insight } from '../../texts/insight';
import { EpicsBehind } from './EpicsBehind';

interface Props {
  name: string;
  columns: number;
  epics: readonly EpicBehind[];
  count: number;
  unit: Unit;
  children: ComponentChildren;
}

/** A row of a table of figures, whose last cell opens the epics behind it. */
export function OpenRow({ name, columns, epics, count, unit, children }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <tr>
        {children}
        <td class="number">
          {count > 0 && (
            <button type="button" class="plain open-row" aria-expanded={open} aria-label={`${name}: ${insight.epicsBehind(count)}`} onClick={() => setOpen(!open)}>
              {insight.epicsBehind(count)}
              <span class="chevron" aria-hidden="true" />
            </button>
          )}
        </td>
      </tr>
      {open && (
        <tr>
          <td colSpan={columns}>
            <EpicsBehind label={name} epics={epics} count={count} unit={unit} />
          </td>
        </tr>
      )}
    </>
  );
}
