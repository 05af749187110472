import type { CheckCode, FindingCode } from '../api/findingCodes';
import type { Figures } from '../api/types';
import { spokenFindings } from './language';

/** A finding, a check or an alert as the service tells of it: in English, and as the figures that the sentence is made of. */
export interface Told {
  code: string;
  items: readonly string[];
  itemCount?: number;
  outcome?: string;
  figure?: number | null;
  /** Missing where the service is older. */
  figures?: Figures;
}

/** The figures as the texts of a language read them. */
export interface Facts {
  readonly count: number;
  readonly items: readonly string[];
  readonly outcome: string;
  readonly figure: number | null;
  readonly number: (name: string) => number;
  readonly has: (name: string) => boolean;
  readonly names: (name: string) => readonly string[];
  readonly name: (name: string) => string;
}

export interface Sentences {
  readonly text: (facts: Facts) => string;
  readonly action: (facts: Facts) => string;
  /** The evidence one by one, where it is more than names. */
  readonly evidence?: (facts: Facts) => readonly string[];
}

/** The sentences of a language other than English, which the service speaks itself. A code without a sentence does not compile. */
export type FindingSentences = Readonly<Record<FindingCode | CheckCode, Sentences>>;

/** The sentences in the language of the page; null where the service's own are to be read: in English, and where it knows more than the panel. */
export function saidOf(told: Told): { text: string; action: string; evidence: readonly string[] | null } | null {
  const sentences = (spokenFindings() as Readonly<Partial<Record<string, Sentences>>> | undefined)?.[told.code];
  const { figures } = told;
  if (!sentences || !figures) {
    return null;
  }
  const isMissing: string[] = [];
  const of = <T>(all: Record<string, T>, name: string, none: T): T => {
    const found = all[name];
    if (found === undefined) {
      isMissing.push(name);
    }
    return found ?? none;
  };
  const facts: Facts = {
    count: told.itemCount ?? told.items.length,
    items: told.items,
    outcome: told.outcome ?? '',
    figure: told.figure ?? null,
    number: (name) => of(figures.numbers, name, 0),
    has: (name) => figures.numbers[name] !== undefined || (figures.names[name]?.length ?? 0) > 0,
    names: (name) => of(figures.names, name, []),
    name: (name) => of(figures.names, name, [])[0] ?? '',
  };
  const said = { text: sentences.text(facts), action: told.outcome === 'pass' ? '' : sentences.action(facts), evidence: sentences.evidence?.(facts) ?? null };
  // A sentence with a hole in it says something else.
  return isMissing.length > 0 ? null : said;
}
