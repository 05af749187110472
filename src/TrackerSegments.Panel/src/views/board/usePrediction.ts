import { useEffect, useState } from 'preact/hooks';
import type { BoardEpic, SegmentChange } from '../../api/types';
import { texts } from '../../texts';
import { usePanel } from '../panel';
import { effectOf } from './effect';

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
    store.predict(epic, change).then(
      (prediction) => wanted && setText(effectOf(prediction, store.alignment.peek().value, change)),
      () => wanted && setText(texts.effect.unknown),
    );
    return () => {
      wanted = false;
    };
  }, [epic, change?.add.join(), change?.remove.join()]);
  return text;
}
