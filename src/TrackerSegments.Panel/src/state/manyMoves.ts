import { sentenceOf, ServiceError } from '../api/errors';
import { texts } from '../texts';
import { effectOn, partsOf, removedFrom, wishesOf, type ManyMove, type Wish } from './bulk';
import { manyWritesOf, writeMany, type EpicOutcome, type ManyOutcome, type ManyWrite } from './manyWrites';
import type { MoveParts } from './moveParts';
import { inverseOf } from './moves';
import type { Undo } from './undo';

/** What was asked for, for the sentence that tells what became of it. */
interface Deed {
  readonly kind: 'move' | 'add' | 'tag' | 'remove' | 'undo';
  /** The names of the segments that it is about. */
  readonly names: readonly string[];
}

/** Carries out moves of many cards at once and tells what became of them. */
export function manyMoves(parts: MoveParts) {
  const { client, board, alignment, lens, turns, undos, notices } = parts;
  const words = texts.many;

  async function carryOut(writes: readonly ManyWrite[], deed: Deed): Promise<ManyOutcome> {
    const outcome = await writeMany(client, board, turns, writes, (done, all) => notices.progress(words.saving(done, all)));
    parts.forgetPredictions();
    const { last } = outcome;
    if (last && lens.value === writes[0]?.lens) {
      alignment.put(last.alignment);
    }
    remember(outcome, writes[0]?.lens ?? '', deed);
    tell(outcome, deed);
    return outcome;
  }

  function remember({ told }: ManyOutcome, ofLens: string, deed: Deed): void {
    const written = told.filter(({ result }) => result.outcome === 'written' && result.epic);
    written.forEach(({ before, result }) => undos.follow(before.key, before.revision, result.epic?.revision ?? ''));
    if (deed.kind !== 'undo' && written.length > 0) {
      undos.push(undoOf(ofLens, written.flatMap(inverseWish)));
    }
  }

  const undoOf = (ofLens: string, wishes: readonly Wish[]): Undo => ({
    after: (key, from, to) =>
      undoOf(
        ofLens,
        wishes.map((wish) =>
          wish.epic.key === key && wish.epic.revision === from ? { ...wish, epic: { ...wish.epic, revision: to } } : wish,
        ),
      ),
    run: () => runAgain(manyWritesOf(ofLens, partsOf(wishes.map(asItIs))), () => undoOf(ofLens, wishes)),
  });

  /** What did not go through is sent again as it was. */
  const resend = (writes: readonly ManyWrite[]): Undo => ({
    after: () => resend(writes),
    run: () => runAgain(writes, () => resend(writes)),
  });

  async function runAgain(writes: readonly ManyWrite[], same: () => Undo): Promise<Undo | null> {
    const busy = writes.flatMap(({ epics }) => epics).find(({ key }) => turns.pending.value.has(key));
    if (busy) {
      notices.say(texts.writes.stillSaving(busy.key));
      return same();
    }
    const { left } = await carryOut(writes, { kind: 'undo', names: [] });
    return left.length > 0 ? resend(left) : null;
  }

  /** The segments as the board has them now; the revision stays the one that the undo was made from. */
  const asItIs = (wish: Wish): Wish => {
    const now = board.state.value.value?.epics.get(wish.epic.key);
    return now ? { ...wish, epic: { ...now, revision: wish.epic.revision } } : wish;
  };

  function deedOf({ to, keep }: ManyMove, wishes: readonly Wish[]): Deed {
    if (to === null) {
      return { kind: 'remove', names: removedFrom(wishes).map(parts.nameOf) };
    }
    const isTagging = wishes.every(({ epic }) => epic.segments.length === 0);
    return { kind: isTagging ? 'tag' : keep ? 'add' : 'move', names: [parts.nameOf(to)] };
  }

  function tell(outcome: ManyOutcome, deed: Deed): void {
    const { told, first, last, left } = outcome;
    const counts = { written: 0, unchanged: 0, conflict: 0, refused: 0, notFound: 0 };
    told.forEach(({ result }) => counts[result.outcome]++);
    const unsent = left.reduce((sum, { epics }) => sum + epics.length, 0);
    const isWhole = counts.conflict + counts.refused + counts.notFound + unsent === 0;
    const text = words.summary({
      counts,
      unsent,
      deed: words.deed(deed.kind, deed.names),
      before: deed.kind === 'undo' ? null : (first?.before.index ?? null),
      after: last?.alignment.alignment.index ?? null,
      error: unsent > 0 ? sentenceOf(outcome.error) : null,
    });
    const details = told.flatMap(({ before, result }) =>
      result.text || result.outcome === 'conflict' || result.outcome === 'refused' || result.outcome === 'notFound'
        ? [{ name: before.key, text: result.text ?? words.unexplained }]
        : [],
    );
    const again = left.length > 0 && mayHelp(outcome.error);
    const action = again
      ? { label: texts.tryAgain, run: () => void carryOut(left, deed) }
      : deed.kind !== 'undo' && counts.written > 0
        ? { label: texts.undo, run: () => void parts.undoLast() }
        : undefined;
    notices.show(text, isWhole ? 'quiet' : 'problem', action, details);
    if (outcome.error instanceof ServiceError && outcome.error.code === 'writeBackOff') {
      void parts.reopen();
    }
  }

  return {
    async move(move: ManyMove): Promise<void> {
      const model = board.state.value.value;
      const wishes = (model ? wishesOf(model, move) : []).filter(({ epic }) => !turns.pending.value.has(epic.key));
      if (lens.value === null || wishes.length === 0) {
        notices.say(words.nothingToDo(parts.nameOf(move.to)));
        return;
      }
      await carryOut(manyWritesOf(lens.value, partsOf(wishes)), deedOf(move, wishes));
    },
  };
}

const mayHelp = (error: unknown) => !(error instanceof ServiceError) || error.status >= 500;

function inverseWish({ before, change, result: { epic } }: EpicOutcome): Wish[] {
  return epic ? [{ epic, change: inverseOf(effectOn(before, change)) }] : [];
}
