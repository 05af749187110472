const typingPauseMs = 800;

export interface Typed {
  text: string;
  time: number;
}

/** Which name is meant by a digit, or by the letters typed so far, starting after the present one; -1 where none is. */
export function indexTyped(names: readonly string[], key: string, typed: Typed, at: number, now = Date.now()): number {
  if (/^[1-9]$/.test(key)) {
    return Number(key) <= names.length ? Number(key) - 1 : -1;
  }
  typed.text = (now - typed.time > typingPauseMs ? '' : typed.text) + key.toLowerCase();
  typed.time = now;
  const starts = (index: number) => names[index]?.toLowerCase().startsWith(typed.text) ?? false;
  // A single letter typed again goes on to the next name.
  const from = typed.text.length === 1 ? at + 1 : at;
  return names.map((_, step) => (from + step) % names.length).find(starts) ?? -1;
}
