import { scaleLinear, scaleUtc } from 'd3-scale';
import { area, curveLinear, curveStepAfter, line, type CurveFactory } from 'd3-shape';
import { dayOf, monthOf, shortDay, timeOf } from '../../format/days';
import * as number from '../../format/numbers';
import { markShapes } from '../shared/Mark';
import { useWidth } from '../shared/useWidth';
import { nearestDay, type Dated, type RangeOfDay } from './figures';

export interface TimeLine {
  readonly name: string;
  readonly color: string;
  /** Which mark stands at its end. */
  readonly order: number | null;
  readonly values: readonly Dated[];
  /** The target in force on each day. */
  readonly target: readonly Dated[];
}

interface Props {
  label: string;
  days: readonly string[];
  lines: readonly TimeLine[];
  /** A pale range behind the lines. */
  range?: readonly RangeOfDay[];
  most: number;
  height: number;
  picked: readonly [string, string];
  pick: (day: string) => void;
  unit: string;
}

const start = 44;
const below = 24;
const above = 10;

/** Lines over time. What it shows stands in a table too; who cannot use a pointer chooses the days beside it. */
export function TimeChart({ label, days, lines, range = [], most, height, picked, pick, unit }: Props) {
  const { ref, width } = useWidth();
  const first = days[0] ?? '';
  const last = days.at(-1) ?? '';
  const isReversed = document.dir === 'rtl';
  const ends: [number, number] = [start, width - 16];
  const x = scaleUtc([timeOf(first), timeOf(last)], isReversed ? [width - ends[0], width - ends[1]] : ends);
  const y = scaleLinear([0, most], [height - below, above]).nice(4);
  const at = (day: string) => x(timeOf(day));
  const isLong = timeOf(last).getTime() - timeOf(first).getTime() > 300 * 86_400_000;
  const tickDays = [...new Set(x.ticks(Math.max(3, Math.floor(width / 110))).map(dayOf))];

  const lineThrough = (values: readonly Dated[], curve: CurveFactory) =>
    line<Dated>()
      .defined(({ value }) => value !== null)
      .x(({ day }) => at(day))
      .y(({ value }) => y(value ?? 0))
      .curve(curve)([...values]) ?? '';
  const rangeBehind =
    area<RangeOfDay>()
      .defined((point) => point.least !== null && point.most !== null)
      .x(({ day }) => at(day))
      .y0((point) => y(point.least ?? 0))
      .y1((point) => y(point.most ?? 0))([...range]) ?? '';

  return (
    <div class="time-chart" ref={ref}>
      <svg
        width={width}
        height={height}
        role="img"
        aria-label={label}
        data-testid="time-chart"
        onClick={(event) => {
          const { left } = event.currentTarget.getBoundingClientRect();
          const day = nearestDay(days, x.invert(event.clientX - left).getTime());
          if (day !== null) {
            pick(day);
          }
        }}
      >
        <g class="grid" aria-hidden="true">
          {y.ticks(4).map((tick) => (
            <g key={tick}>
              <line x1={x.range()[0]} x2={x.range()[1]} y1={y(tick)} y2={y(tick)} />
              <text x={isReversed ? width - start + 8 : start - 8} y={y(tick)} dy="0.32em" text-anchor="end">
                {number.count(tick)}
                {unit}
              </text>
            </g>
          ))}
          {tickDays.map((day) => (
            <text key={day} x={at(day)} y={height - 6} text-anchor="middle">
              {isLong ? monthOf(day) : shortDay(day)}
            </text>
          ))}
        </g>
        {range.length > 0 && <path class="time-range" d={rangeBehind} />}
        {picked.map((day) => (
          <line key={day} class="time-picked" x1={at(day)} x2={at(day)} y1={above} y2={height - below} />
        ))}
        {lines.map((one) => (
          <path key={one.name} class="time-target" d={lineThrough(one.target, curveStepAfter)} stroke={one.color} />
        ))}
        {lines.map((one) => (
          <g key={one.name}>
            <path class="time-line" d={lineThrough(one.values, curveLinear)} stroke={one.color} />
            {alone(one.values).map(({ day, value }) => (
              <circle key={day} cx={at(day)} cy={y(value ?? 0)} r="2.5" fill={one.color} />
            ))}
            {one.order !== null && endOf(one.values) && (
              <path
                d={markShapes[one.order % markShapes.length]}
                fill={one.color}
                class="time-mark"
                transform={`translate(${at(endOf(one.values)?.day ?? last) - 6} ${y(endOf(one.values)?.value ?? 0) - 6})`}
              />
            )}
          </g>
        ))}
      </svg>
    </div>
  );
}

const endOf = (values: readonly Dated[]) => values.findLast(({ value }) => value !== null);

/** Values without a neighbour, through which no line goes. */
const alone = (values: readonly Dated[]) =>
  values.filter(({ value }, at) => value !== null && (values[at - 1]?.value ?? null) === null && (values[at + 1]?.value ?? null) === null);
