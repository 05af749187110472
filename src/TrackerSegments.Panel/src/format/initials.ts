import { currentLocale } from './locale';

/** Up to two letters that stand for a team or a person. */
export function initialsOf(name: string): string {
  const words = name
    .replace(/@.*$/, '')
    .split(/[\s._-]+/)
    .filter((word) => word.length > 0);
  const first = words[0] ?? '';
  const last = words.length > 1 ? (words.at(-1) ?? '') : [...first].slice(1).join('');
  return (letterOf(first) + letterOf(last)).toLocaleUpperCase(currentLocale());
}

const letterOf = (word: string) => [...word][0] ?? '';
