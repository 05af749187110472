import { useEffect, useMemo } from 'preact/hooks';
import { resource, type Resource } from '../../state/resource';
import { usePanel } from '../panel';

/** A document of the open lens, read again where a name in `of` or the figures of the board change; null reads nothing. */
export function useReading<T>(read: ((lens: string) => Promise<T>) | null, of: readonly unknown[]): Resource<T> & { again: () => void } {
  const { store } = usePanel();
  const lens = store.lens.value;
  const figures = store.alignment.value.value?.hash;
  const cell = useMemo(() => resource<T>(), [lens]);
  const again = () => {
    if (lens !== null && read) {
      void cell.load(() => read(lens));
    }
  };
  useEffect(again, [cell, figures, ...of]);
  return { ...cell.state.value, again };
}
