import { useState } from 'preact/hooks';
import type { PlanDocument, PlannedEpic } from '../../api/insightTypes';
import { csvOf, download } from '../../format/csv';
import * as number from '../../format/numbers';
import { texts } from '../../texts';
import { insight } from '../../texts/insight';
import { usePanel } from '../panel';
import { EpicLink } from '../shared/EpicLink';

/** As many as people read at once; a large plan is longer. */
const listed = 100;

/** The epics to commit to in rank order, the line where the capacity ends, and what leaves the plan for them. */
export function PlanList({ plan }: { plan: PlanDocument }) {
  const { store } = usePanel();
  const words = insight.plan;
  const faces = store.board.value.value?.faces;
  const named = ({ segments }: PlannedEpic) => segments.map((key) => faces?.get(key)?.name ?? key).join(', ');
  const comes = new Set(plan.in);
  const sums = sumsOf(plan.commit);
  const [shown, setShown] = useState(listed);
  const more = plan.commit.length - shown;
  return (
    <section class="insight-part" aria-labelledby="plan-list-title">
      <div class="section-head">
        <h3 class="section-title" id="plan-list-title">
          {words.list}
        </h3>
        <button type="button" class="button" onClick={() => download(words.csvFile, csvOf(rowsOf(plan, named)))}>
          {words.csv}
        </button>
      </div>
      <table class="table plan-list" data-testid="plan-list">
        <thead>
          <tr>
            <th scope="col" class="number wide">
              {words.rank}
            </th>
            <th scope="col">{words.epic}</th>
            <th scope="col" class="wide">
              {words.segments}
            </th>
            <th scope="col" class="number">
              {words.effort}
            </th>
            <th scope="col" class="number">
              {words.sum}
            </th>
          </tr>
        </thead>
        <tbody>
          {plan.commit.slice(0, shown).map((epic, at) => (
            <tr key={epic.key} class={comes.has(epic.key) ? 'plan-in' : undefined}>
              <td class="number wide">{number.count(at + 1)}</td>
              <td class="epic-cell">
                <EpicLink epic={epic} /> {epic.title}
                {epic.fixed && <span class="plan-tag">{words.stays}</span>}
                {comes.has(epic.key) && <span class="plan-tag plan-tag-in">{words.comesIn}</span>}
              </td>
              <td class="wide">{named(epic)}</td>
              <td class="number">{number.exactEffort(epic.effort)}</td>
              <td class="number quiet">{number.exactEffort(sums[at] ?? 0)}</td>
            </tr>
          ))}
          {more > 0 && (
            <tr>
              <td colSpan={5}>
                <button type="button" class="button" onClick={() => setShown(shown + 4 * listed)}>
                  {texts.epicList.more(Math.min(more, 4 * listed))}
                </button>
              </td>
            </tr>
          )}
        </tbody>
        <tbody>
          <tr class="commit-line">
            <th scope="rowgroup" colSpan={5}>
              {words.line(texts.effort(plan.capacity, plan.unit))}
            </th>
          </tr>
          {plan.out.slice(0, shown).map((epic) => (
            <tr key={epic.key} class="plan-out">
              <td class="number wide" />
              <td class="epic-cell">
                <EpicLink epic={epic} /> {epic.title}
                <span class="plan-tag">{words.out}</span>
              </td>
              <td class="wide">{named(epic)}</td>
              <td class="number">{number.exactEffort(epic.effort)}</td>
              <td />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Added in thousandths, as the service does: fractions of two would show their noise. */
function sumsOf(epics: readonly PlannedEpic[]): number[] {
  let sum = 0;
  return epics.map(({ effort }) => (sum += Math.round(effort * 1000)) / 1000);
}

function rowsOf(plan: PlanDocument, named: (epic: PlannedEpic) => string) {
  const words = insight.plan;
  const sums = sumsOf(plan.commit);
  const row = (epic: PlannedEpic, rank: number | null, sum: number | null) => [
    rank,
    epic.key,
    epic.title,
    epic.effort,
    sum,
    named(epic),
    rank === null ? words.no : words.yes,
    epic.url,
  ];
  return [words.csvColumns, ...plan.commit.map((epic, at) => row(epic, at + 1, sums[at] ?? null)), ...plan.out.map((epic) => row(epic, null, null))];
}
