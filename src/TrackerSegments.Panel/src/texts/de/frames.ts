import type * as english from '../en/frames';

export const frames: typeof english.frames = {
  epic: {
    loading: 'Dieses Epic wird gelesen …',
    label: (lens) => `${lens} dieses Epics`,
    unknown: (key) =>
      `${key} ist nicht unter den gelesenen Epics. Vielleicht hat es einen anderen Typ, liegt in einem Projekt, das nicht gelesen wird, oder ist neuer als die letzte Lesung.`,
    unsaved: 'Speichern Sie dieses Work Item zuerst; dann lassen sich seine Segmente hier setzen.',
    unestimated: 'Es ist nicht geschätzt und zählt deshalb noch nicht.',
    counts: (effort) => `Es zählt ${effort}.`,
    add: 'Hinzufügen',
    remove: 'Wegnehmen',
    readOnly: 'Dieser Arbeitsbereich ist schreibgeschützt: Segmente sind zu sehen, aber nicht zu ändern.',
  },
  connection: {
    title: 'TrackerSegments',
    what: 'Was der Dienst liest, welche Felder er verwendet und ob er schreiben darf.',
    file: 'Der Arbeitsbereich dieses Dienstes kommt aus einer Datei: es gibt keinen Tracker zu verbinden.',
    later: 'Welche Perspektiven es gibt und wie die Felder zugeordnet sind, lässt sich auf dieser Seite noch nicht ändern.',
    where: 'Sie werden über die Adressen des Dienstes geändert oder ihm beim Start mitgegeben; wer was darf, steht in seinen Zugriffseinstellungen.',
  },
  lens: {
    label: 'Gezeigte Perspektive',
    primary: (name) => `Die wichtigste (${name})`,
    save: 'Speichern',
    loading: 'Die Perspektiven werden gelesen …',
  },
};
