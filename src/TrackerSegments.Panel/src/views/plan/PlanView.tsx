import { useEffect, useState } from 'preact/hooks';
import '../../styles/insight/index.css';
import { ServiceError } from '../../api/errors';
import { askPlan } from '../../api/insight';
import type { PlanDocument, PlanWish } from '../../api/insightTypes';
import type { Unit } from '../../api/types';
import * as number from '../../format/numbers';
import { texts } from '../../texts';
import { insight } from '../../texts/insight';
import { usePanel } from '../panel';
import { Failure } from '../shared/Failure';
import { NextStep } from '../shared/NextStep';
import { Switch } from '../shared/Switch';
import { useReading } from '../shared/useReading';
import { PlanCompared } from './PlanCompared';
import { PlanList } from './PlanList';
import { capacityOf, usualCapacity } from './capacity';

type Aim = NonNullable<PlanWish['aim']>;

const askAfterMs = 350;

/** What to commit to for a capacity, so that the split is closest to the targets. Nothing is written. */
export function PlanView() {
  const { store } = usePanel();
  const board = store.board.value.value;
  const alignment = store.alignment.value.value;
  const words = insight.plan;
  if (!board || !alignment) {
    return <p role="status">{words.loading}</p>;
  }
  if (alignment.alignment.state === 'noStrategy') {
    return <NextStep text={words.noStrategy} />;
  }
  const usual = usualCapacity([...board.epics.values()]);
  return usual === 0 ? <NextStep text={words.noneLeft} /> : <Planner key={board.lens.key} usual={usual} unit={alignment.unit} />;
}

function Planner({ usual, unit }: { usual: number; unit: Unit }) {
  const { store } = usePanel();
  const words = insight.plan;
  const [typed, setTyped] = useState(String(usual));
  const [aim, setAim] = useState<Aim>('targets');
  const capacity = useSettled(capacityOf(typed));
  const { value, error, loading, again } = useReading(
    capacity === null ? null : (lens) => askPlan(store.client, { lens, capacity, aim }),
    [capacity, aim],
  );
  const isWrong = capacityOf(typed) === null;
  return (
    <div class="insight" data-testid="plan">
      <div class="plan-wish">
        <label class="pick-day">
          {words.capacity(texts.unitOf(unit))}{' '}
          <input
            class="input plan-capacity"
            type="text"
            inputMode="decimal"
            value={typed}
            aria-invalid={isWrong}
            aria-describedby={isWrong ? 'capacity-problem' : undefined}
            data-testid="capacity"
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </label>
        <span class="quiet" aria-hidden="true">
          {words.aim}
        </span>
        <Switch
          label={words.aim}
          options={[
            ['targets', words.aims.targets],
            ['bands', words.aims.bands],
          ]}
          chosen={aim}
          choose={setAim}
        />
      </div>
      {isWrong && (
        <p class="warning" id="capacity-problem" role="alert">
          {words.notNumber}
        </p>
      )}
      <p class="quiet">{words.writesNothing}</p>
      {error !== null && !(loading && error instanceof ServiceError) ? (
        <Failure title={words.failed} error={error} retry={again} />
      ) : value ? (
        <Plan plan={value} />
      ) : (
        !isWrong && <p role="status">{words.loading}</p>
      )}
    </div>
  );
}

function Plan({ plan }: { plan: PlanDocument }) {
  const words = insight.plan;
  return (
    <>
      <h2 class="headline" data-testid="plan-sentence" aria-live="polite">
        {words.commits(texts.epics(plan.commit.length), texts.effort(plan.effort, plan.unit), number.exactEffort(plan.capacity))}
      </h2>
      <p class="quiet" data-testid="plan-bound">
        {words.bound(plan.closest, plan.bestRanked, texts.effort(plan.distance - plan.atLeast, plan.unit))}
      </p>
      <PlanCompared plan={plan} />
      <PlanList plan={plan} />
    </>
  );
}

/** A value once it has stood still: not every digit that is typed is asked about. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), askAfterMs);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
