import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** Whether a column is in sight, or so close to it that its cards should be drawn already. */
export function useNear(column: RefObject<HTMLElement | null>, atFirst: boolean): boolean {
  const [near, setNear] = useState(atFirst);
  useEffect(() => {
    const element = column.current;
    if (!element) {
      return;
    }
    const observer = new IntersectionObserver((entries) => setNear(entries.at(-1)?.isIntersecting ?? true), {
      root: element.closest('.board'),
      rootMargin: '0px 320px',
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [column]);
  return near;
}
