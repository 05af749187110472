import type { Alignment, Segment } from '../../api/types';
import { roundShares } from '../../format/shares';
import * as number from '../../format/numbers';
import { texts } from '../../texts';

/**
 * Says in a sentence or two whether effort follows the strategy, as the service does in its reports, in the language of the
 * page. Null where only the service can say it.
 */
export function headlineOf(alignment: Alignment): string | null {
  const sentence = sentenceOf(alignment);
  const { unestimated } = alignment.totals;
  return sentence && [sentence, ...(unestimated > 0 ? [texts.headline.notCounted(unestimated)] : [])].join(' ');
}

interface Shown {
  readonly segment: Segment;
  readonly name: string;
  readonly shown: number;
  readonly share: string;
  readonly target: string;
  readonly delta: string;
}

function sentenceOf(alignment: Alignment): string | null {
  const words = texts.headline;
  const { totals, lens } = alignment;
  const all = shownOf(alignment);
  const focus = largestBy(all, ({ segment }) => segment.target ?? -1);
  switch (alignment.alignment.state) {
    case 'noEffort':
      return totals.epics === 0 ? words.noEpics : totals.tagged === 0 ? words.untagged(lens.name) : words.noEffort;
    case 'noStrategy':
      return words.noStrategy(
        all
          .filter(({ shown }) => shown > 0)
          .toSorted((a, b) => b.shown - a.shown)
          .slice(0, 3)
          .map(({ name, share }, rank) => (rank === 0 ? words.largest : words.also)(name, share)),
      );
    case 'aligned':
      return focus ? words.aligned(focus.name, focus.share, focus.target, focus.delta) : null;
    case 'misaligned':
      return misaligned(all, focus);
    case 'notComparable':
      return null;
  }
}

function misaligned(all: readonly Shown[], focus: Shown | null): string | null {
  const words = texts.headline;
  const off = all
    .filter(({ segment }) => segment.state === 'under' || segment.state === 'over')
    .toSorted((a, b) => Math.abs(b.segment.delta ?? 0) - Math.abs(a.segment.delta ?? 0));
  const first = off.find((one) => one === focus) ?? off[0];
  if (!first) {
    return null;
  }
  const opposite = off.find(({ segment }) => segment.state !== first.segment.state);
  return [
    words.off(first.name, first.target, first.share, first.delta),
    ...(opposite ? [words.opposite(opposite.name, opposite.share, opposite.target, opposite.delta)] : []),
  ].join(' ');
}

/** The difference is that of the two figures beside it, so that what is shown adds up. */
function shownOf({ segments }: Alignment): Shown[] {
  const shares = roundShares(segments.map(({ effort }) => effort));
  return segments.map((segment, at) => {
    const shown = shares[at] ?? 0;
    const target = segment.target ?? 0;
    return {
      segment,
      name: segment.name,
      shown,
      share: number.exactPercent(shown),
      target: number.exactPercent(target),
      delta: number.exactPoints(shown - target),
    };
  });
}

/** Of several equal ones the first. */
const largestBy = <T>(all: readonly T[], figure: (one: T) => number): T | null =>
  all.reduce<T | null>((best, one) => (best === null || figure(one) > figure(best) ? one : best), null);
