import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import type { Alignment, AlignmentState, SegmentState } from '../../src/api/types';
import { setLocale } from '../../src/format/locale';
import { speak } from '../../src/texts/language';
import { speakIn } from '../../src/texts/locale';
import { headlineOf } from '../../src/views/alignment/composedHeadline';
import { alignment, segment } from '../builders';

const approved = JSON.parse(
  readFileSync('../../tests/TrackerSegments.Service.Tests/Approved/analyze.json.txt', 'utf8').replace(/^\uFEFF/, ''),
) as Alignment;

interface Case {
  readonly state: AlignmentState;
  /** Effort and target of Enterprise, Mid-market and SMB. */
  readonly efforts?: readonly [number, number, number];
  readonly targets?: readonly [number, number, number] | null;
  readonly totals?: Partial<Alignment['totals']>;
}

function made({ state, efforts = [0, 0, 0], targets = [30, 20, 50], totals = {} }: Case): Alignment {
  const all = efforts.reduce((sum, effort) => sum + effort, 0);
  const segments = ['Enterprise', 'Mid-market', 'SMB'].map((name, at) => {
    const target = targets?.[at] ?? null;
    const delta = all === 0 || target === null ? null : Math.round(((efforts[at] ?? 0) / all) * 100_000 - target * 1000) / 1000;
    const verdict: SegmentState = delta === null ? 'noTarget' : delta < -5 ? 'under' : delta > 5 ? 'over' : 'on';
    return segment({ key: name.toLowerCase(), name, effort: efforts[at] ?? 0, target, delta, state: verdict });
  });
  const base = alignment({ segments });
  return { ...base, totals: { ...base.totals, ...totals }, alignment: { ...base.alignment, state } };
}

/** The sentences of tests/TrackerSegments.Core.Tests/Alignment/AlignmentReportTests.cs, for the same figures. */
const cases: [string, Case][] = [
  ['No epic is in scope, so there is nothing to split yet.', { state: 'noEffort', totals: { epics: 0, tagged: 0 } }],
  ['No epic is tagged with Customer segment yet, so there is no split to show.', { state: 'noEffort', totals: { epics: 1, tagged: 0 } }],
  ['No tagged epic has any effort yet, so there is no split to show.', { state: 'noEffort' }],
  ['No tagged epic has any effort yet, so there is no split to show. 2 epics have no estimate and are not counted.', { state: 'noEffort', totals: { unestimated: 2 } }],
  ['Planned effort follows the strategy: SMB gets 48 % against 50 % (−2 pp), and every segment is within its tolerance.', { state: 'aligned', efforts: [32, 20, 48] }],
  ['Planned effort follows the strategy: SMB gets 50 % against 50 % (±0 pp), and every segment is within its tolerance.', { state: 'aligned', efforts: [30, 20, 50] }],
  ['Strategy says Mid-market 20 %; planned effort says 10 % (−10 pp).', { state: 'misaligned', efforts: [35, 10, 55], targets: [30, 20, 50] }],
  ['SMB gets 66.7 % of the planned effort, Enterprise 33.3 %. No strategy is set to compare with.', { state: 'noStrategy', efforts: [1, 0, 2], targets: null }],
  ['Strategy says SMB 33.4 %; planned effort says 66.7 % (+33.3 pp). Mid-market gets 0 % against 33.3 % (−33.3 pp).', { state: 'misaligned', efforts: [1, 0, 2], targets: [33.3, 33.3, 33.4] }],
];

const plain = (text: string | null) => text?.replaceAll('\u00a0', ' ');

describe('the headline of the panel', () => {
  afterAll(() => {
    speak();
    setLocale('en');
  });

  it.each(cases)('is the sentence of the service: %s', (sentence, figures) => {
    expect(plain(headlineOf(made(figures)))).toBe(sentence);
  });

  it('is the one of an approved document', () => {
    expect(plain(headlineOf(approved))).toBe(approved.headline);
  });

  it('is left to the service where efforts cannot be compared', () => {
    expect(headlineOf(made({ state: 'notComparable' }))).toBeNull();
  });

  it('speaks German', async () => {
    await speakIn('de');
    expect(plain(headlineOf(approved))).toBe(
      'Die Strategie sieht für SMB 50 % vor, der geplante Aufwand 18 % (−32 pp). Enterprise bekommt 61 %, Ziel sind 30 % (+31 pp). 1 Epic ist nicht geschätzt und zählt nicht mit.',
    );
  });
});
