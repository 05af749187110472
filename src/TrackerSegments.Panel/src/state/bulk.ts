import type { BoardEpic, SegmentChange } from '../api/types';
import type { BoardModel } from './boardModel';
import { changeOf, type ColumnKey } from './moves';

/** A card: an epic in one of the columns that it is in. */
export interface CardPlace {
  readonly column: ColumnKey;
  readonly epic: string;
}

/** Epics that the same is asked of. */
export interface Part {
  readonly change: SegmentChange;
  readonly epics: readonly BoardEpic[];
}

/** Cards taken to one column together. Each epic leaves the columns that its cards were taken from, and no other. */
export interface ManyMove {
  readonly places: readonly CardPlace[];
  readonly to: ColumnKey;
  readonly keep: boolean;
}

export interface Wish {
  readonly epic: BoardEpic;
  readonly change: SegmentChange;
}

/** What a move of many cards asks of each epic that it changes. */
export function wishesOf(model: BoardModel, { places, to, keep }: ManyMove): Wish[] {
  return [...grouped(places, ({ epic }) => epic)].flatMap(([key, own]) => {
    const epic = model.epics.get(key);
    if (!epic) {
      return [];
    }
    const changes = own.flatMap(({ column }) => changeOf(epic, { from: column, to, keep }) ?? []);
    const change = {
      add: union(changes.map(({ add }) => add)),
      remove: union(changes.map(({ remove }) => remove)),
    };
    return change.add.length + change.remove.length > 0 ? [{ epic, change }] : [];
  });
}

/** The segments that are taken away from any of the epics. */
export const removedFrom = (wishes: readonly Wish[]): string[] => union(wishes.map(({ change }) => change.remove));

/** The wishes in as few requests as say exactly that: what an epic does not have is not taken from it, what it has is not added. */
export function partsOf(wishes: readonly Wish[]): Part[] {
  const all = {
    add: union(wishes.map(({ change }) => change.add)),
    remove: union(wishes.map(({ change }) => change.remove)),
  };
  const fits = ({ epic, change }: Wish) => idOf(effectOn(epic, all)) === idOf(change);
  const isOneAsk = all.add.every((segment) => !all.remove.includes(segment));
  const [together, apart] = isOneAsk ? [wishes.filter(fits), wishes.filter((wish) => !fits(wish))] : [[], wishes];
  return [
    ...(together.length > 0 ? [{ change: all, epics: together.map(({ epic }) => epic) }] : []),
    ...[...grouped(apart, ({ change }) => idOf(change)).values()].map((group) => ({
      change: group[0]?.change ?? all,
      epics: group.map(({ epic }) => epic),
    })),
  ];
}

/** What a change does to an epic as it is: no more than it lacks is added, no more than it has is taken away. */
export function effectOn(epic: Pick<BoardEpic, 'segments'>, change: SegmentChange): SegmentChange {
  return {
    add: change.add.filter((segment) => !epic.segments.includes(segment)),
    remove: change.remove.filter((segment) => epic.segments.includes(segment)),
  };
}

function grouped<T>(items: readonly T[], idOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(idOf(item));
    if (group) {
      group.push(item);
    } else {
      groups.set(idOf(item), [item]);
    }
  }
  return groups;
}

const union = (lists: readonly (readonly string[])[]) => [...new Set(lists.flat())];
const idOf = ({ add, remove }: SegmentChange) => JSON.stringify([add.toSorted(), remove.toSorted()]);
