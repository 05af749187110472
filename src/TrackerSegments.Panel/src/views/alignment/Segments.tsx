import { useState } from 'preact/hooks';
import type { Alignment } from '../../api/types';
import { texts } from '../../texts';
import { usePanel } from '../panel';
import { ChartSwitch } from '../shared/ChartSwitch';
import { rowsOf, scaleOf, ticksOf, unassignedShare } from './rows';
import { SegmentRow } from './SegmentRow';
import { SegmentTable } from './SegmentTable';
import { UnassignedRow } from './UnassignedRow';

/** One row per segment on one common scale; the same figures as a table for those who would rather read them. */
export function Segments({ alignment }: { alignment: Alignment }) {
  const { nav } = usePanel();
  const [asTable, setAsTable] = useState(false);
  const words = texts.alignment;
  const rows = rowsOf(alignment);
  const unassigned = unassignedShare(alignment);
  const scale = scaleOf(rows, unassigned);
  const open = nav.state.value.open;
  const toggle = (key: string) => nav.set({ open: open === key ? null : key });
  const anyTarget = rows.some((row) => row.segment.target !== null);

  return (
    <section class="segments" aria-labelledby="segments-title">
      <div class="section-head">
        <h3 class="section-title" id="segments-title">
          {words.segments}
        </h3>
        {!asTable && <Legend target={anyTarget} range={(unassigned ?? 0) > 0} />}
        <ChartSwitch asTable={asTable} show={setAsTable} />
      </div>
      {asTable ? (
        <SegmentTable alignment={alignment} rows={rows} unassigned={unassigned} />
      ) : (
        <ul class="rows" data-testid="segment-rows">
          <li class="axis" aria-hidden="true">
            <span class="axis-scale">
              {ticksOf(scale).map((tick) => (
                <span key={tick} class="tick" style={{ insetInlineStart: `${(tick / scale) * 100}%` }}>
                  {tick}
                  {tick > 0 && '\u00a0%'}
                </span>
              ))}
            </span>
          </li>
          {rows.map((row) => (
            <SegmentRow
              key={row.segment.key}
              row={row}
              scale={scale}
              unit={alignment.unit}
              dependsOn={alignment.alignment.dependsOnCount}
              open={open === row.segment.key}
              toggle={() => toggle(row.segment.key)}
            />
          ))}
          {alignment.totals.unassigned > 0 && (
            <UnassignedRow
              alignment={alignment}
              share={unassigned}
              scale={scale}
              open={open === ''}
              toggle={() => toggle('')}
            />
          )}
        </ul>
      )}
    </section>
  );
}

function Legend({ target, range }: { target: boolean; range: boolean }) {
  const words = texts.alignment;
  return (
    <p class="legend" aria-hidden="true">
      <span class="legend-item">
        <i class="legend-bar" /> {words.share}
      </span>
      {range && (
        <span class="legend-item">
          <i class="legend-range" /> {words.range}
        </span>
      )}
      {target && (
        <span class="legend-item">
          <i class="legend-target" /> {words.target}
        </span>
      )}
    </p>
  );
}
