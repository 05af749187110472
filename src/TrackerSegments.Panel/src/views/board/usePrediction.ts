import { useEffect, useRef, useState } from 'preact/hooks';
import type { BoardModel } from '../../state/boardModel';
import { partsOf, wishesOf, type ManyMove } from '../../state/bulk';
import type { Store } from '../../state/store';
import { texts } from '../../texts';
import { usePanel } from '../panel';
import { effectOf } from './effect';
import { inTurns, type Turns } from './turns';

async function askEffect(store: Store, model: BoardModel, move: ManyMove): Promise<string> {
  const [part] = partsOf(wishesOf(model, move));
  const [first, ...others] = move.places;
  const epic = first && model.epics.get(first.epic);
  if (!part || !epic) {
    return texts.effect.nothing;
  }
  try {
    const prediction = others.length === 0 ? await store.predict(epic, part.change) : await store.predictMany(move);
    return prediction ? effectOf(prediction, store.alignment.peek().value, part.change) : texts.effect.later;
  } catch {
    return texts.effect.unknown;
  }
}

/** The effect of a change in words, as soon as the service has worked it out. */
export function usePrediction(model: BoardModel, move: ManyMove): string {
  const { store } = usePanel();
  const [text, setText] = useState(texts.effect.asking);
  const changes = wishesOf(model, move).length > 0;
  useEffect(() => {
    if (!changes) {
      setText(texts.effect.nothing);
      return;
    }
    let wanted = true;
    setText(texts.effect.asking);
    void askEffect(store, model, move).then((effect) => wanted && setText(effect));
    return () => {
      wanted = false;
    };
  }, [model, move.places, move.to, move.keep]);
  return text;
}

/** Each option costs the service a whole calculation: a long menu works out no more than this unless it is walked through. */
const mostUnasked = 9;

/** The effects of several moves in words, the current one first; empty where none has been asked for yet. */
export function usePredictions(model: BoardModel, moves: readonly ManyMove[], current: number): readonly string[] {
  const { store } = usePanel();
  const [effects, setEffects] = useState<readonly string[]>([]);
  const turns = useRef<Turns | null>(null);
  const changes = moves.map((move) => wishesOf(model, move).length > 0);
  useEffect(() => {
    let wanted = true;
    const show = (option: number, text: string) => wanted && setEffects((shown) => shown.with(option, text));
    setEffects(changes.map((change) => (change ? '' : texts.effect.nothing)));
    turns.current = inTurns(
      changes.flatMap((change, option) => (change ? option : [])),
      current,
      mostUnasked,
      async (option) => {
        const move = moves[option];
        if (move) {
          show(option, texts.effect.asking);
          show(option, await askEffect(store, model, move));
        }
      },
    );
    return () => {
      wanted = false;
      turns.current?.stop();
    };
  }, [model, moves[0]?.places, moves[0]?.keep]);
  useEffect(() => turns.current?.moveTo(current), [current]);
  return effects;
}
