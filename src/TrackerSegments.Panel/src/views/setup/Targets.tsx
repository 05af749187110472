import { useState } from 'preact/hooks';
import type { Tagged } from '../../api/client';
import { sentenceOf, ServiceError } from '../../api/errors';
import { writeStrategy, type SchemeDocument, type StrategyDocument } from '../../api/setup';
import { dayOf, fullDay } from '../../format/days';
import * as number from '../../format/numbers';
import { insight } from '../../texts/insight';
import { usePanel } from '../panel';
import { inForce, missingOf, targetsOf, typedOf, type TypedTarget } from './balance';
import { BothVersions } from './BothVersions';
import { TargetRows } from './TargetRows';

interface Props {
  lens: string;
  scheme: SchemeDocument;
  strategy: Tagged<StrategyDocument>;
  again: () => void;
}

/** What each segment should get: changed with sliders or numbers, and published from a day on. */
export function Targets({ lens, scheme, strategy, again }: Props) {
  const { store } = usePanel();
  const words = insight.setup;
  const now = inForce(strategy.value);
  const [typed, setTyped] = useState<readonly TypedTarget[]>(() => typedOf(scheme.segments.map(({ key }) => key), now));
  const [validFrom, setValidFrom] = useState(dayOf(new Date()));
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [theirs, setTheirs] = useState<(Tagged<StrategyDocument> & { publish: boolean }) | null>(null);
  const mayChange = store.workspace.value.value?.caller?.may.plan ?? true;
  const targets = targetsOf(typed);
  const missing = targets && missingOf(targets);
  const ready = missing === 0 && validFrom !== '' && !busy;

  const write = async (publish: boolean, etag: string | null) => {
    if (!ready || !targets || etag === null) {
      return;
    }
    setBusy(true);
    try {
      const { value } = await writeStrategy(store.client, lens, { validFrom, reason: reason.trim() || null, publish, targets }, etag);
      const newest = Math.max(...value.versions.map(({ version }) => version));
      store.notices.show(publish ? words.published : words.drafted(newest), 'quiet');
      again();
      await store.refresh();
    } catch (error) {
      const isConflict = error instanceof ServiceError && error.status === 409 && error.problem.theirs !== undefined;
      if (isConflict) {
        setTheirs({ value: error.problem.theirs as StrategyDocument, etag: error.etag, publish });
      } else {
        store.notices.show(words.refused(sentenceOf(error)), 'problem');
      }
    } finally {
      setBusy(false);
    }
  };

  return (
    <section aria-labelledby="targets-title" data-testid="targets">
      <h2 class="section-title" id="targets-title">
        {words.targets}
      </h2>
      <p class="quiet">{now ? words.inForce(now.version, fullDay(now.validFrom)) : words.none}</p>
      <p class="quiet">{mayChange ? words.targetsWhy : words.mayNot}</p>
      <TargetRows scheme={scheme} typed={typed} change={setTyped} disabled={!mayChange} />
      <p class={missing === 0 ? 'target-sum' : 'target-sum warning'} role="status" data-testid="target-sum">
        {missing === null
          ? words.notNumbers
          : missing === 0
            ? words.right
            : (missing > 0 ? words.missing : words.tooMuch)(number.exactPercent(Math.abs(missing)))}
      </p>
      {theirs && targets ? (
        <BothVersions
          scheme={scheme}
          theirs={theirs.value}
          yours={targets}
          take={() => {
            setTheirs(null);
            again();
          }}
          keep={() => {
            setTheirs(null);
            void write(theirs.publish, theirs.etag);
          }}
        />
      ) : (
        mayChange && (
          <div class="plan-wish target-acts">
            <label class="pick-day">
              {words.validFrom}{' '}
              <input class="input" type="date" min="2000-01-01" max="2099-12-31" value={validFrom} onInput={(event) => setValidFrom(event.currentTarget.value)} />
            </label>
            <label class="pick-day target-reason">
              {words.reason} <input class="input" type="text" maxLength={200} value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
            </label>
            <button type="button" class="button" aria-disabled={!ready} onClick={() => void write(false, strategy.etag)}>
              {words.draft}
            </button>
            <button type="button" class="button button-main" aria-disabled={!ready} data-testid="publish" onClick={() => void write(true, strategy.etag)}>
              {words.publish}
            </button>
          </div>
        )
      )}
    </section>
  );
}
