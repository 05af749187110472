import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { texts } from '../../texts';
import { Failure } from '../shared/Failure';
import { BoardSkeleton } from './BoardSkeleton';

/** The board's script is fetched when the board is first opened: the answer comes first. */
export function LazyBoard() {
  const [board, setBoard] = useState<{ View: ComponentType } | null>(null);
  const [error, setError] = useState<unknown>(null);
  const load = () => {
    setError(null);
    import('./BoardView').then(({ BoardView }) => setBoard({ View: BoardView }), setError);
  };
  useEffect(load, []);
  if (error !== null) {
    return <Failure title={texts.errors.boardTitle} error={error} retry={load} />;
  }
  return board ? <board.View /> : <BoardSkeleton />;
}
