import type { Theme } from './host';

/** Whether a page of this background is a light or a dark one; null where the colour cannot be read. */
export function themeOf(background: string): Theme | null {
  const channels = channelsOf(background.trim());
  if (!channels) {
    return null;
  }
  // What the eye makes of red, green and blue (Rec. 709).
  const [red, green, blue] = channels;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 128 ? 'dark' : 'light';
}

function channelsOf(color: string): [number, number, number] | null {
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(color)?.[1];
  if (hex) {
    const step = hex.length / 3;
    const [red = 0, green = 0, blue = 0] = [0, 1, 2].map((at) => parseInt(hex.slice(at * step, (at + 1) * step).repeat(3 - step), 16));
    return [red, green, blue];
  }
  const numbers = /^(?:rgba?\()?\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\b/.exec(color);
  return numbers ? [Number(numbers[1]), Number(numbers[2]), Number(numbers[3])] : null;
}
