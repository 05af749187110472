import { useState } from 'preact/hooks';
import type { TrendDocument } from '../../api/insightTypes';
import { fullDay } from '../../format/days';
import * as number from '../../format/numbers';
import { texts } from '../../texts';
import { insight } from '../../texts/insight';
import { ChartSwitch } from '../shared/ChartSwitch';
import { Mark } from '../shared/Mark';
import { lineOf, percentOf, rangeOf, valueOf } from './figures';
import { TimeChart } from './TimeChart';
import { TrendTable } from './TrendTable';

interface Props {
  trend: TrendDocument;
  picked: readonly [string, string];
  pick: (day: string) => void;
}

/** The index above, and below it the share of each segment with its target; the same figures as a table. */
export function TrendCharts({ trend, picked, pick }: Props) {
  const [asTable, setAsTable] = useState(false);
  const words = insight.trend;
  const days = trend.points.map(({ day }) => day);
  const first = trend.points[0];
  const last = trend.points.at(-1);
  if (!first || !last) {
    return null;
  }
  const index = (value: number | null) => (value === null ? texts.alignment.noShare : number.index(value));
  const lines = trend.segments.map(({ key, name, color, current }, order) => ({
    key,
    name: current ? name : words.gone(name),
    color,
    order,
    values: lineOf(trend, (point) => percentOf(valueOf(point, key)?.share)),
    target: lineOf(trend, (point) => valueOf(point, key)?.target ?? null),
  }));
  const figures = lines.flatMap(({ values, target }) => [...values, ...target].map(({ value }) => value ?? 0));
  return (
    <section class="insight-part" aria-labelledby="trend-title">
      <div class="section-head">
        <h2 class="section-title" id="trend-title">
          {words.index}
        </h2>
        <ChartSwitch asTable={asTable} show={setAsTable} />
      </div>
      {asTable ? (
        <TrendTable trend={trend} />
      ) : (
        <>
          <TimeChart
            label={words.indexLabel(index(first.index), index(last.index), fullDay(first.day), fullDay(last.day))}
            days={days}
            lines={[{ name: words.index, color: 'currentColor', order: null, values: lineOf(trend, (point) => point.index), target: [] }]}
            range={rangeOf(trend)}
            most={100}
            height={140}
            picked={picked}
            pick={pick}
            unit=""
          />
          <h2 class="section-title chart-title">{words.shares}</h2>
          <ul class="legend trend-legend" role="list">
            {lines.map(({ key, name, color, order }) => (
              <li key={key} class="legend-item">
                <Mark color={color} order={order} /> {name}
              </li>
            ))}
          </ul>
          <TimeChart
            label={words.sharesLabel(fullDay(first.day), fullDay(last.day))}
            days={days}
            lines={lines}
            most={Math.min(100, Math.max(10, ...figures) * 1.05)}
            height={280}
            picked={picked}
            pick={pick}
            unit={'\u00a0%'}
          />
        </>
      )}
    </section>
  );
}
