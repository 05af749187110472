import type { EpicBehind } from '../../api/insightTypes';
import type { Unit } from '../../api/types';
import { texts } from '../../texts';
import { insight } from '../../texts/insight';
import { EpicLink } from './EpicLink';

const listed = 50;

/** The epics behind a figure, the largest first. */
export function EpicsBehind({ label, epics, count, unit }: { label: string; epics: readonly EpicBehind[]; count: number; unit: Unit }) {
  const shown = epics.slice(0, listed);
  return (
    <ul class="behind" role="list" aria-label={label} data-testid="epics-behind">
      {shown.map((epic) => (
        <li key={epic.key} class="behind-epic">
          <span>
            <EpicLink epic={epic} /> {epic.title ?? <span class="quiet">{insight.goneEpic}</span>}
          </span>
          <span class="number">{epic.effort === null ? texts.epicList.unestimated : texts.effort(epic.effort, unit)}</span>
        </li>
      ))}
      {count > shown.length && <li class="quiet">{insight.moreEpics(count - shown.length)}</li>}
    </ul>
  );
}
