import { usePanel } from '../panel';

/** Two regions in turn, so that the same sentence twice is said twice. */
export function LiveRegion() {
  const { text, turn } = usePanel().store.notices.spoken.value;
  const even = turn % 2 === 0;
  return (
    <div class="hidden" data-testid="live-region">
      <p aria-live="polite">{even ? text : ''}</p>
      <p aria-live="polite">{even ? '' : text}</p>
    </div>
  );
}
