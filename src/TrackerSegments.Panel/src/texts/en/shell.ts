import type { Age } from '../../format/time';

export const shell = {
  product: 'TrackerSegments',
  unassigned: 'Unassigned',
  undo: 'Undo',
  tryAgain: 'Try again',
  dismiss: 'Dismiss',
  notices: 'Notices',
  details: 'Details',

  views: {
    label: 'Views',
    more: 'More',
    alignment: 'Alignment',
    board: 'Board',
    trend: 'Trend',
    health: 'Health',
    plan: 'Plan',
    matrix: 'Matrix',
    setup: 'Setup',
  },
  help: { open: 'About this view', unfetched: 'This help could not be fetched. Load the page again.' },
  lens: 'Lens',
  readOnly: 'Read only',
  readOnlyWhy: 'You can look at everything here, but not change it.',
  viewerWhy: 'Your role lets you look at everything here, but not change it. Ask whoever administers TrackerSegments for the role editor.',
  sample: 'This is a sample workspace with invented data. Open your own export with',
  sampleCommand: 'serve --file your-export.csv --segment-field "Customer segment"',

  age: (age: Age | null) => {
    if (age === null) {
      return 'as of an unknown time';
    }
    switch (age.unit) {
      case 'now':
        return 'as of just now';
      case 'min':
        return `as of ${age.value} min ago`;
      case 'h':
        return `as of ${age.value} h ago`;
      case 'day':
        return `as of ${age.value} days ago`;
    }
  },
  refresh: 'Refresh',
  refreshing: 'Refreshing…',
  notRefreshed: (sentence: string) => `These figures could not be refreshed. ${sentence}`,
};

export const errors = {
  title: 'The figures could not be read.',
  boardTitle: 'The board could not be read.',
  noAnswer: 'The service did not answer. Check that it is running and that this computer reaches it.',
  unreadable: 'The answer did not come from the service: something between it and this page replaced it.',
  status: (status: number) => `The service answered ${status} and gave no reason.`,
  viewLoading: 'Fetching the view…',
  opening: 'One moment…',
  unfetched: 'A part of this page could not be fetched, so how old the figures are is not known. Load the page again.',
  unspoken: 'The texts in your language could not be fetched, so the page is in English. Load the page again.',
  viewUnfetched: 'This view could not be fetched.',
  trace: (id: string) => `Trace ${id}`,
  noLens: 'This workspace has no lens yet: name the field that holds the segment, for example:',
  noLensCommand: '--segment-field "Customer segment"',
};
