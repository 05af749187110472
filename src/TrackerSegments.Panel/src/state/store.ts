import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { Client } from '../api/client';
import type { Alignment, BoardEpic, SegmentChange, Workspace } from '../api/types';
import { texts } from '../texts';
import { modelAfter, type BoardModel } from './boardModel';
import { wishesOf, partsOf, type ManyMove } from './bulk';
import { manyMoves } from './manyMoves';
import { changeOf, type ColumnKey, type Move } from './moves';
import { notices, type Notices } from './notices';
import { predictions, type Prediction } from './predictions';
import { resource, type Resource } from './resource';
import { singleMoves } from './singleMoves';
import { writeTurns } from './writeTurns';
import { undos } from './undo';
import { newWrite } from './writes';

export interface Store {
  readonly client: Client;
  readonly workspace: ReadonlySignal<Resource<Workspace>>;
  readonly alignment: ReadonlySignal<Resource<Alignment>>;
  readonly board: ReadonlySignal<Resource<BoardModel>>;
  readonly lens: ReadonlySignal<string | null>;
  /** Whether nothing can be changed, be it by this person or by anybody. */
  readonly readOnly: ReadonlySignal<boolean>;
  /** Whether the person may change segments at all. */
  readonly mayEdit: ReadonlySignal<boolean>;
  readonly pending: ReadonlySignal<ReadonlySet<string>>;
  readonly canUndo: ReadonlySignal<boolean>;
  readonly notices: Notices;
  /** Opens a lens, or the primary one; reads the workspace first where that has not happened. */
  open(lens: string | null): Promise<void>;
  refresh(): Promise<void>;
  /** Reads the workspace again, as after writing was switched on or off. */
  reopen(): Promise<void>;
  /** Reads the figures again without a trace of it; false where somebody was at work on the board, so that it has to wait. */
  refreshQuietly(): Promise<boolean>;
  /** Whether the board must stay as it is: a card is in hand, a menu is open or something is being saved. */
  readonly held: ReadonlySignal<boolean>;
  hold(): () => void;
  predict(epic: BoardEpic, change: SegmentChange): Promise<Prediction>;
  /** What the move of many cards would do; null where that cannot be told before it is done. */
  predictMany(move: ManyMove): Promise<Prediction | null>;
  /** Resolves when the move is written or refused; the board shows it at once. */
  move(move: Move): Promise<void>;
  moveMany(move: ManyMove): Promise<void>;
  undo(): Promise<void>;
}

/** One question names no more epics than that. */
const mostAsked = 1_000;

export function createStore(client: Client): Store {
  const workspace = resource<Workspace>();
  const alignment = resource<Alignment>();
  const board = resource<BoardModel>();
  const lens = signal<string | null>(null);
  const said = notices();
  const asked = predictions(client);
  const turns = writeTurns(board);
  const undo = undos();
  const holds = signal(0);
  const mayEdit = computed(() => workspace.state.value.value?.caller?.may.edit ?? true);
  const held = computed(() => holds.value > 0 || turns.pending.value.size > 0);

  const nameOf = (column: ColumnKey) =>
    board.state.value.value?.columns.find((candidate) => candidate.key === column)?.name ?? column ?? texts.unassigned;
  const readBoard = async (key: string) => modelAfter(board.state.value.value, await client.board(key));

  async function refresh(): Promise<void> {
    const key = lens.value;
    if (key === null) {
      return;
    }
    asked.forget();
    await Promise.all([alignment.load(() => client.alignment(key)), board.load(() => readBoard(key))]);
  }

  const reopen = () => workspace.load(() => client.workspace());
  const undoLast = async () => {
    if (!(await undo.runLast())) {
      said.say(texts.writes.nothingToUndo);
    }
  };
  const parts = {
    client,
    board,
    alignment,
    lens,
    turns,
    undos: undo,
    undoLast,
    notices: said,
    nameOf,
    reopen,
    refreshFigures: async () => {
      const key = lens.value;
      if (key !== null) {
        await alignment.load(() => client.alignment(key));
      }
    },
    forgetPredictions: () => asked.forget(),
  };
  const single = singleMoves(parts);
  const many = manyMoves(parts);

  return {
    client,
    workspace: workspace.state,
    alignment: alignment.state,
    board: board.state,
    lens,
    readOnly: computed(() => !mayEdit.value || (workspace.state.value.value?.readOnly ?? true)),
    mayEdit,
    pending: turns.pending,
    canUndo: computed(() => undo.steps.value.length > 0),
    notices: said,
    held,

    hold() {
      holds.value++;
      let holding = true;
      return () => {
        holds.value -= holding ? 1 : 0;
        holding = false;
      };
    },

    async open(wanted) {
      if (workspace.state.value.value === null) {
        await reopen();
      }
      const lenses = workspace.state.value.value?.lenses ?? [];
      const found = lenses.find((one) => one.key === wanted) ?? lenses.find((one) => one.primary) ?? lenses[0];
      if (found && found.key !== lens.value) {
        lens.value = found.key;
        alignment.forget();
        board.forget();
        undo.forget();
        await refresh();
      }
    },

    refresh,
    reopen,
    undo: undoLast,

    async refreshQuietly() {
      const key = lens.value;
      const before = board.state.value;
      if (key === null || held.value || before.loading || alignment.state.value.loading) {
        return false;
      }
      try {
        const [figures, model] = await Promise.all([client.alignment(key), readBoard(key)]);
        // What was written or opened meanwhile is newer than these answers.
        if (held.value || board.state.value !== before) {
          return false;
        }
        asked.forget();
        alignment.put(figures);
        board.put(model);
        return true;
      } catch (error) {
        alignment.fail(error);
        return false;
      }
    },

    predict: (epic, change) => asked.of(lens.value ?? '', epic, change),

    async predictMany(move) {
      const model = board.state.value.value;
      const [part, ...others] = model ? partsOf(wishesOf(model, move)) : [];
      // Two answers apart do not add up to the answer for both.
      return !part || others.length > 0 || part.epics.length > mostAsked ? null : asked.ofMany(lens.value ?? '', part);
    },

    async move(move) {
      const epic = board.state.value.value?.epics.get(move.epic);
      const change = epic && changeOf(epic, move);
      if (!epic || !change || lens.value === null) {
        said.say(texts.writes.nothingToDo(move.epic, nameOf(move.to)));
        return;
      }
      await single.carryOut(newWrite(lens.value, epic, change));
    },

    moveMany: (move) => many.move(move),
  };
}
