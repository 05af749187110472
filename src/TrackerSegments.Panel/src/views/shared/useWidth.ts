import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** How wide the element is: charts are drawn for that, so that their texts stay readable. */
export function useWidth() {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(640);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) {
      return;
    }
    const measure = () => setWidth(Math.max(element.clientWidth || 640, 220));
    measure();
    const sizes = new ResizeObserver(measure);
    sizes.observe(element);
    return () => sizes.disconnect();
  }, []);
  return { ref, width };
}
