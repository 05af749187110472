import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { Client } from '../api/client';
import { isUnknownOutcome, sentenceOf } from '../api/errors';
import type { Alignment, BoardEpic, SegmentChange, Workspace } from '../api/types';
import { texts } from '../texts';
import { modelOf, type BoardModel } from './boardModel';
import { changeOf, type ColumnKey, type Move } from './moves';
import { notices, type Notices } from './notices';
import { predictions, type Prediction } from './predictions';
import { resource, type Resource } from './resource';
import { newWrite, writes, type Outcome, type Write } from './writes';

export interface Store {
  readonly workspace: ReadonlySignal<Resource<Workspace>>;
  readonly alignment: ReadonlySignal<Resource<Alignment>>;
  readonly board: ReadonlySignal<Resource<BoardModel>>;
  readonly lens: ReadonlySignal<string | null>;
  readonly readOnly: ReadonlySignal<boolean>;
  readonly pending: ReadonlySignal<ReadonlySet<string>>;
  readonly canUndo: ReadonlySignal<boolean>;
  readonly notices: Notices;
  /** Opens a lens, or the primary one; reads the workspace first where that has not happened. */
  open(lens: string | null): Promise<void>;
  refresh(): Promise<void>;
  predict(epic: BoardEpic, change: SegmentChange): Promise<Prediction>;
  /** Resolves when the move is written or refused; the board shows it at once. */
  move(move: Move): Promise<void>;
  undo(): Promise<void>;
}

export function createStore(client: Client): Store {
  const workspace = resource<Workspace>();
  const alignment = resource<Alignment>();
  const board = resource<BoardModel>();
  const lens = signal<string | null>(null);
  const said = notices();
  const asked = predictions(client);
  const written = writes(client, board);

  const nameOf = (column: ColumnKey) =>
    board.state.value.value?.columns.find((candidate) => candidate.key === column)?.name ?? column ?? texts.unassigned;
  const placesOf = (epic: BoardEpic) => (epic.segments.length > 0 ? epic.segments : [null]).map(nameOf);

  async function refresh(): Promise<void> {
    const key = lens.value;
    if (key === null) {
      return;
    }
    asked.forget();
    await Promise.all([
      alignment.load(() => client.alignment(key)),
      board.load(async () => modelOf(await client.board(key))),
    ]);
  }

  async function refreshFigures(): Promise<void> {
    const key = lens.value;
    asked.forget();
    if (key !== null) {
      await alignment.load(() => client.alignment(key));
    }
  }

  async function carryOut(write: Write): Promise<void> {
    const outcome = await written.start(write);
    if (!outcome) {
      said.say(texts.writes.stillSaving(write.epic));
      return;
    }
    asked.forget();
    tell(outcome);
  }

  function tell(outcome: Outcome): void {
    const { write } = outcome;
    switch (outcome.kind) {
      case 'written': {
        if (lens.value === write.lens) {
          alignment.put(outcome.result.alignment);
        }
        const before = write.undoes ? null : outcome.result.before.index;
        const after = outcome.result.alignment.alignment.index;
        const text = write.undoes
          ? texts.writes.undone(write.epic, placesOf(outcome.result.epic))
          : texts.writes.done(write.epic, write.change.add.map(nameOf), write.change.remove.map(nameOf), before, after);
        said.show(text, 'quiet', write.undoes ? undefined : { label: texts.undo, run: () => void undo() });
        return;
      }
      case 'stale':
        said.show(texts.writes.stale(write.epic, placesOf(outcome.current)), 'problem');
        void refreshFigures();
        return;
      case 'failed': {
        const text = isUnknownOutcome(outcome.error) ? texts.writes.unknown : texts.writes.failed;
        said.show(text(write.epic, sentenceOf(outcome.error)), 'problem', {
          label: texts.tryAgain,
          run: () => void carryOut(write),
        });
      }
    }
  }

  async function undo(): Promise<void> {
    const last = written.undoable.value.at(-1);
    if (last) {
      await carryOut(last);
    } else {
      said.say(texts.writes.nothingToUndo);
    }
  }

  return {
    workspace: workspace.state,
    alignment: alignment.state,
    board: board.state,
    lens,
    readOnly: computed(() => workspace.state.value.value?.readOnly ?? true),
    pending: written.pending,
    canUndo: computed(() => written.undoable.value.length > 0),
    notices: said,

    async open(wanted) {
      if (workspace.state.value.value === null) {
        await workspace.load(() => client.workspace());
      }
      const lenses = workspace.state.value.value?.lenses ?? [];
      const found = lenses.find((one) => one.key === wanted) ?? lenses.find((one) => one.primary) ?? lenses[0];
      if (found && found.key !== lens.value) {
        lens.value = found.key;
        alignment.forget();
        board.forget();
        written.forget();
        await refresh();
      }
    },

    refresh,
    undo,

    predict: (epic, change) => asked.of(lens.value ?? '', epic, change),

    async move(move) {
      const epic = board.state.value.value?.epics.get(move.epic);
      const change = epic && changeOf(epic, move);
      if (!epic || !change || lens.value === null) {
        said.say(texts.writes.nothingToDo(move.epic, nameOf(move.to)));
        return;
      }
      await carryOut(newWrite(lens.value, epic, change));
    },
  };
}
