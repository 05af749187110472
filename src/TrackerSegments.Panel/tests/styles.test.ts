import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** What means the left or the right side of the page, where the other direction has it the other way round. */
const sided = /(?<![\w-])((margin|padding|border)-(left|right)|left|right)\s*:|text-align:\s*(left|right)|float:|translateX\((?!calc\([^)]*var\(--forward\))/;

const boxes = /^\s*(margin|padding|inset|border-radius|border-width):\s*([^;(]+);/;

/** Four values whose second and fourth differ are not the same from right to left. */
const isLopsided = (line: string) => {
  const values = boxes.exec(line)?.[2]?.trim().split(/\s+/) ?? [];
  return values.length === 4 && (boxes.exec(line)?.[1] === 'border-radius' ? values[0] !== values[1] || values[2] !== values[3] : values[1] !== values[3]);
};

const problemsOf = (css: string) => css.split('\n').filter((line) => sided.test(line) || isLopsided(line));

it.each(['margin-left: 2px;', '  left: 0;', 'text-align: right;', '  padding: 1px 2px 1px 0;', 'transform: translateX(-50%);', '  border-radius: 0 3px 3px 0;'])(
  'a style for one direction only is found: %s',
  (css) => {
    expect(problemsOf(css)).toHaveLength(1);
  },
);

it('the styles serve both directions', () => {
  const files = readdirSync('src/styles', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.css'));
  expect(files.length).toBeGreaterThan(15);
  // The arrow of a control is drawn by two borders and turned.
  const problems = files.flatMap((file) => problemsOf(readFileSync(`src/styles/${file}`, 'utf8')).map((line) => `${file}: ${line.trim()}`));
  expect(problems.filter((problem) => !problem.endsWith('border-width: 0 1.5px 1.5px 0;'))).toEqual([]);
});
