import type { Alignment, BoardEpic, SegmentChange } from '../../api/types';
import * as number from '../../format/numbers';
import type { BoardModel } from '../../state/boardModel';
import { removedFrom, wishesOf, type ManyMove } from '../../state/bulk';
import { changeOf, type ColumnKey, type Move } from '../../state/moves';
import type { Prediction } from '../../state/predictions';
import { texts } from '../../texts';

/** What a change would do to the index; where there is no index, to the share of the segment it goes to. */
export function effectOf(prediction: Prediction, now: Alignment | null, change: SegmentChange): string {
  const { indexBefore, indexAfter } = prediction;
  if (indexBefore !== null && indexAfter !== null) {
    const text = number.fromTo(indexBefore, indexAfter);
    return text === null ? texts.effect.none : texts.effect.index(text);
  }
  const added = change.add[0];
  const key = added ?? change.remove[0];
  const shareIn = (alignment: Alignment | null) =>
    (alignment?.segments.find((segment) => segment.key === key)?.share ?? 0) * 100;
  const after = prediction.alignment.segments.find((segment) => segment.key === key);
  const text = number.fromTo(shareIn(now), shareIn(prediction.alignment));
  if (text === null || !after) {
    return texts.effect.nothing;
  }
  // What is added is the column or option that shows this; what is taken away needs its name.
  return added ? texts.effect.share(`${text}\u00a0%`) : texts.effect.shareOf(after.name, `${text}\u00a0%`);
}

/** The same move in words: what is taken, what is kept. */
export function intentOf(model: BoardModel, epic: BoardEpic, { from, to }: Omit<Move, 'epic'>, change: SegmentChange): string {
  const nameOf = (key: ColumnKey) => model.columns.find((column) => column.key === key)?.name ?? texts.unassigned;
  const kept = epic.segments.filter((segment) => !change.remove.includes(segment)).map(nameOf);
  if (change.add.length === 0) {
    return kept.length > 0 ? texts.effect.removeKeep(nameOf(from), kept) : texts.effect.remove(nameOf(from));
  }
  if (change.remove.length > 0) {
    return texts.effect.move(nameOf(from), nameOf(to));
  }
  return kept.length > 0 ? texts.effect.add(nameOf(to), texts.list(kept)) : texts.effect.tag(nameOf(to));
}

/** The move of one card or of many in words. */
export function intentOfMany(model: BoardModel, move: ManyMove): string {
  const [first, ...others] = move.places;
  const epic = first && model.epics.get(first.epic);
  if (first && epic && others.length === 0) {
    const one = { from: first.column, to: move.to, keep: move.keep };
    const change = changeOf(epic, one);
    return change ? intentOf(model, epic, one, change) : texts.effect.nothingWhy;
  }
  const wishes = wishesOf(model, move);
  const nameOf = (key: ColumnKey) => model.faces.get(key)?.name ?? texts.unassigned;
  if (wishes.length === 0) {
    return texts.effect.nothingWhyMany;
  }
  if (move.to === null) {
    return texts.effect.removeMany(wishes.length, removedFrom(wishes).map(nameOf));
  }
  return (move.keep ? texts.effect.addMany : texts.effect.moveMany)(wishes.length, nameOf(move.to));
}
