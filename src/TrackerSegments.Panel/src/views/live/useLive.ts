import type { Live } from '../../state/live';
import { usePanel } from '../panel';

export function useLive(): Live {
  const open = usePanel().live.value;
  if (!open) {
    throw new Error('useLive is called where no live tracker is followed.');
  }
  return open.live;
}
