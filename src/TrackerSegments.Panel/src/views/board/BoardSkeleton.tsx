import { texts } from '../../texts';

export function BoardSkeleton() {
  return (
    <div class="skeleton" data-testid="loading">
      <p class="hidden" role="status">
        {texts.board.loading}
      </p>
      <div class="bone bone-filters" aria-hidden="true" />
      <div class="bone-columns" aria-hidden="true">
        <div class="bone bone-column" />
        <div class="bone bone-column" />
        <div class="bone bone-column" />
      </div>
    </div>
  );
}
