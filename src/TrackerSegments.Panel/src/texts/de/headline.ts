import type { headline as english } from '../en/headline';
import { epics } from './words';

export const headline: typeof english = {
  noEpics: 'Kein Epic liegt im Umfang, also gibt es noch nichts aufzuteilen.',
  untagged: (lens) => `Noch ist keinem Epic ein Segment von „${lens}“ zugeordnet, also gibt es noch keine Aufteilung.`,
  noEffort: 'Noch hat kein zugeordnetes Epic einen Aufwand, also gibt es noch keine Aufteilung.',
  largest: (name, share) => `${name} bekommt ${share} des geplanten Aufwands`,
  also: (name, share) => `${name} ${share}`,
  noStrategy: (shares) => `${shares.join(', ')}. Zum Vergleich ist noch keine Strategie hinterlegt.`,
  aligned: (name, share, target, delta) =>
    `Der geplante Aufwand folgt der Strategie: ${name} bekommt ${share}, Ziel sind ${target} (${delta}), und jedes Segment liegt in seiner Toleranz.`,
  off: (name, target, share, delta) =>
    `Die Strategie sieht für ${name} ${target} vor, der geplante Aufwand ${share} (${delta}).`,
  opposite: (name, share, target, delta) => `${name} bekommt ${share}, Ziel sind ${target} (${delta}).`,
  notCounted: (count) =>
    count === 1 ? '1 Epic ist nicht geschätzt und zählt nicht mit.' : `${epics(count)} sind nicht geschätzt und zählen nicht mit.`,
};
