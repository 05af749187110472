/** What the small frames inside a tracker say: a dashboard, an epic's own page, the settings. */
export const frames = {
  epic: {
    loading: 'Reading this epic…',
    label: (lens: string) => `${lens} of this epic`,
    unknown: (key: string) =>
      `${key} is not among the epics that were read. It may be of another type, in a project that is not read, or newer than the last reading.`,
    unsaved: 'Save this work item first; then its segments can be set here.',
    unestimated: 'It has no estimate, so it counts for nothing yet.',
    counts: (effort: string) => `It counts ${effort}.`,
    add: 'Add',
    remove: 'Take away',
    readOnly: 'This workspace is read only: segments can be seen but not changed.',
  },
  connection: {
    title: 'TrackerSegments',
    what: 'What the service reads, which fields it uses, and whether it may write.',
    file: 'The workspace of this service comes from a file: there is no tracker to connect.',
    later: 'The list of lenses and the mapping of fields cannot be changed on this page yet.',
    where: 'They are changed over the service’s addresses, or given to it when it starts; who may do what stands in its access settings.',
  },
  lens: {
    label: 'Lens to show',
    primary: (name: string) => `The primary one (${name})`,
    save: 'Save',
    loading: 'Reading the lenses…',
  },
};
