import { useEffect, useRef, useState } from 'preact/hooks';
import '../../styles/live.css';
import { sentenceOf } from '../../api/errors';
import type { Sync } from '../../api/sync';
import { clock } from '../../format/clock';
import { live as words } from '../../texts/live';
import { usePanel } from '../panel';
import { ServiceSaid } from '../shared/ServiceSaid';
import { useNow } from '../shared/useNow';
import { attempt, statusOf, type Status, type Trouble } from './status';
import { useLive } from './useLive';

/** How a live tracker is read, where there is something to say about it. */
export function StatusStrip() {
  const live = useLive();
  const now = useNow(30_000);
  const sync = live.sync.value;
  const status = sync && statusOf(sync, now);
  const error = live.error.value;
  useSpoken(status, sync);
  if (error === null && !status) {
    return null;
  }
  return (
    <section class="strip" aria-label={words.label} data-testid="sync-strip">
      {error !== null && <p class="strip-line strip-trouble">{words.unasked(sentenceOf(error))}</p>}
      {status?.progress && <Progress {...status.progress} />}
      {status?.trouble && sync && <TroubleLine text={status.trouble} details={status.details} sync={sync} now={now} />}
    </section>
  );
}

function Progress({ text, read, total }: NonNullable<Status['progress']>) {
  return (
    <div class="strip-line strip-progress">
      <p>{text}</p>
      <progress aria-label={words.progress} {...(total === null ? {} : { value: Math.min(read, total), max: total })} />
    </div>
  );
}

function TroubleLine({ text, details, sync, now }: { text: string; details: readonly Trouble[]; sync: Sync; now: number }) {
  const [open, setOpen] = useState(false);
  const product = words.product(sync.tracker.kind, sync.tracker.name);
  return (
    <>
      <div class="strip-line strip-trouble">
        <p>{text}</p>
        {details.length > 0 && (
          <button
            type="button"
            class="plain strip-open"
            aria-expanded={open}
            aria-controls="strip-details"
            onClick={() => setOpen(!open)}
          >
            {words.details} <span class="chevron" aria-hidden="true" />
          </button>
        )}
      </div>
      {open && (
        <ul class="strip-details" id="strip-details" role="list" aria-label={words.problems} data-testid="sync-problems">
          {details.map(({ name, asOf, problem }) => (
            <li key={name}>
              <p>
                <b>{name}</b>{' '}
                <span class="quiet">
                  {[
                    words.since(clock(problem.since, now)),
                    words.attempts(problem.attempts),
                    asOf === null ? words.never : words.asOf(clock(asOf, now)),
                  ].join(' · ')}
                </span>
              </p>
              <p>
                <ServiceSaid>{problem.text}</ServiceSaid> {words.mend(problem.blame, product)} {attempt(problem, now)}
              </p>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Says aloud what changes, not every item that is read. */
function useSpoken(status: Status | null, sync: Sync | null): void {
  const { store } = usePanel();
  const wasReading = useRef(false);
  const said = useRef<string | null>(null);
  const isReading = status?.progress != null;
  const problem = sync && status?.trouble ? JSON.stringify(status.details.map(({ name, problem: { code } }) => [name, code])) : null;
  useEffect(() => {
    if (problem !== null && problem !== said.current) {
      store.notices.say(status?.trouble ?? '');
    } else if (wasReading.current && !isReading && sync?.isComplete) {
      store.notices.say(words.complete(sync.read));
    }
    said.current = problem;
    wasReading.current = isReading;
  }, [problem, isReading]);
}
