import { useEffect, useRef, useState } from 'preact/hooks';
import type { BoardEpic, SegmentChange } from '../../api/types';
import type { Store } from '../../state/store';
import { texts } from '../../texts';
import { usePanel } from '../panel';
import { effectOf } from './effect';
import { inTurns, type Turns } from './turns';

function askEffect(store: Store, epic: BoardEpic, change: SegmentChange): Promise<string> {
  return store.predict(epic, change).then(
    (prediction) => effectOf(prediction, store.alignment.peek().value, change),
    () => texts.effect.unknown,
  );
}

/** The effect of a change in words, as soon as the service has worked it out. */
export function usePrediction(epic: BoardEpic, change: SegmentChange | null): string {
  const { store } = usePanel();
  const [text, setText] = useState(texts.effect.asking);
  useEffect(() => {
    if (!change) {
      setText(texts.effect.nothing);
      return;
    }
    let wanted = true;
    setText(texts.effect.asking);
    void askEffect(store, epic, change).then((effect) => wanted && setText(effect));
    return () => {
      wanted = false;
    };
  }, [epic, change?.add.join(), change?.remove.join()]);
  return text;
}

/** Each option costs the service a whole calculation: a long menu works out no more than this unless it is walked through. */
const mostUnasked = 9;

/** The effects of several changes in words, the current one first; empty where none has been asked for yet. */
export function usePredictions(epic: BoardEpic, changes: readonly (SegmentChange | null)[], current: number): readonly string[] {
  const { store } = usePanel();
  const [effects, setEffects] = useState<readonly string[]>([]);
  const turns = useRef<Turns | null>(null);
  useEffect(() => {
    let wanted = true;
    const show = (option: number, text: string) => wanted && setEffects((shown) => shown.with(option, text));
    setEffects(changes.map((change) => (change ? '' : texts.effect.nothing)));
    turns.current = inTurns(
      changes.flatMap((change, option) => (change ? option : [])),
      current,
      mostUnasked,
      async (option) => {
        const change = changes[option];
        if (change) {
          show(option, texts.effect.asking);
          show(option, await askEffect(store, epic, change));
        }
      },
    );
    return () => {
      wanted = false;
      turns.current?.stop();
    };
  }, [epic, JSON.stringify(changes)]);
  useEffect(() => turns.current?.moveTo(current), [current]);
  return effects;
}
