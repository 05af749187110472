import type { Alignment } from '../../api/types';
import * as number from '../../format/numbers';
import { texts } from '../../texts';

/** The index as a number, with all that it could still become as a thin whisker. */
export function IndexFigure({ alignment }: { alignment: Alignment }) {
  const { index, indexMin, indexMax, dependsOnCount } = alignment.alignment;
  const words = texts.alignment;
  if (index === null) {
    return null;
  }
  const least = indexMin ?? index;
  const most = indexMax ?? index;
  const open = dependsOnCount > 0 && most > least;
  const digits = open ? number.rangeDigits(least, most) : 0;
  return (
    <section class="index" aria-label={words.index} title={words.indexMeaning} data-testid="index">
      <p class="index-name">{words.index}</p>
      <p class="index-number" data-testid="index-value">
        {number.index(index, digits ?? 1)}
      </p>
      <div class="whisker" aria-hidden="true">
        <i class="whisker-range" style={{ insetInlineStart: `${least}%`, width: `${most - least}%` }} />
        <i class="whisker-dot" style={{ insetInlineStart: `${index}%` }} />
      </div>
      <p class="index-words">
        {!open
          ? words.indexCertain
          : digits === null
            ? words.indexNarrow(dependsOnCount)
            : words.indexRange(least, most, digits, dependsOnCount)}
      </p>
    </section>
  );
}
