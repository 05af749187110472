import type { SegmentRowData } from './rows';

/** Share, the range it could end up in, and the target with its tolerance, on one scale. The row says the same in words. */
export function ShareChart({ row, scale }: { row: SegmentRowData; scale: number }) {
  const { target, tolerance, color } = row.segment;
  const at = (value: number) => `${(Math.min(Math.max(value, 0), scale) / scale) * 100}%`;
  const span = (from: number, to: number) => ({ insetInlineStart: at(from), width: `calc(${at(to)} - ${at(from)})` });
  const band = tolerance ?? 0;
  return (
    <span class="chart" aria-hidden="true">
      {target !== null && <i class="band" style={span(target - band, target + band)} />}
      {row.shareMin !== null && row.shareMax !== null && (
        <i class="range" style={{ ...span(row.shareMin, row.shareMax), '--segment': color }} />
      )}
      {row.share !== null && <i class="bar" style={{ width: at(row.share), '--segment': color }} />}
      {target !== null && <i class="target" style={{ insetInlineStart: at(target) }} />}
    </span>
  );
}
