import { scaleLinear } from 'd3-scale';
import type { PlanDocument } from '../../api/insightTypes';
import { roundShares } from '../../format/shares';
import * as number from '../../format/numbers';
import { texts } from '../../texts';
import { insight } from '../../texts/insight';
import { usePanel } from '../panel';
import { Mark } from '../shared/Mark';

/** Each segment's share today and by the plan, against its target: chart and table in one. */
export function PlanCompared({ plan }: { plan: PlanDocument }) {
  const { store } = usePanel();
  const words = insight.plan;
  const faces = store.board.value.value?.faces;
  const before = roundShares(plan.before.segments.map(({ effort }) => effort));
  const after = roundShares(plan.after.segments.map(({ effort }) => effort));
  const targets = plan.after.segments.map(({ target }) => target);
  const most = Math.max(20, ...[...before, ...after, ...targets].map((value) => value ?? 0));
  const scale = scaleLinear([0, most], [0, 100]).nice(4);
  const figure = (value: number | null, print: (value: number) => string) => (value === null ? texts.alignment.noShare : print(value));
  const index = (value: number | null) => figure(value, number.index);
  return (
    <section class="insight-part" aria-labelledby="compared-title">
      <div class="section-head">
        <h3 class="section-title" id="compared-title">
          {words.compared}
        </h3>
        <p class="legend" aria-hidden="true">
          <span class="legend-item">
            <i class="legend-bar legend-before" /> {words.before}
          </span>
          <span class="legend-item">
            <i class="legend-bar" /> {words.after}
          </span>
          <span class="legend-item">
            <i class="legend-line" /> {words.target}
          </span>
        </p>
        <p class="plan-index" data-testid="plan-index">
          {words.index} <b dir="ltr">{words.indexChange(index(plan.before.index), index(plan.after.index))}</b>
        </p>
      </div>
      <table class="table compared" data-testid="compared">
        <thead>
          <tr>
            <th scope="col">{words.segment}</th>
            <th class="wide" aria-hidden="true" />
            <th scope="col" class="number">
              {words.before}
            </th>
            <th scope="col" class="number">
              {words.after}
            </th>
            <th scope="col" class="number">
              {words.target}
            </th>
          </tr>
        </thead>
        <tbody>
          {plan.after.segments.map(({ key, target }, at) => {
            const face = faces?.get(key);
            return (
              <tr key={key}>
                <th scope="row">
                  <span class="row-name">
                    <Mark color={face?.color ?? null} order={at} /> {face?.name ?? key}
                  </span>
                </th>
                <td class="compared-chart wide" aria-hidden="true">
                  <i class="compared-before" style={{ width: `${scale(before[at] ?? 0)}%`, '--segment': face?.color ?? '' }} />
                  <i class="compared-after" style={{ width: `${scale(after[at] ?? 0)}%`, '--segment': face?.color ?? '' }} />
                  {target !== null && <i class="compared-target" style={{ insetInlineStart: `${scale(target)}%` }} />}
                </td>
                <td class="number">{figure(before[at] ?? null, number.percent)}</td>
                <td class="number">
                  <b>{figure(after[at] ?? null, number.percent)}</b>
                </td>
                <td class="number">{figure(target, number.shortPercent)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
