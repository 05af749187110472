import { useState } from 'preact/hooks';
import { readDrift } from '../../api/insight';
import type { DriftDocument, DriftSegment } from '../../api/insightTypes';
import * as number from '../../format/numbers';
import { insight } from '../../texts/insight';
import { usePanel } from '../panel';
import { Failure } from '../shared/Failure';
import { useReading } from '../shared/useReading';
import { mostMoved } from './figures';
import { Migration } from './Migration';
import { Waterfall } from './Waterfall';

/** What moved the shares between two days, and where effort went. */
export function Drift({ from, to }: { from: string; to: string }) {
  const { store } = usePanel();
  const words = insight.drift;
  const { value, error, again } = useReading(from === to ? null : (lens) => readDrift(store.client, lens, from, to), [from, to]);
  if (from === to) {
    return <p>{words.same}</p>;
  }
  if (!value) {
    return error === null ? <p role="status">{words.loading}</p> : <Failure title={words.failed} error={error} retry={again} />;
  }
  return <Moved drift={value} />;
}

function Moved({ drift }: { drift: DriftDocument }) {
  const words = insight.drift;
  const [chosen, choose] = useState<string | null>(null);
  const most = mostMoved(drift);
  const segment = drift.segments.find(({ key }) => key === chosen) ?? most;
  return (
    <div data-testid="drift">
      <p class="drift-sentence" data-testid="drift-sentence">
        {sentenceOf(most)}
      </p>
      {!drift.comparable && <p class="warning">{words.notComparable}</p>}
      {segment && (
        <>
          <label class="pick-day">
            {words.segment}{' '}
            <select class="select" value={segment.key} onChange={(event) => choose(event.currentTarget.value)}>
              {drift.segments.map(({ key, name, shown }) => (
                <option key={key} value={key}>
                  {shown === null ? name : `${name} ${number.points(shown)}`}
                </option>
              ))}
            </select>
          </label>
          <Waterfall drift={drift} segment={segment} />
        </>
      )}
      <Migration drift={drift} />
    </div>
  );
}

/** What moved most, and why; the largest cause first. */
function sentenceOf(most: DriftSegment | null): string {
  const words = insight.drift;
  if (!most || most.shown === null) {
    return words.noShares;
  }
  if (most.shown === 0) {
    return words.nothing;
  }
  const causes = most.parts
    .filter(({ shown }) => shown !== null && shown !== 0)
    .toSorted((a, b) => Math.abs(b.shown ?? 0) - Math.abs(a.shown ?? 0))
    .map(({ cause, shown }) => words.causeBy(words.causeOf(cause), number.points(shown ?? 0)));
  const points = number.points(Math.abs(most.shown)).replace('+', '');
  return (most.shown < 0 ? words.fell : words.rose)(most.name, points, causes);
}
