import { scaleSqrt } from 'd3-scale';
import { useState } from 'preact/hooks';
import type { MatrixCell, MatrixDocument, MatrixLens, MatrixSegment } from '../../api/insightTypes';
import * as number from '../../format/numbers';
import { texts } from '../../texts';
import { insight } from '../../texts/insight';
import { EpicsBehind } from '../shared/EpicsBehind';
import { Mark } from '../shared/Mark';

const nameOf = ({ key, name }: MatrixSegment) => (key === null ? texts.unassigned : name);

const nameIn = ({ segments }: MatrixLens, segment: string | null) =>
  segment === null ? texts.unassigned : (segments.find(({ key }) => key === segment)?.name ?? segment);

/** A table whose cells are the darker the more effort they hold; each opens its epics below. */
export function HeatMap({ matrix }: { matrix: MatrixDocument }) {
  const [open, setOpen] = useState<string | null>(null);
  const words = insight.matrix;
  const { rows, columns, cells, unit, effort } = matrix;
  // The square root, so that small cells can be told from empty ones.
  const shade = scaleSqrt([0, Math.max(...cells.map((cell) => cell.effort))], [0, 60]).clamp(true);
  const idOf = (row: MatrixSegment, column: MatrixSegment) => JSON.stringify([row.key, column.key]);
  const byId = new Map(cells.map((cell) => [JSON.stringify([cell.row, cell.column]), cell]));
  const opened = open === null ? undefined : byId.get(open);
  const named = (cell: MatrixCell) => words.behind(nameIn(rows, cell.row), nameIn(columns, cell.column));
  return (
    <>
      {matrix.redundant && <p class="warning">{words.redundant(columns.lens.name, rows.lens.name)}</p>}
      <div class="table-scroll" tabIndex={0} role="group" aria-label={words.label(rows.lens.name, columns.lens.name)}>
        <table class="table heat" aria-label={words.label(rows.lens.name, columns.lens.name)} data-testid="heat-map">
          <thead>
            <tr>
              <th scope="col">
                {rows.lens.name} / {columns.lens.name}
              </th>
              {columns.segments.map((column, at) => (
                <th key={column.key ?? ''} scope="col" class="number">
                  <Mark color={column.color} order={at} /> {nameOf(column)}
                </th>
              ))}
              <th scope="col" class="number">
                {words.sum}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.segments.map((row, at) => (
              <tr key={row.key ?? ''}>
                <th scope="row">
                  <span class="row-name">
                    <Mark color={row.color} order={at} /> {nameOf(row)}
                  </span>
                </th>
                {columns.segments.map((column) => {
                  const id = idOf(row, column);
                  const cell = byId.get(id);
                  return (
                    <td key={id} class="number heat-cell">
                      {cell && (
                        <button
                          type="button"
                          class="plain heat-open"
                          style={{ '--heat': `${shade(cell.effort)}%` }}
                          aria-expanded={open === id}
                          aria-label={words.cell(
                            nameOf(row),
                            nameOf(column),
                            words.effortOf(cell.effort, unit),
                            number.percent((cell.share ?? 0) * 100),
                          )}
                          onClick={() => setOpen(open === id ? null : id)}
                        >
                          {number.effort(cell.effort)}
                        </button>
                      )}
                    </td>
                  );
                })}
                <td class="number heat-sum">{number.effort(row.effort)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{words.sum}</th>
              {columns.segments.map((column) => (
                <td key={column.key ?? ''} class="number">
                  {number.effort(column.effort)}
                </td>
              ))}
              <td class="number">{texts.effort(effort, unit)}</td>
            </tr>
          </tfoot>
        </table>
      </div>
      {opened && (
        <section class="insight-part" aria-labelledby="cell-title">
          <h2 class="section-title" id="cell-title">
            {named(opened)}
          </h2>
          <EpicsBehind label={named(opened)} epics={opened.epics} count={opened.epicCount} unit={unit} />
        </section>
      )}
    </>
  );
}
