import { isUnknownOutcome, sentenceOf, ServiceError } from '../api/errors';
import type { BoardEpic } from '../api/types';
import { texts } from '../texts';
import type { MoveParts } from './moveParts';
import { inverseOf } from './moves';
import type { Undo } from './undo';
import { newWrite, writes, type Outcome, type Write } from './writes';

/** Carries out moves of one card and tells what became of them. */
export function singleMoves(parts: MoveParts) {
  const { alignment, lens, undos, notices, nameOf, turns } = parts;
  const written = writes(parts.client, parts.board, turns);
  const placesOf = (epic: BoardEpic) => (epic.segments.length > 0 ? epic.segments : [null]).map(nameOf);

  async function carryOut(write: Write): Promise<Outcome | null> {
    const outcome = await written.start(write);
    if (!outcome) {
      notices.say(texts.writes.stillSaving(write.epic));
      return null;
    }
    parts.forgetPredictions();
    if (outcome.kind === 'written') {
      remember(write, outcome.result.epic);
      tellWritten(outcome);
    } else if (outcome.kind === 'stale') {
      notices.show(outcome.conflict?.text || texts.writes.stale(write.epic, placesOf(outcome.current)), 'problem');
      void parts.refreshFigures();
    } else {
      tellFailed(write, outcome.error);
    }
    return outcome;
  }

  function remember(write: Write, epic: BoardEpic): void {
    undos.follow(write.epic, write.expectedRevision, epic.revision);
    if (!write.undoes) {
      undos.push(undoBy(newWrite(write.lens, epic, inverseOf(write.change), true)));
    }
  }

  const undoBy = (write: Write): Undo => ({
    after: (epic, from, to) =>
      undoBy(
        epic === write.epic && from === write.expectedRevision
          ? newWrite(write.lens, { key: epic, revision: to }, write.change, true)
          : write,
      ),
    async run() {
      const outcome = await carryOut(write);
      return outcome === null || outcome.kind === 'failed' ? undoBy(write) : null;
    },
  });

  function tellWritten({ write, result }: Extract<Outcome, { kind: 'written' }>): void {
    if (lens.value === write.lens) {
      alignment.put(result.alignment);
    }
    const { add, remove } = write.change;
    const after = result.alignment.alignment.index;
    const text = write.undoes
      ? texts.writes.undone(write.epic, placesOf(result.epic))
      : texts.writes.done(write.epic, add.map(nameOf), remove.map(nameOf), result.before.index, after);
    notices.show(
      [text, result.overlap?.text].filter(Boolean).join(' '),
      'quiet',
      write.undoes ? undefined : { label: texts.undo, run: () => void parts.undoLast() },
    );
  }

  function tellFailed(write: Write, error: unknown): void {
    const sentence = sentenceOf(error);
    const status = error instanceof ServiceError ? error.status : null;
    if (status !== null && status < 500) {
      // The service's own sentence says what became of an epic that is gone from the board.
      notices.show(status === 404 ? sentence : texts.writes.failed(write.epic, sentence), 'problem');
      if (error instanceof ServiceError && error.code === 'writeBackOff') {
        void parts.reopen();
      }
      return;
    }
    const text = isUnknownOutcome(error) ? texts.writes.unknown : texts.writes.shownAsBefore;
    notices.show(text(write.epic, sentence), 'problem', { label: texts.tryAgain, run: () => void carryOut(write) });
  }

  return { carryOut };
}
