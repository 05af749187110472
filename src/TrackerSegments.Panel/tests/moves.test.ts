import { describe, expect, it } from 'vitest';
import { effortIn, modelOf, withEpics } from '../src/state/boardModel';
import { changed, changeOf, inverseOf } from '../src/state/moves';
import { board, epic } from './builders';

const order = ['enterprise', 'mid-market', 'smb', null];

describe('what a move writes', () => {
  it('takes the segment it leaves away and adds the one it goes to', () => {
    expect(changeOf(epic({ segments: ['enterprise'] }), { from: 'enterprise', to: 'smb', keep: false })).toEqual({
      add: ['smb'],
      remove: ['enterprise'],
    });
  });

  it('only adds with the modifier key', () => {
    expect(changeOf(epic({ segments: ['enterprise'] }), { from: 'enterprise', to: 'smb', keep: true })).toEqual({
      add: ['smb'],
      remove: [],
    });
  });

  it('leaves the other segments of the epic alone', () => {
    const both = epic({ segments: ['enterprise', 'mid-market'] });
    const change = changeOf(both, { from: 'enterprise', to: 'smb', keep: false });
    expect(change && changed(both, change, order).segments).toEqual(['mid-market', 'smb']);
  });

  it('to Unassigned takes away only the segment of the column it left', () => {
    const both = epic({ segments: ['enterprise', 'mid-market'] });
    const change = changeOf(both, { from: 'enterprise', to: null, keep: false });
    expect(change).toEqual({ add: [], remove: ['enterprise'] });
    expect(change && changed(both, change, order).segments).toEqual(['mid-market']);
  });

  it('from Unassigned tags the epic', () => {
    expect(changeOf(epic({ segments: [] }), { from: null, to: 'smb', keep: false })).toEqual({ add: ['smb'], remove: [] });
  });

  it('onto a segment that the epic has already takes the left one away', () => {
    const both = epic({ segments: ['enterprise', 'smb'] });
    expect(changeOf(both, { from: 'enterprise', to: 'smb', keep: false })).toEqual({ add: [], remove: ['enterprise'] });
  });

  it.each([
    ['to its own column', ['enterprise'], 'enterprise', 'enterprise', false],
    ['of an untagged epic to Unassigned', [], null, null, false],
    ['adding a segment that it has', ['enterprise', 'smb'], 'enterprise', 'smb', true],
    ['adding to Unassigned', ['enterprise'], 'enterprise', null, true],
  ] as const)('is nothing %s', (_, segments, from, to, keep) => {
    expect(changeOf(epic({ segments: [...segments] }), { from, to, keep })).toBeNull();
  });

  it('is taken back by its inverse', () => {
    for (const segments of [[], ['enterprise'], ['enterprise', 'smb'], ['enterprise', 'mid-market', 'smb']]) {
      for (const from of segments.length > 0 ? segments : [null]) {
        for (const to of order) {
          for (const keep of [false, true]) {
            const before = epic({ segments });
            const change = changeOf(before, { from, to, keep });
            if (change) {
              const after = changed(before, change, order);
              expect(after.segments).not.toEqual(segments);
              expect(changed(after, inverseOf(change), order).segments).toEqual(segments);
            }
          }
        }
      }
    }
  });
});

describe('the board with one epic changed', () => {
  const epics = [
    epic({ key: 'FW-1', effort: 13 }),
    epic({ key: 'FW-2', effort: 8 }),
    epic({ key: 'FW-3', effort: 8, segments: ['smb'] }),
    epic({ key: 'FW-4', effort: null, segments: ['smb'] }),
    epic({ key: 'FW-5', effort: 5, segments: [] }),
  ];
  const model = modelOf(board(epics));
  const keysOf = (of: typeof model, key: string | null) => of.columns.find((column) => column.key === key)?.keys;

  it('shows it in every column that it names, largest first, then by key, unestimated last', () => {
    const after = withEpics(model, [epic({ key: 'FW-2', effort: 8, segments: ['smb', 'mid-market'] })]);
    expect(keysOf(after, 'enterprise')).toEqual(['FW-1']);
    expect(keysOf(after, 'mid-market')).toEqual(['FW-2']);
    expect(keysOf(after, 'smb')).toEqual(['FW-2', 'FW-3', 'FW-4']);
    expect(keysOf(withEpics(model, [epic({ key: 'FW-5', effort: null, segments: ['smb'] })]), 'smb')).toEqual([
      'FW-3',
      'FW-4',
      'FW-5',
    ]);
  });

  it('leaves the columns that it does not touch the same', () => {
    const after = withEpics(model, [epic({ key: 'FW-1', effort: 13, segments: ['mid-market'] })]);
    expect(after.columns[2]).toBe(model.columns[2]);
    expect(after.columns[3]).toBe(model.columns[3]);
    expect(after.columns[0]).not.toBe(model.columns[0]);
  });

  it('does not change the board that it started from', () => {
    withEpics(model, [epic({ key: 'FW-1', effort: 13, segments: [] })]);
    expect(keysOf(model, 'enterprise')).toEqual(['FW-1', 'FW-2']);
    expect(model.epics.get('FW-1')?.segments).toEqual(['enterprise']);
  });

  it('counts the part of the effort that belongs to a column', () => {
    const shared = epic({ effort: 8, segments: ['enterprise', 'smb'], weights: [0.25, 0.75] });
    expect(effortIn(shared, 'smb')).toBe(6);
    expect(effortIn(shared, null)).toBe(8);
    expect(effortIn(epic({ effort: null }), 'enterprise')).toBeNull();
  });

  it('counts the portions of the service, which add up to the effort', () => {
    const segments = ['enterprise', 'mid-market', 'smb'];
    const shared = epic({ effort: 10, segments, portions: [3.334, 3.333, 3.333] });
    expect(segments.map((segment) => effortIn(shared, segment))).toEqual([3.334, 3.333, 3.333]);
    expect(effortIn(shared, null)).toBe(10);
  });

  it('counts thousandths by weight where the service has not said the portions', () => {
    const segments = ['enterprise', 'mid-market', 'smb'];
    expect(effortIn(epic({ effort: 10, segments }), 'smb')).toBe(3.333);
    expect(effortIn(epic({ effort: 10, segments, portions: null }), 'smb')).toBe(3.333);
  });

  it('does not count the portions of before a move', () => {
    const before = epic({ effort: 8, portions: [8] });
    const after = changed(before, { add: ['smb'], remove: [] }, order);
    expect([effortIn(after, 'enterprise'), effortIn(after, 'smb')]).toEqual([4, 4]);
  });
});
