import { afterEach, describe, expect, it } from 'vitest';
import { csvField, csvOf } from '../src/format/csv';
import { initialsOf } from '../src/format/initials';
import { openableUrl } from '../src/format/links';
import { setDirection, setLocale } from '../src/format/locale';
import * as number from '../src/format/numbers';
import { roundShares } from '../src/format/shares';
import { ageOf } from '../src/format/time';

const space = '\u00a0';

describe('rounding of shares', () => {
  it.each([
    ['thirds, the odd tenth to the first', [1, 1, 1], [33.4, 33.3, 33.3]],
    ['equal remainders, the odd tenth to the first of them', [1, 1, 10], [8.4, 8.3, 83.3]],
    ['left-over tenths to the largest remainders', [33.333, 16.666, 50.001], [33.3, 16.7, 50]],
    ['exact tenths as they are', [0.1, 0.2, 0.7], [10, 20, 70]],
    ['everything to one', [0, 5, 0], [0, 100, 0]],
    ['thousandths beside large efforts', [0.001, 4_000_000], [0, 100]],
    ['efforts whose product with 1,000 no number holds exactly', [1e12, 1e12, 1e12], [33.4, 33.3, 33.3]],
    ['efforts near the largest there are', [3e15, 1e15, 2e15], [50, 16.7, 33.3]],
  ])('gives %s', (_, efforts, shares) => {
    expect(roundShares(efforts)).toEqual(shares);
  });

  it('knows no share where there is no effort', () => {
    expect(roundShares([0, 0])).toEqual([null, null]);
    expect(roundShares([])).toEqual([]);
  });

  it('always adds up to 100.0, each within a tenth of the exact share', () => {
    let seed = 7;
    const next = () => (seed = (seed * 16807) % 2147483647);
    for (let round = 0; round < 2000; round++) {
      const efforts = Array.from({ length: 1 + (next() % 12) }, () => (next() % 100_000) / 1000);
      const total = efforts.reduce((a, b) => a + b, 0);
      if (total > 0) {
        const shares = roundShares(efforts).map((share) => share ?? Number.NaN);
        expect(shares.reduce((sum, share) => sum + Math.round(share * 10), 0)).toBe(1000);
        shares.forEach((share, at) => expect(Math.abs(share - ((efforts[at] ?? 0) / total) * 100)).toBeLessThan(0.1));
      }
    }
  });
});

describe('numbers', () => {
  afterEach(() => setLocale('en'));

  it('write differences with a sign, a true minus and one decimal', () => {
    expect(number.points(-32)).toBe(`\u221232.0${space}pp`);
    expect(number.points(31.04)).toBe(`+31.0${space}pp`);
  });

  it('give a zero no sign, not even where it was rounded', () => {
    expect(number.points(0)).toBe(`0.0${space}pp`);
    expect(number.points(-0.04)).toBe(`0.0${space}pp`);
  });

  it('follow the locale', () => {
    setLocale('de-DE');
    expect(number.percent(18.25)).toBe(`18,3${space}%`);
    expect(number.count(12345)).toBe('12.345');
  });

  it('fall back to English where the locale is unknown', () => {
    setLocale('not a locale');
    expect(number.percent(18.2)).toBe(`18.2${space}%`);
  });

  it('show efforts with the decimals that matter', () => {
    expect(number.effort(5.5)).toBe('5.5');
    expect(number.effort(1234.4)).toBe('1,234');
    expect(number.exactEffort(0.125)).toBe('0.125');
  });

  it('tell two figures apart, or say that they do not differ', () => {
    expect(number.fromTo(81.2, 86.4)).toBe('81 → 86');
    expect(number.fromTo(81.21, 81.44)).toBe('81.2 → 81.4');
    expect(number.fromTo(81.2, 81.24)).toBeNull();
  });
});

describe('fields of a CSV file', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '  =1', '\uFF1D1'])('cannot be taken for a formula: %j', (text) => {
    expect(csvField(text).replace(/^"/, '')).toMatch(/^'/);
  });

  it('are quoted where they hold a separator, a quote or a line break', () => {
    expect(csvField('a,b')).toBe('"a,b"');
    expect(csvField('say "so"')).toBe('"say ""so"""');
    expect(csvField('two\nlines')).toBe('"two\nlines"');
    expect(csvField('=cmd("x",1)')).toBe(`"'=cmd(""x"",1)"`);
  });

  it('leave plain text, numbers and nothing as they are', () => {
    expect(csvField('Export supplier invoices')).toBe('Export supplier invoices');
    expect(csvField(-2.5)).toBe('-2.5');
    expect(csvField(null)).toBe('');
  });

  it('make a file that a spreadsheet opens as UTF-8', () => {
    expect(csvOf([['Key', 'Effort'], ['FW-1', 3]])).toBe('\uFEFFKey,Effort\r\nFW-1,3\r\n');
  });
});

describe('addresses from outside', () => {
  it('are opened over http and https only', () => {
    expect(openableUrl('https://tracker.example/browse/FW-1')).toBe('https://tracker.example/browse/FW-1');
    expect(openableUrl('javascript:alert(1)')).toBeNull();
    expect(openableUrl(' JavaScript:alert(1)')).toBeNull();
    expect(openableUrl('data:text/html,x')).toBeNull();
    expect(openableUrl('/browse/FW-1')).toBeNull();
    expect(openableUrl(null)).toBeNull();
  });
});

describe('ages', () => {
  const now = Date.parse('2026-03-02T12:00:00Z');
  it.each([
    ['2026-03-02T11:59:30Z', { unit: 'now' }],
    ['2026-03-02T12:00:30Z', { unit: 'now' }],
    ['2026-03-02T11:58:00Z', { unit: 'min', value: 2 }],
    ['2026-03-02T09:00:00Z', { unit: 'h', value: 3 }],
    ['2026-02-20T12:00:00Z', { unit: 'day', value: 10 }],
    ['not a time', null],
  ])('of %s', (asOf, age) => {
    expect(ageOf(asOf, now)).toEqual(age);
  });
});

describe('initials', () => {
  it.each([
    ['Ada Quist', 'AQ'],
    ['Jean van der Berg', 'JB'],
    ['Harbour', 'HA'],
    ['ada.quist@example.com', 'AQ'],
    ['', ''],
  ])('of %j are %j', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});

describe('from right to left', () => {
  afterEach(() => setDirection('ltr'));

  it.each([
    ['a difference', () => number.points(-32), '\u221232.0\u00a0pp'],
    ['an exact difference', () => number.exactPoints(-32), '\u221232\u00a0pp'],
    ['a tolerance', () => number.tolerance(5), '±5\u00a0pp'],
    ['a share', () => number.percent(18), '18.0\u00a0%'],
    ['a target', () => number.exactPercent(50), '50\u00a0%'],
  ])('%s keeps its sign in front and its unit behind', (_, format, text) => {
    expect(format()).toBe(text);
    setDirection('rtl');
    expect(format()).toBe(`\u2066${text}\u2069`);
  });
});
