import type { Alignment } from '../../api/types';
import * as number from '../../format/numbers';
import { texts } from '../../texts';
import type { SegmentRowData } from './rows';

interface Props {
  alignment: Alignment;
  rows: readonly SegmentRowData[];
  unassigned: number | null;
}

const or = (value: number | null, print: (value: number) => string) => (value === null ? '–' : print(value));

export function SegmentTable({ alignment, rows, unassigned }: Props) {
  const words = texts.alignment;
  const { columns } = words;
  return (
    <div class="table-scroll" tabIndex={0} role="group" aria-label={words.table}>
      <table class="table" data-testid="segment-table">
        <thead>
          <tr>
            <th scope="col">{columns.segment}</th>
            {[
              columns.effort,
              columns.epics,
              columns.share,
              columns.from,
              columns.to,
              columns.target,
              columns.tolerance,
              columns.delta,
            ].map((name) => (
              <th key={name} scope="col" class="number">
                {name}
              </th>
            ))}
            <th scope="col">{columns.state}</th>
            <th scope="col">{columns.certainty}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.segment.key}>
              <th scope="row">{row.segment.name}</th>
              <td class="number">{number.exactEffort(row.segment.effort)}</td>
              <td class="number">{number.count(row.segment.epics)}</td>
              <td class="number">{or(row.share, number.percent)}</td>
              <td class="number">{row.share === null ? '–' : or(row.shareMin, number.percent)}</td>
              <td class="number">{row.share === null ? '–' : or(row.shareMax, number.percent)}</td>
              <td class="number">{or(row.segment.target, number.shortPercent)}</td>
              <td class="number">{row.segment.target === null ? '–' : or(row.segment.tolerance, number.tolerance)}</td>
              <td class="number">{or(row.delta, number.points)}</td>
              <td>{row.state === null ? '–' : texts.state[row.state]}</td>
              <td>
                {row.certain === null ? '–' : words.certainty(row.certain, alignment.alignment.dependsOnCount)}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{texts.unassigned}</th>
            <td class="number">{number.exactEffort(alignment.totals.unassignedEffort)}</td>
            <td class="number">{number.count(alignment.totals.unassigned)}</td>
            <td class="number">{or(unassigned, number.percent)}</td>
            <td colSpan={7}>{words.outside}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
