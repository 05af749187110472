import type { Board, BoardEpic, LensName, Unit } from '../api/types';
import type { ColumnKey } from './moves';
import { texts } from '../texts';

export interface BoardColumnModel {
  readonly key: ColumnKey;
  readonly name: string;
  readonly color: string | null;
  /** Place among the segments, which picks the mark that goes with the colour. */
  readonly order: number;
  readonly keys: readonly string[];
}

/** How a segment is shown where only its key is at hand. */
export interface SegmentFace {
  readonly name: string;
  readonly color: string | null;
  readonly order: number;
}

/** The board as the views use it. Parts that a change does not touch stay the same objects, so that views can skip them. */
export interface BoardModel {
  readonly lens: LensName;
  readonly unit: Unit;
  readonly faces: ReadonlyMap<ColumnKey, SegmentFace>;
  readonly columns: readonly BoardColumnModel[];
  readonly epics: ReadonlyMap<string, BoardEpic>;
}

export function modelOf(board: Board): BoardModel {
  return {
    lens: board.lens,
    unit: board.unit,
    faces: new Map(board.columns.map(({ key, name, color }, order) => [key, { name, color, order }])),
    columns: board.columns.map((column, order) => ({
      key: column.key,
      // The service names what has no segment in English.
      name: column.key === null ? texts.unassigned : column.name,
      color: column.color,
      order,
      keys: column.epics,
    })),
    epics: new Map(board.epics.map((epic) => [epic.key, epic])),
  };
}

/** The model read again. What is as it was stays the same objects, so that its cards are not drawn again. */
export function modelAfter(before: BoardModel | null, board: Board): BoardModel {
  const model = modelOf(board);
  if (before?.lens.key !== model.lens.key) {
    return model;
  }
  const epics = new Map(
    board.epics.map((epic) => {
      const known = before.epics.get(epic.key);
      return [epic.key, known && isSame(known, epic) ? known : epic];
    }),
  );
  return {
    ...model,
    epics,
    faces: isSame([...before.faces], [...model.faces]) ? before.faces : model.faces,
    columns: model.columns.map((column, at) => {
      const known = before.columns[at];
      return known && isSame(known, column) ? known : column;
    }),
  };
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** The model with some epics as they are now, each in every column that it names. */
export function withEpics(model: BoardModel, changed: readonly BoardEpic[]): BoardModel {
  const epics = new Map(model.epics);
  changed.forEach((epic) => epics.set(epic.key, epic));
  const columns = model.columns.map((column) => {
    const before = new Set(column.keys);
    const gone = new Set(changed.filter((epic) => before.has(epic.key) && !isIn(epic, column.key)).map(({ key }) => key));
    const come = changed.filter((epic) => !before.has(epic.key) && isIn(epic, column.key));
    if (gone.size + come.length === 0) {
      return column;
    }
    const left = column.keys.filter((key) => !gone.has(key));
    return { ...column, keys: come.reduce((keys, epic) => inserted(keys, epic, epics), left) };
  });
  return { ...model, epics, columns };
}

export function isIn(epic: BoardEpic, column: ColumnKey): boolean {
  return column === null ? epic.segments.length === 0 : epic.segments.includes(column);
}

/** The part of an epic's effort that counts in a column: the service's portion, or nearly that until it has answered. */
export function effortIn(epic: BoardEpic, column: ColumnKey): number | null {
  if (epic.effort === null || column === null) {
    return epic.effort;
  }
  const at = epic.segments.indexOf(column);
  return epic.portions?.[at] ?? Math.round(epic.effort * (epic.weights[at] ?? 0) * 1000) / 1000;
}

function inserted(keys: string[], epic: BoardEpic, epics: ReadonlyMap<string, BoardEpic>): string[] {
  const at = keys.findIndex((key) => {
    const other = epics.get(key);
    return other !== undefined && comesBefore(epic, other);
  });
  return keys.toSpliced(at < 0 ? keys.length : at, 0, epic.key);
}

function comesBefore(a: BoardEpic, b: BoardEpic): boolean {
  const effortA = a.effort ?? -1;
  const effortB = b.effort ?? -1;
  return effortA !== effortB ? effortA > effortB : a.key < b.key;
}
