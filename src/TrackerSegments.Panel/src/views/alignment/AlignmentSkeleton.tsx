import { texts } from '../../texts';

/** The shape of the view to come, so that nothing jumps when the figures arrive. */
export function AlignmentSkeleton() {
  return (
    <div class="skeleton" data-testid="loading">
      <p class="hidden" role="status">
        {texts.alignment.loading}
      </p>
      <div class="answer" aria-hidden="true">
        <div class="statement">
          <div class="bone bone-line" />
          <div class="bone bone-line bone-short" />
        </div>
        <div class="bone bone-index" />
      </div>
      <div class="bone bone-rows" aria-hidden="true" />
    </div>
  );
}
