import { setLocale } from '../format/locale';
import { speak, type Language } from './language';

/** The languages besides English, each fetched where it is spoken. */
const others: Record<string, () => Promise<{ default: Language }>> = {
  de: () => import('./de/german'),
};

const languageOf = (locale: string) => new Intl.Locale(locale).language;

/** The first wanted locale whose language the panel speaks: a person who reads another one reads English. */
export function localeFor(wanted: readonly string[]): string {
  const known = wanted.flatMap((name) => {
    try {
      return Intl.getCanonicalLocales(name);
    } catch {
      return [];
    }
  });
  return known.find((name) => languageOf(name) === 'en' || languageOf(name) in others) ?? 'en';
}

/** Scripts that are written from right to left. */
const rightToLeft = new Set(['Adlm', 'Arab', 'Hebr', 'Nkoo', 'Rohg', 'Syrc', 'Thaa']);

export const directionOf = (locale: string): 'ltr' | 'rtl' =>
  rightToLeft.has(new Intl.Locale(locale).maximize().script ?? '') ? 'rtl' : 'ltr';

/** Texts, numbers and dates in that locale from now on. Rejects where the language cannot be fetched: English stays. */
export async function speakIn(locale: string): Promise<void> {
  const fetchLanguage = others[languageOf(locale)];
  if (fetchLanguage) {
    speak((await fetchLanguage()).default);
  }
  setLocale(locale);
}
