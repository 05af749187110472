import { describe, expect, it } from 'vitest';
import { texts } from '../../src/texts';

describe('where the numbers come from', () => {
  const { unestimatedOf, scopeOf } = texts.provenance;

  it.each([
    ['exclude', 0, 'None'],
    ['exclude', 17, '17 epics, counted and shown, but not in the figures'],
    ['median', 0, 'Taken as the median of their project'],
    ['median', 1, 'Taken as the median of their project; 1 epic in a project without any estimate is not in the figures'],
    ['median', 3, 'Taken as the median of their project; 3 epics in projects without any estimate are not in the figures'],
    ['fixed:8', 0, 'Taken as 8 points each'],
    ['fixed:1', 0, 'Taken as 1 point each'],
    ['fixed:2.125', 0, 'Taken as 2.125 points each'],
  ])('names the rule %s where %i are left without an estimate', (rule, count, words) => {
    expect(unestimatedOf(rule, count, 'points')).toBe(words);
  });

  it('names what is in scope in the words of the board', () => {
    expect(scopeOf(['Epic', 'Initiative'], 'todo,in-progress')).toBe('Epic and Initiative, status To do and In progress');
    expect(scopeOf(['Epic'], 'done')).toBe('Epic, status Done');
    expect(scopeOf(['Epic'], 'all')).toBe('Epic, every status');
  });
});
