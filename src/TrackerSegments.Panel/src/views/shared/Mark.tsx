export const markShapes = [
  'M1 1h10v10H1z',
  'M6 .5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 1 1 0-11z',
  'M6 .8 11.6 11H.4z',
  'M6 .2 11.8 6 6 11.8 .2 6z',
  'M4 .8h4V4h3.2v4H8v3.2H4V8H.8V4H4z',
  'M.4 1h11.2L6 11.2z',
  'M3.2.8h5.6L11.6 6 8.8 11.2H3.2L.4 6z',
  'M1 1h10L1 11z',
];

/** A segment's colour with a shape of its own, for those who cannot tell the colours apart. Unassigned is an empty box. */
export function Mark({ color, order }: { color: string | null; order: number }) {
  return (
    <svg class={color === null ? 'mark mark-none' : 'mark'} viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
      <path d={color === null ? markShapes[0] : markShapes[order % markShapes.length]} fill={color ?? 'none'} />
    </svg>
  );
}
