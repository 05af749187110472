import {
  defaultRangeExtractor,
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type Range,
} from '@tanstack/virtual-core';
import type { RefObject } from 'preact';
import { useLayoutEffect, useReducer, useState } from 'preact/hooks';

interface Options {
  scroller: RefObject<HTMLElement | null>;
  keys: readonly string[];
  heightOf: (key: string) => number;
  /** Rows that stay in the document even where they are out of sight: the one with the focus, the one in hand. */
  always: readonly number[];
}

/** Only the cards in sight are in the document. */
export function useVirtualList({ scroller, keys, heightOf, always }: Options): Virtualizer<HTMLElement, HTMLElement> {
  const [, render] = useReducer((turn: number) => turn + 1, 0);
  const estimate = (index: number) => heightOf(keys[index] ?? '');
  const options = {
    count: keys.length,
    getScrollElement: () => scroller.current,
    estimateSize: estimate,
    getItemKey: (index: number) => keys[index] ?? index,
    measureElement: (
      element: HTMLElement,
      entry: ResizeObserverEntry | undefined,
      { measurementsCache, indexFromElement }: Virtualizer<HTMLElement, HTMLElement>,
    ) => {
      const height = entry?.borderBoxSize[0]?.blockSize;
      if (height !== undefined) {
        return Math.round(height);
      }
      // Reading the height of a card just added would lay the page out once per card; the observer tells all at once.
      const index = indexFromElement(element);
      return measurementsCache[index]?.size ?? estimate(index);
    },
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    overscan: 4,
    gap: 8,
    paddingStart: 2,
    paddingEnd: 12,
    rangeExtractor: (range: Range) => withRows(defaultRangeExtractor(range), always),
    onChange: () => render(undefined),
  };
  const [list] = useState(() => new Virtualizer<HTMLElement, HTMLElement>(options));
  list.setOptions(options);
  useLayoutEffect(() => list._didMount(), [list]);
  useLayoutEffect(() => list._willUpdate());
  return list;
}

function withRows(range: number[], always: readonly number[]): number[] {
  const missing = always.filter((row) => row >= 0 && !range.includes(row));
  return missing.length === 0 ? range : [...new Set([...range, ...missing])].sort((a, b) => a - b);
}
