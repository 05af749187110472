import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkCodes, findingCodes, quotingCodes } from '../../src/api/findingCodes';
import type { Alignment, Finding } from '../../src/api/types';
import type { FindingsDocument, TrendDocument } from '../../src/api/insightTypes';
import { setLocale } from '../../src/format/locale';
import { findings as german } from '../../src/texts/de/findings';
import { saidOf } from '../../src/texts/findings';
import { speak } from '../../src/texts/language';
import { speakIn } from '../../src/texts/locale';

const root = '../..';
const sources = ['Core', 'Service'].flatMap((project) =>
  readdirSync(`${root}/src/TrackerSegments.${project}`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.cs') && !/(^|\/)(obj|bin)\//.test(name))
    .map((name) => readFileSync(`${root}/src/TrackerSegments.${project}/${name}`, 'utf8')),
);
const all = (pattern: RegExp) => [...new Set(sources.flatMap((source) => [...source.matchAll(pattern)].map(([, found]) => found!)))].toSorted();
const approved = <T>(name: string) => JSON.parse(readFileSync(`${root}/tests/TrackerSegments.Service.Tests/Approved/${name}`, 'utf8').replace(/^\uFEFF/, '')) as T;

describe('what the service finds', () => {
  it('is known to the panel by every name that the service gives it, and no other', () => {
    const found = [...all(/"([a-z][A-Za-z]+)",\s*(?:Severity\.|coverage < |scope\.State\.IsComplete \?|state is SegmentState\.Under)/g), ...all(/EstimateFault\.\w+, "([A-Za-z]+)"/g)];
    expect(found.length).toBeGreaterThan(20);
    expect([...findingCodes, ...quotingCodes].toSorted()).toEqual(found.toSorted());
    expect([...checkCodes].toSorted()).toEqual(all(/HealthCheck\.Of\(\s*"([A-Za-z]+)"/g));
  });

  it('is said by figures that the service gives', () => {
    const given = new Set([...all(/\.With\(\$?"([A-Za-z]+)(?:\{\w+\})?"/g), ...all(/\.WithEach\("([A-Za-z]+)"/g), ...all(/\$"(counts)\{/g)]);
    const source = readFileSync('src/texts/de/findings.ts', 'utf8');
    const used = new Set([...source.matchAll(/\b(?:of|has|names?|facts\.names?)\([`']([A-Za-z]+)(?:\$\{[^}]*\})?[`']\)/g)].map(([, name]) => name!));
    expect(used.size).toBeGreaterThan(25);
    expect([...used].filter((name) => !given.has(name))).toEqual([]);
  });
});

describe('in German', () => {
  beforeAll(() => speakIn('de'));
  afterAll(() => {
    speak();
    setLocale('en');
  });

  const plain = (text: string | undefined) => text?.replaceAll('\u00a0', ' ');
  const finding = (code: string, change: Partial<Finding> = {}): Finding => ({
    code,
    severity: 'warning',
    text: 'What the service says.',
    items: [],
    itemCount: change.items?.length ?? 0,
    action: 'Do something.',
    figures: { numbers: {}, names: {} },
    ...change,
  });

  it('every finding, check and alert of the approved documents is said whole', () => {
    const health = approved<FindingsDocument>('findings.json');
    const told = [...approved<Alignment>('analyze.json.txt').findings, ...health.findings, ...health.health, ...approved<TrendDocument>('trend.json').alerts];
    expect(told.length).toBeGreaterThan(14);
    for (const one of told) {
      const said = saidOf(one);
      expect(said, one.code).not.toBeNull();
      expect(`${said?.text} ${said?.action}`).not.toMatch(/NaN|undefined|null|\b(the|epics? (has|have)|is not)\b/);
      expect(said?.text.at(-1)).toBe('.');
      expect(said?.action === '').toBe(one.action === '');
    }
  });

  it.each<[Finding, string]>([
    [
      finding('focusMismatch', { figures: { numbers: { focusTarget: 50, share: 61.04, target: 30 }, names: { focus: ['SMB', 'Mid-market'], most: ['Enterprise'] } } }),
      'Der Schwerpunkt ist SMB und Mid-market (Ziel 50 %), aber der größte Teil des geplanten Aufwands (61 %) geht an Enterprise (Ziel 30 %).',
    ],
    [
      finding('unmappedValues', { items: ['Gov', 'Edu'], figures: { numbers: { epics1: 3, epics2: 1 }, names: { field: ['Kundensegment'], values: ['Gov', 'Edu'] } } }),
      '2 Werte von Kundensegment bedeuten kein Segment: „Gov“ (3 Epics), „Edu“ (1 Epic).',
    ],
    [finding('partlyRead', { figures: { numbers: { read: 1200, total: 5000 }, names: {} } }), '1.200 von 5.000 Elementen sind bisher gelesen; die Zahlen sind unvollständig.'],
    [finding('partlyRead', { figures: { numbers: { read: 1200 }, names: {} } }), '1.200 Elemente sind bisher gelesen; die Zahlen sind unvollständig.'],
    [
      finding('segmentStateChanged', {
        figures: { numbers: { shareNow: 44.44, targetNow: 50, shareThen: 51 }, names: { segment: ['SMB'], was: ['noTarget'], is: ['under'], since: ['2026-03-01'] } },
      }),
      'SMB war am 1. März 2026 ohne Ziel und ist jetzt unter dem Ziel: 44,4 % bei einem Ziel von 50 %, damals 51 %.',
    ],
  ])('it is a sentence of its own: %j', (told, sentence) => {
    expect(plain(saidOf(told)?.text)).toBe(sentence);
  });

  it('evidence that is a sentence is said too', () => {
    const figures = { numbers: { together1: 0, together2: 4 }, names: { first: ['A', 'A'], second: ['B', 'C'] } };
    expect(saidOf({ code: 'differentiable', items: ['…', '…'], outcome: 'warn', figure: 2, figures })?.evidence).toEqual([
      'A und B: dieselben Werttreiber mit denselben Gewichten',
      'A und C: zusammen auf 4 Epics',
    ]);
  });

  it.each([
    ['an older service', finding('lowCoverage', { figures: undefined as never })],
    ['a newer service', finding('somethingNew')],
    ['figures that lack one', finding('lowCoverage')],
    ['what quotes a tracker', finding('trackerNotConnected')],
  ])('the sentence of the service stands where there is %s', (_, told) => {
    expect(saidOf(told)).toBeNull();
  });

  it('no sentence goes without an action', () => {
    const facts = { count: 2, items: ['A'], outcome: 'warn', figure: 1, number: () => 2, has: () => true, names: () => ['A'], name: () => 'A' };
    for (const [code, { text, action }] of Object.entries(german)) {
      expect(text(facts), code).toMatch(/\.$/);
      expect(action(facts), code).toMatch(/[.?]$/);
    }
  });
});
