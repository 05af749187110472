import { epics } from './words';

/** The same sentences as the service's reports: src/TrackerSegments.Core/Alignment/Headline.cs. */
export const headline = {
  noEpics: 'No epic is in scope, so there is nothing to split yet.',
  untagged: (lens: string) => `No epic is tagged with ${lens} yet, so there is no split to show.`,
  noEffort: 'No tagged epic has any effort yet, so there is no split to show.',
  largest: (name: string, share: string) => `${name} gets ${share} of the planned effort`,
  also: (name: string, share: string) => `${name} ${share}`,
  noStrategy: (shares: readonly string[]) => `${shares.join(', ')}. No strategy is set to compare with.`,
  aligned: (name: string, share: string, target: string, delta: string) =>
    `Planned effort follows the strategy: ${name} gets ${share} against ${target} (${delta}), and every segment is within its tolerance.`,
  off: (name: string, target: string, share: string, delta: string) =>
    `Strategy says ${name} ${target}; planned effort says ${share} (${delta}).`,
  opposite: (name: string, share: string, target: string, delta: string) => `${name} gets ${share} against ${target} (${delta}).`,
  notCounted: (count: number) => `${epics(count)} ${count === 1 ? 'has' : 'have'} no estimate and ${count === 1 ? 'is' : 'are'} not counted.`,
};
