import type { Sync, SyncProblem, SyncScope } from '../../api/sync';
import { clock } from '../../format/clock';
import { ageOf } from '../../format/time';
import { live as words } from '../../texts/live';

/** What the strip says: how far a first reading is, and what is wrong. Null where all is well. */
export interface Status {
  readonly progress: { readonly text: string; readonly read: number; readonly total: number | null } | null;
  readonly trouble: string | null;
  /** The troubles one by one, where there is more to say than the strip does. */
  readonly details: readonly Trouble[];
}

export interface Trouble {
  readonly name: string;
  readonly asOf: string | null;
  readonly problem: SyncProblem;
}

/** Delta readings come every few minutes: this long without one is worth a word. */
const staleAfterMs = 30 * 60_000;

export function statusOf(sync: Sync, now: number): Status | null {
  const progress = progressOf(sync);
  const failed = sync.scopes.filter(hasProblem);
  const trouble = troubleOf(sync, failed, now);
  return progress || trouble
    ? {
        progress,
        trouble,
        details: [
          ...(sync.problem ? [{ name: sync.tracker.name, asOf: sync.asOf, problem: sync.problem }] : []),
          ...failed.map(({ key, name, asOf, problem }) => ({ name: `${name} (${key})`, asOf, problem })),
        ],
      }
    : null;
}

function progressOf({ state, isComplete, read, total, tracker, problem }: Sync): Status['progress'] {
  if (problem || isComplete || state === 'file' || state === 'stopped') {
    return null;
  }
  const text = state === 'connecting' ? words.connecting(tracker.name) : words.partial(read, total);
  return { text, read, total: state === 'connecting' ? null : total };
}

function troubleOf(sync: Sync, failed: readonly Failed[], now: number): string | null {
  const { problem, tracker, state } = sync;
  const figures = (asOf: string | null) => (asOf === null ? '' : words.figures(ageOf(asOf, now)));
  if (problem) {
    return sentences(words.unusable(tracker.name, clock(problem.since, now), problem.text), attempt(problem, now), figures(sync.asOf));
  }
  const [first, ...others] = failed;
  if (first && others.length === 0) {
    const { key, asOf, problem: one } = first;
    return sentences(words.scopeFailed(key, clock(one.since, now), one.text), attempt(one, now), figures(asOf));
  }
  if (first) {
    const oldest = failed.flatMap(({ asOf }) => asOf ?? []).toSorted()[0] ?? null;
    return sentences(words.scopesFailed(failed.length, sync.scopes.length), figures(oldest));
  }
  if (state === 'stopped') {
    return sentences(words.stopped(tracker.name), figures(sync.asOf));
  }
  const isOld = sync.isComplete && sync.asOf !== null && now - Date.parse(sync.asOf) > staleAfterMs;
  return isOld && state !== 'file' ? sentences(words.quiet(tracker.name), figures(sync.asOf)) : null;
}

type Failed = SyncScope & { problem: SyncProblem };

const hasProblem = (scope: SyncScope): scope is Failed => scope.problem !== null;

export const attempt = ({ nextAttempt }: SyncProblem, now: number) =>
  nextAttempt === null ? words.noNext : words.next(clock(nextAttempt, now));

/** Texts of a tracker may come without a full stop. */
const sentences = (...texts: readonly string[]) =>
  texts
    .filter(Boolean)
    .map((text) => (/[.!?…]$/.test(text) ? text : `${text}.`))
    .join(' ');
