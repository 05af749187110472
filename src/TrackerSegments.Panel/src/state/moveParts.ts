import type { Signal } from '@preact/signals';
import type { Client } from '../api/client';
import type { Alignment } from '../api/types';
import type { BoardModel } from './boardModel';
import type { ColumnKey } from './moves';
import type { Notices } from './notices';
import type { ResourceCell } from './resource';
import type { WriteTurns } from './writeTurns';
import type { Undos } from './undo';

/** What moves of cards need of the store. */
export interface MoveParts {
  readonly client: Client;
  readonly board: ResourceCell<BoardModel>;
  readonly alignment: ResourceCell<Alignment>;
  readonly lens: Signal<string | null>;
  readonly turns: WriteTurns;
  readonly undos: Undos;
  readonly notices: Notices;
  nameOf(column: ColumnKey): string;
  undoLast(): Promise<void>;
  reopen(): Promise<void>;
  refreshFigures(): Promise<void>;
  forgetPredictions(): void;
}
