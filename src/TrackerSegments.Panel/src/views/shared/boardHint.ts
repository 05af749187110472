import type { Store } from '../../state/store';
import { texts } from '../../texts';

/** What can be done with cards, or why nothing can. */
export function boardHint(store: Store): string {
  if (!store.mayEdit.value) {
    return texts.board.hintViewer;
  }
  return store.readOnly.value ? texts.board.hintReadOnly : texts.board.hint;
}
