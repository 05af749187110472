/** What the service finds, by the names it gives: src/TrackerSegments.Core and src/TrackerSegments.Service. A test holds the two to each other. */

export const findingCodes = [
  // About the figures.
  'noEpics',
  'unitsDiffer',
  'focusMismatch',
  'lowCoverage',
  'unmappedValues',
  'unestimatedEpics',
  'imputedEffort',
  'parentCycle',
  'danglingParents',
  'nestedEpics',
  // About what moved.
  'indexFell',
  'segmentStateChanged',
  'hiddenPattern',
  // About the reading.
  'partlyRead',
  'unitsConverted',
  'unknownStatus',
  'unreadableDate',
  'duplicateItems',
  'negativeEstimate',
  'unreadableEstimate',
  'effortFieldMissing',
  'epicTypeNotFound',
  'otherEpicTypes',
  'epicTypeLeftOut',
  'globalTokenEnds',
] as const;

/** These say what the tracker said, which no other language has words for. */
export const quotingCodes = ['trackerNotConnected', 'scopeNotRead'] as const;

export const checkCodes = [
  'measurable',
  'substantial',
  'accessible',
  'actionable',
  'differentiable',
  'tooManySegments',
  'segmentsWithoutStrategy',
  'staticSegmentation',
  'internalConvenience',
  'correlationConfusion',
  'simplicity',
] as const;

export type FindingCode = (typeof findingCodes)[number];
export type CheckCode = (typeof checkCodes)[number];
