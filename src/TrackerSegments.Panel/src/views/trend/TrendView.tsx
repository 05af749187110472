import { useState } from 'preact/hooks';
import '../../styles/insight/index.css';
import { readTrend } from '../../api/insight';
import type { TrendDocument } from '../../api/insightTypes';
import { dayOf, fullDay } from '../../format/days';
import { insight } from '../../texts/insight';
import { usePanel } from '../panel';
import { Failure } from '../shared/Failure';
import { NextStep } from '../shared/NextStep';
import { FindingAction, FindingText } from '../shared/FindingSaid';
import { Switch } from '../shared/Switch';
import { useReading } from '../shared/useReading';
import { Drift } from './Drift';
import { pairAfter, spanFrom, spans, type Span } from './figures';
import { TrendCharts } from './TrendCharts';

/** A lens over time, and what moved it between two days. */
export function TrendView() {
  const { store } = usePanel();
  const [span, setSpan] = useState<Span>('quarter');
  const words = insight.trend;
  const { value, error, again } = useReading((lens) => {
    const today = dayOf(new Date());
    return readTrend(store.client, lens, spanFrom(span, today), today, spans[span].step);
  }, [span]);
  return (
    <div class="insight" data-testid="trend">
      <div class="insight-head">
        <Switch
          label={words.span}
          options={(Object.keys(spans) as Span[]).map((name) => [name, words.spans[name]])}
          chosen={span}
          choose={setSpan}
        />
      </div>
      {value ? (
        <Trend trend={value} />
      ) : error === null ? (
        <p role="status">{words.loading}</p>
      ) : (
        <Failure title={words.failed} error={error} retry={again} />
      )}
    </div>
  );
}

function Trend({ trend }: { trend: TrendDocument }) {
  const { nav } = usePanel();
  const words = insight.trend;
  const days = trend.points.map(({ day }) => day);
  const [first] = days;
  const last = days.at(-1);
  if (first === undefined || last === undefined) {
    return (
      <>
        <h2 class="headline">{words.none}</h2>
        <NextStep text={words.noneNext} />
      </>
    );
  }
  const { from, to } = nav.state.value;
  const known = (day: string | null, otherwise: string) => (day !== null && days.includes(day) ? day : otherwise);
  const picked = [known(from, first), known(to, last)] as const;
  const pick = ([earlier, later]: readonly [string, string]) => nav.set({ from: earlier, to: later });
  return (
    <>
      {days.length === 1 && <NextStep text={words.one(fullDay(first))} />}
      <TrendCharts trend={trend} picked={picked} pick={(day) => pick(pairAfter(picked, day))} />
      {days.length > 1 && (
        <section class="insight-part" aria-labelledby="pick-title">
          <h2 class="section-title" id="pick-title">
            {words.pick}
          </h2>
          <p class="quiet">{words.pickHint}</p>
          <p class="pick-days">
            <DayChoice label={words.from} days={days} day={picked[0]} choose={(day) => pick([day, picked[1]].toSorted() as [string, string])} />
            <DayChoice label={words.to} days={days} day={picked[1]} choose={(day) => pick([picked[0], day].toSorted() as [string, string])} />
          </p>
          <Drift from={picked[0]} to={picked[1]} />
        </section>
      )}
      <Alerts trend={trend} />
    </>
  );
}

function DayChoice({ label, days, day, choose }: { label: string; days: readonly string[]; day: string; choose: (day: string) => void }) {
  return (
    <label class="pick-day">
      {label}{' '}
      <select class="select" value={day} onChange={(event) => choose(event.currentTarget.value)}>
        {days.map((one) => (
          <option key={one} value={one}>
            {fullDay(one)}
          </option>
        ))}
      </select>
    </label>
  );
}

const alertsShown = 10;

function Alerts({ trend: { alerts, alertCount } }: { trend: TrendDocument }) {
  const words = insight.trend;
  const shown = alerts.slice(0, alertsShown);
  return shown.length === 0 ? null : (
    <section class="insight-part" aria-labelledby="alerts-title">
      <h2 class="section-title" id="alerts-title">
        {words.alerts}
      </h2>
      <ul class="alerts" role="list" data-testid="alerts">
        {shown.map((alert) => (
          <li key={alert.day + alert.code + alert.items.join()}>
            <span class="alert-day">{fullDay(alert.day)}</span>
            <FindingText of={alert} />{' '}
            <span class="quiet">
              <FindingAction of={alert} />
            </span>
          </li>
        ))}
        {alertCount > shown.length && <li class="quiet">{words.moreAlerts(alertCount - shown.length)}</li>}
      </ul>
    </section>
  );
}
