import { expect, it } from 'vitest';
import { themeOf } from '../../src/hosts/color';

it.each([
  ['#fff', 'light'],
  ['#FFFFFF', 'light'],
  ['#1b1a19', 'dark'],
  ['rgba(255, 255, 255, 1)', 'light'],
  ['rgb(32 31 30)', 'dark'],
  ['0, 0, 0', 'dark'],
  ['rgb(0, 200, 0)', 'light'],
  ['rgb(0, 0, 255)', 'dark'],
  ['', null],
  ['canvas', null],
  ['#12', null],
])('a page of background "%s" is %s', (color, theme) => expect(themeOf(color)).toBe(theme));
