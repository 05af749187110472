import { describe, expect, it } from 'vitest';
import { epicsBehind, focusedKeys, matcherOf, noFilter, untaggedFocus, visibleColumns } from '../src/state/filter';
import { modelOf } from '../src/state/boardModel';
import { newKey } from '../src/state/keys';
import { effectOf, intentOf } from '../src/views/board/effect';
import { indexTyped } from '../src/views/board/typing';
import { alignment, board, epic, segment } from './builders';

describe('filters', () => {
  const matches = (filter: Partial<typeof noFilter>, change: Parameters<typeof epic>[0] = {}) =>
    matcherOf({ ...noFilter, ...filter }, null)(epic(change));

  it('find every word in key, title, people and unmapped values', () => {
    expect(matches({ text: 'supplier FW-1' })).toBe(true);
    expect(matches({ text: 'QUIST' }, { assignee: 'Ada Quist' })).toBe(true);
    expect(matches({ text: 'strategic' }, { unmapped: ['Strategic'] })).toBe(true);
    expect(matches({ text: 'supplier nowhere' })).toBe(false);
  });

  it('keep the chosen statuses, team and unestimated epics', () => {
    expect(matches({ statuses: ['done', 'todo'] })).toBe(true);
    expect(matches({ statuses: ['done'] })).toBe(false);
    expect(matches({ team: 'Harbour' }, { team: 'Harbour' })).toBe(true);
    expect(matches({ team: 'Harbour' })).toBe(false);
    expect(matches({ unestimated: true })).toBe(false);
    expect(matches({ unestimated: true }, { effort: null })).toBe(true);
  });

  it('keep the epics behind a finding, or the ones to tag', () => {
    const base = alignment();
    const document = {
      ...base,
      alignment: { ...base.alignment, dependsOn: ['FW-5'] },
      findings: [
        { code: 'unestimated', severity: 'warning' as const, text: '', items: ['FW-7'], itemCount: 1, action: '' },
      ],
    };
    const model = modelOf(board([epic({ key: 'FW-5' }), epic({ key: 'FW-7' }), epic({ key: 'FW-8' })]));
    expect(focusedKeys(untaggedFocus, document, model)).toEqual(new Set(['FW-5']));
    expect(focusedKeys('unestimated', document, model)).toEqual(new Set(['FW-7']));
    expect(focusedKeys('gone', document, model)).toBeNull();
  });

  it('find the epics behind a finding that names values in place of epics', () => {
    const finding = { code: 'values', severity: 'warning' as const, text: '', items: ['partner'], itemCount: 1, action: '' };
    const model = modelOf(board([epic({ key: 'FW-1', unmapped: ['Partner'] }), epic({ key: 'FW-2', unmapped: ['Other'] })]));
    expect(epicsBehind(finding, model)).toEqual(['FW-1']);
    expect(epicsBehind({ ...finding, items: ['FW-900'] }, model)).toEqual([]);
  });

  it('leave the columns the same objects where nothing is filtered', () => {
    const model = modelOf(board([epic()]));
    expect(visibleColumns(model, noFilter, null)[0]?.keys).toBe(model.columns[0]?.keys);
    expect(visibleColumns(model, { ...noFilter, text: 'nowhere' }, null)[0]?.keys).toEqual([]);
  });
});

describe('the effect of a change', () => {
  const predicted = (before: number | null, after: number | null, share: number) => ({
    indexBefore: before,
    indexAfter: after,
    alignment: alignment({ segments: [segment({ key: 'smb', name: 'SMB', share })] }),
  });
  const change = { add: ['smb'], remove: ['enterprise'] };
  const now = alignment({ segments: [segment({ key: 'smb', name: 'SMB', share: 0.2 })] });

  it('is said in the index', () => {
    expect(effectOf(predicted(81, 86, 0.3), now, change)).toBe('Index 81 → 86');
    expect(effectOf(predicted(81, 81, 0.3), now, change)).toBe('Index: no change');
  });

  it('is said in the share where there is no strategy', () => {
    expect(effectOf(predicted(null, null, 0.3), now, change)).toBe('Share 20 → 30\u00a0%');
    expect(effectOf(predicted(null, null, 0.3), now, { add: [], remove: ['smb'] })).toBe('SMB 20 → 30\u00a0%');
  });

  it('is said in words', () => {
    const model = modelOf(board([epic()]));
    const one = epic({ segments: ['enterprise', 'mid-market'] });
    expect(intentOf(model, epic(), { from: 'enterprise', to: 'smb', keep: false }, change)).toBe(
      'Moves from Enterprise to SMB',
    );
    expect(intentOf(model, one, { from: 'enterprise', to: 'smb', keep: true }, { add: ['smb'], remove: [] })).toBe(
      'Adds SMB, keeps Enterprise and Mid-market',
    );
    expect(
      intentOf(model, one, { from: 'enterprise', to: null, keep: false }, { add: [], remove: ['enterprise'] }),
    ).toBe('Takes Enterprise away, keeps Mid-market');
    expect(
      intentOf(model, epic({ segments: [] }), { from: null, to: 'smb', keep: false }, { add: ['smb'], remove: [] }),
    ).toBe('Tags it SMB');
  });
});

describe('typing in the move menu', () => {
  const names = ['Enterprise', 'Mid-market', 'SMB', 'Small shops', 'Unassigned'];
  const type = (keys: string, at = 0) => {
    const typed = { text: '', time: 0 };
    return [...keys].reduce((place, key, turn) => indexTyped(names, key, typed, place, 1000 + turn), at);
  };

  it('chooses by number', () => {
    expect(type('3')).toBe(2);
    expect(type('9')).toBe(-1);
  });

  it('chooses by the first letters', () => {
    expect(type('s')).toBe(2);
    expect(type('sma')).toBe(3);
    expect(type('u')).toBe(4);
  });

  it('starts anew after a pause, and goes on to the next name', () => {
    const typed = { text: '', time: 0 };
    expect(indexTyped(names, 's', typed, 0, 1000)).toBe(2);
    expect(indexTyped(names, 's', typed, 2, 5000)).toBe(3);
    expect(indexTyped(names, 's', typed, 3, 9000)).toBe(2);
  });
});

describe('a key for an action', () => {
  it('is a random UUID, also where the page has no crypto.randomUUID', () => {
    const form = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
    const bare = { getRandomValues: crypto.getRandomValues.bind(crypto) } as Crypto;
    expect(newKey()).toMatch(form);
    expect(newKey(bare)).toMatch(form);
    expect(newKey(bare)).not.toBe(newKey(bare));
  });
});
