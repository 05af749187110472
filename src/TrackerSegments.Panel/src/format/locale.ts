let locale = 'en';
let changes = 0;
let isRightToLeft = false;

/** The locale of numbers, dates and their order: that of the texts, so that a sentence and its figures agree. */
export const currentLocale = (): string => locale;

/** Whether texts are those of the service, which speaks English. */
export const speaksEnglish = (): boolean => new Intl.Locale(locale).language === 'en';

export function setLocale(name: string): void {
  try {
    locale = new Intl.Locale(name).toString();
  } catch {
    locale = 'en';
  }
  changes++;
}

/** A format that is made once for each locale. */
export function perLocale<Format>(make: (locale: string) => Format): () => Format {
  let made: { of: number; format: Format } | null = null;
  return () => {
    if (made?.of !== changes) {
      made = { of: changes, format: make(locale) };
    }
    return made.format;
  };
}

/** Whether the page runs from right to left, whatever its language. */
export function setDirection(direction: 'ltr' | 'rtl'): void {
  isRightToLeft = direction === 'rtl';
}

/** A figure with its sign and unit in the order in which it is written everywhere: from right to left a sign would go to the wrong end. */
export const figure = (text: string): string => (isRightToLeft ? `\u2066${text}\u2069` : text);
