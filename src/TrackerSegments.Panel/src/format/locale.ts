let locale = 'en';
let changes = 0;

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
