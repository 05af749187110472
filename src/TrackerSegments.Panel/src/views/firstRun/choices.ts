import type { FirstScheme, FirstSegment, Start, Template } from '../../api/firstRun';
import type { Alignment } from '../../api/types';

/** Segments that a workspace can begin with. */
export interface Choice {
  /** Null for what was found. */
  readonly template: Template | null;
  readonly segments: readonly FirstSegment[];
  /** Null where the segments are these already. */
  readonly scheme: FirstScheme | null;
  /** How many epics name a segment that is not among these. */
  readonly leaves: number;
}

const presetCount = 3;

const isSame = (one: string, other: string) => one.localeCompare(other, undefined, { sensitivity: 'accent' }) === 0;

/** What is there already, where epics name it, and three presets; never the same list twice. */
export function choicesOf({ scheme, templates }: Pick<Start, 'scheme' | 'templates'>, { segments, totals }: Alignment): readonly Choice[] {
  const there = scheme.value.segments;
  const presets = templates
    .filter((template) => template.segments.length > 0)
    .slice(0, presetCount)
    .map((template, at): Choice => {
      const wanted = template.segments.map((name) => ({ name, ...keyOf([...there, ...scheme.value.archived].find((one) => isSame(one.name, name))) }));
      const gone = there.filter(({ key }) => !wanted.some((one) => one.key === key));
      const isThere = gone.length === 0 && wanted.length === there.length;
      return {
        template,
        segments: isThere ? there.map(({ key, name }) => ({ key, name })) : wanted,
        scheme: isThere
          ? null
          : {
              // The first one is what a lens is for anyway: its name stays the field's.
              ...(at === 0 ? {} : { lens: { name: template.name, kind: template.kind } }),
              segments: wanted,
              archived: gone.map(({ key }) => ({ key, destination: null })),
            },
        leaves: gone.reduce((sum, { key }) => sum + (segments.find((one) => one.key === key)?.epics ?? 0), 0),
      };
    });
  const isFound = there.length > 0 && totals.tagged > 0 && presets.every((preset) => preset.scheme !== null);
  return isFound ? [{ template: null, segments: there.map(({ key, name }) => ({ key, name })), scheme: null, leaves: 0 }, ...presets] : presets;
}

const keyOf = (segment: { key: string } | undefined) => (segment ? { key: segment.key } : {});

/** Whole targets that add up to 100. */
export function evenTargets(count: number): number[] {
  const each = Math.floor(100 / Math.max(count, 1));
  return Array.from({ length: count }, (_, at) => (at === 0 ? 100 - each * (count - 1) : each));
}
