import type { TrendDocument } from '../../api/insightTypes';
import { fullDay } from '../../format/days';
import * as number from '../../format/numbers';
import { texts } from '../../texts';
import { insight } from '../../texts/insight';
import { percentOf, valueOf } from './figures';

const or = (value: number | null, print: (value: number) => string) => (value === null ? texts.alignment.noShare : print(value));

/** Every figure of the charts, the newest day first. */
export function TrendTable({ trend }: { trend: TrendDocument }) {
  const words = insight.trend;
  return (
    <div class="table-scroll" tabIndex={0} role="group" aria-label={texts.alignment.table}>
      <table class="table" data-testid="trend-table">
        <thead>
          <tr>
            <th scope="col">{words.day}</th>
            <th scope="col" class="number">
              {words.index}
            </th>
            {trend.segments.map(({ key, name, current }) => (
              <th key={key} scope="col" class="number">
                {current ? name : words.gone(name)}
              </th>
            ))}
            {trend.segments.map(({ key, name }) => (
              <th key={key} scope="col" class="number">
                {words.targetOf(name)}
              </th>
            ))}
            <th scope="col" class="number">
              {words.unassigned}
            </th>
          </tr>
        </thead>
        <tbody>
          {trend.points.toReversed().map((point) => (
            <tr key={point.day}>
              <th scope="row" class="moment">
                {fullDay(point.day)}
              </th>
              <td class="number">{or(point.index, number.index)}</td>
              {trend.segments.map(({ key }) => (
                <td key={key} class="number">
                  {or(percentOf(valueOf(point, key)?.share), number.percent)}
                </td>
              ))}
              {trend.segments.map(({ key }) => (
                <td key={key} class="number">
                  {or(valueOf(point, key)?.target ?? null, number.shortPercent)}
                </td>
              ))}
              <td class="number">{texts.effort(point.unassignedEffort, trend.unit)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
