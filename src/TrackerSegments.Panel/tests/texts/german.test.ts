import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import german from '../../src/texts/de/german';
import { firstRun } from '../../src/texts/en/firstRun';
import { frames } from '../../src/texts/en/frames';
import { insight } from '../../src/texts/en/insight';
import { live } from '../../src/texts/en/live';
import { main } from '../../src/texts/en/main';
import { reports } from '../../src/texts/en/reports';
import { directionOf, localeFor, speakIn } from '../../src/texts/locale';
import { speak } from '../../src/texts/language';
import { texts } from '../../src/texts';
import * as number from '../../src/format/numbers';
import { setLocale } from '../../src/format/locale';
import { clock, moment } from '../../src/format/clock';
import { everyNode, sourcesUnder } from './sources';

type Texts = { readonly [name: string]: unknown };

/** Every text by its path. */
function leaves(texts: Texts, path = ''): [string, unknown][] {
  return Object.entries(texts).flatMap(([name, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? leaves(value as Texts, `${path}${name}.`) : [[path + name, value]],
  );
}

/** Which of its parameters each text puts into its sentence, by path: the first, or a part of it by name. */
function placeholders(language: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { path, tree } of sourcesUnder(`texts/${language}`, /\.ts$/)) {
    everyNode(tree, (node) => {
      if (ts.isArrowFunction(node) && (ts.isPropertyAssignment(node.parent) || ts.isVariableDeclaration(node.parent))) {
        const names = node.parameters.flatMap((parameter, at) => namesOf(parameter.name).map((name) => [name, nameIsOwn(parameter.name) ? String(at) : name] as const));
        const used = new Set<string>();
        everyNode(node.body, (inner) => {
          if (ts.isIdentifier(inner)) {
            used.add(inner.text);
          }
        });
        found.set(`${path}: ${pathOf(node.parent)}`, names.filter(([name]) => used.has(name)).map(([, id]) => id).toSorted());
      }
    });
  }
  return found;
}

const nameIsOwn = (name: ts.BindingName) => ts.isIdentifier(name);

const namesOf = (name: ts.BindingName): string[] =>
  ts.isIdentifier(name) ? [name.text] : name.elements.flatMap((element) => (ts.isBindingElement(element) ? namesOf(element.name) : []));

function pathOf(node: ts.Node): string {
  const name = (ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node)) && node.name.getText();
  const above = node.parent ? pathOf(node.parent) : '';
  return name ? [above, name].filter(Boolean).join('.') : above;
}

/** Texts that are the same in both languages: names, words that German took over, and what is typed as it stands. */
const same = /^(TrackerSegments|Board|Epics?|Status|Team|Segment|Name|Index|Id|Matrix|Plan|Version|–|--.*|PUT .*)$/;

describe('the German texts', () => {
  const english: Texts = { main, live, firstRun, frames, insight, reports };

  it('are as many as the English ones', () => {
    // What the service finds it says in English by itself.
    const { findings: _, ...texts } = german;
    expect(leaves(texts as unknown as Texts).map(([path]) => path).toSorted()).toEqual(leaves(english).map(([path]) => path).toSorted());
  });

  it('are German', () => {
    const others = new Map(leaves(english));
    const untranslated = leaves(german as unknown as Texts).filter(
      ([path, text]) => typeof text === 'string' && text === others.get(path) && !same.test(text),
    );
    expect(untranslated).toEqual([]);
  });

  it('put the same figures and names into each sentence', () => {
    const ours = placeholders('de');
    const theirs = placeholders('en');
    expect([...theirs.keys()].length).toBeGreaterThan(100);
    for (const [path, used] of theirs) {
      expect(ours.get(path), path).toEqual(used);
    }
  });
});

describe('the language of the page', () => {
  afterAll(() => {
    speak();
    setLocale('en');
  });

  it.each([
    [['de-CH', 'en'], 'de-CH'],
    [['fr-FR', 'de', 'en'], 'de'],
    [['en-GB', 'de'], 'en-GB'],
    [['ar', 'fr'], 'en'],
    [['not a locale', '', 'de-AT'], 'de-AT'],
    [[], 'en'],
  ])('of somebody who reads %j is %s', (wanted, locale) => {
    expect(localeFor(wanted)).toBe(locale);
  });

  it.each([
    ['de', 'ltr'],
    ['en-GB', 'ltr'],
    ['ar', 'rtl'],
    ['he-IL', 'rtl'],
    ['ur', 'rtl'],
    ['az-Arab', 'rtl'],
    ['az', 'ltr'],
  ])('%s is written %s', (locale, direction) => {
    expect(directionOf(locale)).toBe(direction);
  });

  describe('German', () => {
    beforeAll(() => speakIn('de-DE'));

    it('has its own texts, lists, plurals and figures', () => {
      expect(texts.unassigned).toBe('Ohne Zuordnung');
      expect(texts.list(['A', 'B', 'C'])).toBe('A, B und C');
      expect(texts.epics(1)).toBe('1 Epic');
      expect(texts.effort(1.5, 'points')).toBe('1,5 Punkte');
      expect(texts.effort(1, 'points')).toBe('1 Punkt');
      expect(number.count(12345)).toBe('12.345');
      expect(number.percent(18.25)).toBe('18,3\u00a0%');
      expect(number.points(-32)).toBe('\u221232,0\u00a0pp');
      expect(moment('2026-03-02T12:00:00Z')).toMatch(/^0?2\.0?3\.2026, \d\d:00:00$/);
      expect(clock('2026-03-02T12:00:00Z', Date.parse('2026-06-01T12:00:00Z'))).toMatch(/2\. März/);
    });

    it('goes back to English whole', () => {
      speak();
      expect(texts.unassigned).toBe('Unassigned');
      expect(texts.alignment).toBe(main.alignment);
    });
  });
});
