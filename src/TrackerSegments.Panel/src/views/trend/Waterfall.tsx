import { scaleLinear } from 'd3-scale';
import type { DriftDocument, DriftSegment } from '../../api/insightTypes';
import { fullDay } from '../../format/days';
import * as number from '../../format/numbers';
import { texts } from '../../texts';
import { insight } from '../../texts/insight';
import { OpenRow } from '../shared/OpenRow';
import { percentOf, waterfallOf } from './figures';

/** The way from the share before to the one after, cause by cause: chart and table in one. */
export function Waterfall({ drift, segment }: { drift: DriftDocument; segment: DriftSegment }) {
  const words = insight.drift;
  const before = percentOf(segment.before.share);
  const after = percentOf(segment.after.share);
  const bars = waterfallOf(segment);
  const ends = [before ?? 0, after ?? 0, ...bars.flatMap(({ from, to }) => [from, to])];
  // From zero, or the two shares would look further apart than they are.
  const scale = scaleLinear([0, Math.max(1, ...ends)], [0, 100]).nice(5);
  const span = (from: number, to: number) => ({
    insetInlineStart: `${scale(Math.min(from, to))}%`,
    width: `${Math.abs(scale(to) - scale(from))}%`,
  });
  return (
    <table class="table waterfall" aria-label={words.parts(segment.name)} data-testid="waterfall">
      <thead>
        <tr>
          <th scope="col">{words.cause}</th>
          <th class="waterfall-chart wide" aria-hidden="true" />
          <th scope="col" class="number">
            {words.change}
          </th>
          <th scope="col" class="number wide">
            {words.effort}
          </th>
          <th scope="col" class="number">
            {words.epics}
          </th>
        </tr>
      </thead>
      <tbody>
        <End name={words.before(fullDay(drift.from.day))} share={before} effort={texts.effort(segment.before.effort, drift.unit)} span={span} color={segment.color} />
        {segment.parts.map((part, at) => {
          const bar = bars[at] ?? { from: 0, to: 0 };
          return (
            <OpenRow key={part.cause} name={words.causeOf(part.cause)} columns={5} epics={part.epics} count={part.epicCount} unit={drift.unit}>
              <th scope="row">{words.causeOf(part.cause)}</th>
              <td class="waterfall-chart wide" aria-hidden="true">
                <i class={bar.to < bar.from ? 'fall' : 'rise'} style={span(bar.from, bar.to)} />
              </td>
              <td class="number">{part.shown === null ? texts.alignment.noShare : number.points(part.shown)}</td>
              <td class="number wide">{texts.effort(part.effort, drift.unit)}</td>
            </OpenRow>
          );
        })}
        <End name={words.after(fullDay(drift.to.day))} share={after} effort={texts.effort(segment.after.effort, drift.unit)} span={span} color={segment.color} />
      </tbody>
    </table>
  );
}

interface EndProps {
  name: string;
  share: number | null;
  effort: string;
  color: string;
  span: (from: number, to: number) => { insetInlineStart: string; width: string };
}

function End({ name, share, effort, color, span }: EndProps) {
  return (
    <tr class="waterfall-end">
      <th scope="row">{name}</th>
      <td class="waterfall-chart wide" aria-hidden="true">
        {share !== null && <i class="whole" style={{ ...span(0, share), '--segment': color }} />}
      </td>
      <td class="number">{share === null ? texts.alignment.noShare : number.percent(share)}</td>
      <td class="number wide">{effort}</td>
      <td />
    </tr>
  );
}
