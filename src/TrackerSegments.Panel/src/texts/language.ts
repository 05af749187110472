import type { firstRun } from './en/firstRun';
import type { frames } from './en/frames';
import type { insight } from './en/insight';
import type { FindingSentences } from './findings';
import type { live } from './en/live';
import type { main } from './en/main';
import type { reports } from './en/reports';

/** All texts of a language, in the parts in which the panel fetches the English ones. What is missing does not compile. */
export interface Language extends Parts {
  /** What the service says in English by itself. */
  readonly findings: FindingSentences;
}

interface Parts {
  readonly main: typeof main;
  readonly live: typeof live;
  readonly firstRun: typeof firstRun;
  readonly frames: typeof frames;
  readonly insight: typeof insight;
  readonly reports: typeof reports;
}

type Part = keyof Parts;

let spoken: Partial<Language> = {};
const parts: { name: Part; english: object; texts: object }[] = [];

/** The texts of one part in the language that is spoken. Read them where they are shown: a copy stays as it was. */
export function part<Name extends Part>(name: Name, english: Language[Name]): Language[Name] {
  const texts = { ...english, ...spoken[name] };
  parts.push({ name, english, texts });
  return texts;
}

/** The sentences for what the service finds; none in English. */
export const spokenFindings = (): FindingSentences | undefined => spoken.findings;

/** Speaks another language from now on; English where none is given. */
export function speak(language: Partial<Language> = {}): void {
  spoken = language;
  for (const { name, english, texts } of parts) {
    Object.assign(texts, english, language[name]);
  }
}
