import { describe, expect, it } from 'vitest';
import { inTurns } from '../src/views/board/turns';

/** Questions that are answered when the test says so. */
function questions() {
  const asked: number[] = [];
  let answerLast = () => {};
  const answer = async () => {
    answerLast();
    await new Promise((resolve) => setTimeout(resolve, 0));
  };
  return {
    asked,
    answer,
    ask: (option: number) => {
      asked.push(option);
      return new Promise<void>((resolve) => (answerLast = resolve));
    },
    answerAll: async () => {
      for (let before = -1; before !== asked.length; ) {
        before = asked.length;
        await answer();
      }
    },
  };
}

const upTo = (count: number) => Array.from({ length: count }, (_, at) => at);

describe('the effects of a menu', () => {
  it('are asked for one after the other, the current option first', async () => {
    const { asked, ask, answer, answerAll } = questions();
    inTurns(upTo(4), 2, 9, ask);
    expect(asked).toEqual([2]);
    await answer();
    expect(asked).toEqual([2, 0]);
    await answerAll();
    expect(asked).toEqual([2, 0, 1, 3]);
  });

  it('are asked for up to nine options while nobody moves', async () => {
    const { asked, ask, answerAll } = questions();
    inTurns(upTo(30), 0, 9, ask);
    await answerAll();
    expect(asked).toEqual(upTo(9));
  });

  it('are asked for next where somebody moves to, also beyond nine, and once each', async () => {
    const { asked, ask, answer, answerAll } = questions();
    const turns = inTurns(upTo(30), 0, 9, ask);
    for (const option of [5, 9, 20]) {
      turns.moveTo(option);
    }
    expect(asked).toEqual([0]);
    await answer();
    expect(asked).toEqual([0, 20]);
    await answerAll();
    expect(asked).toEqual([0, 20, 1, 2, 3, 4, 5, 6, 7]);
    turns.moveTo(25);
    turns.moveTo(25);
    expect(asked.at(-1)).toBe(25);
    await answerAll();
    turns.moveTo(5);
    expect(asked.length).toBe(10);
  });

  it('are not asked for once the menu is closed', async () => {
    const { asked, ask, answerAll } = questions();
    const turns = inTurns(upTo(4), 0, 9, ask);
    turns.stop();
    turns.moveTo(3);
    await answerAll();
    expect(asked).toEqual([0]);
  });

  it('leave out options that change nothing', async () => {
    const { asked, ask, answerAll } = questions();
    inTurns([1, 3], 0, 9, ask);
    await answerAll();
    expect(asked).toEqual([1, 3]);
  });
});
