import type * as english from '../en/shell';

export const shell: typeof english.shell = {
  product: 'TrackerSegments',
  unassigned: 'Ohne Zuordnung',
  undo: 'Rückgängig',
  tryAgain: 'Noch einmal versuchen',
  dismiss: 'Schließen',
  notices: 'Hinweise',
  details: 'Einzelheiten',

  views: {
    label: 'Ansichten',
    more: 'Mehr',
    alignment: 'Ausrichtung',
    board: 'Board',
    trend: 'Verlauf',
    health: 'Zustand',
    plan: 'Planung',
    matrix: 'Matrix',
    setup: 'Einrichtung',
  },
  help: { open: 'Über diese Ansicht', unfetched: 'Diese Hilfe ließ sich nicht holen. Laden Sie die Seite neu.' },
  lens: 'Perspektive',
  readOnly: 'Schreibgeschützt',
  readOnlyWhy: 'Sie können hier alles ansehen, aber nichts ändern.',
  viewerWhy: 'Mit Ihrer Rolle können Sie hier alles ansehen, aber nichts ändern. Die Rolle „editor“ gibt Ihnen, wer TrackerSegments verwaltet.',
  sample: 'Das ist ein Beispiel mit erfundenen Daten. Ihren eigenen Export öffnen Sie mit',
  sampleCommand: 'serve --file ihr-export.csv --segment-field "Customer segment"',

  age: (age) => {
    if (age === null) {
      return 'Stand unbekannt';
    }
    switch (age.unit) {
      case 'now':
        return 'Stand von eben';
      case 'min':
        return `Stand vor ${age.value} Min.`;
      case 'h':
        return `Stand vor ${age.value} Std.`;
      case 'day':
        return `Stand vor ${age.value} Tagen`;
    }
  },
  refresh: 'Aktualisieren',
  refreshing: 'Wird aktualisiert …',
  notRefreshed: (sentence) => `Diese Zahlen ließen sich nicht aktualisieren. ${sentence}`,
};

export const errors: typeof english.errors = {
  title: 'Die Zahlen ließen sich nicht lesen.',
  boardTitle: 'Das Board ließ sich nicht lesen.',
  noAnswer: 'Der Dienst hat nicht geantwortet. Prüfen Sie, ob er läuft und ob dieser Rechner ihn erreicht.',
  unreadable: 'Die Antwort kam nicht vom Dienst: etwas zwischen ihm und dieser Seite hat sie ersetzt.',
  status: (status) => `Der Dienst hat mit ${status} geantwortet und keinen Grund genannt.`,
  viewLoading: 'Die Ansicht wird geholt …',
  opening: 'Einen Moment …',
  unfetched: 'Ein Teil dieser Seite ließ sich nicht holen, deshalb ist unbekannt, wie alt die Zahlen sind. Laden Sie die Seite neu.',
  unspoken: 'Die Texte in Ihrer Sprache ließen sich nicht holen, deshalb ist die Seite englisch. Laden Sie die Seite neu.',
  viewUnfetched: 'Diese Ansicht ließ sich nicht holen.',
  trace: (id) => `Ablaufnummer ${id}`,
  noLens: 'Dieser Arbeitsbereich hat noch keine Perspektive: nennen Sie das Feld, das das Segment enthält, zum Beispiel:',
  noLensCommand: '--segment-field "Customer segment"',
};
