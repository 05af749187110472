import * as number from '../../format/numbers';
import { fullDay } from '../../format/days';
import type { Facts, FindingSentences } from '../findings';
import { epics, list, plural } from './words';

const quoted = (names: readonly string[]) => list(names.map((name) => `„${name}“`));
const percent = (value: number) => number.exactPercent(Math.round(value * 10) / 10);
const points = (value: number) => number.exactEffort(Math.round(value * 10) / 10);

/** What is no day stays as it is. */
const day = (text: string) => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? fullDay(text) : text);

/** At most five names; that there are more is said. */
const some = (names: readonly string[]) => (names.length <= 5 ? list(names) : `${names.slice(0, 5).join(', ')}, …`);
const colon = (names: readonly string[]) => (names.length === 0 ? '.' : `: ${some(names)}.`);
const segments = (count: number) => plural(count, 'Segment', 'Segmente');

const states: Record<string, string> = { under: 'unter dem Ziel', on: 'im Ziel', over: 'über dem Ziel', noTarget: 'ohne Ziel' };

const against = ({ number: of, has }: Facts, when: 'Now' | 'Then') => [
  ...(has(`share${when}`) ? [percent(of(`share${when}`))] : ['ohne Anteil']),
  ...(has(`target${when}`) ? [`bei einem Ziel von ${number.exactPercent(of(`target${when}`))}`] : []),
].join(' ');

const is = (count: number, one: string, many: string) => (count === 1 ? one : many);

/** Pairs of segments, and why they are hardly told apart. */
const pairs = ({ names, number: of }: Facts) =>
  names('first').map((first, at) => {
    const together = of(`together${at + 1}`);
    const why = together > 0 ? `zusammen auf ${epics(together)}` : 'dieselben Werttreiber mit denselben Gewichten';
    return `${first} und ${names('second')[at] ?? ''}: ${why}`;
  });

const simpler = ({ names, number: of, has, name }: Facts) => [
  ...(has('lenses') ? [`${number.count(of('lenses'))} Perspektiven sind mehr, als jemand pflegt`] : []),
  ...names('few').map((segment) => `${segment} hatte zwei Zeiträume nacheinander weniger als ${epics(of('fewest'))}`),
  ...names('same').map((other) => `${name('lens')} sagt dasselbe wie ${other}`),
];

const facets: Record<string, string> = { project: 'Das Projekt', team: 'Das Team', component: 'Die Komponente' };

/** What the service finds, said in German; in English it says it itself. */
export const findings: FindingSentences = {
  noEpics: {
    text: ({ names, number: of }) =>
      `Nichts ist vom Typ ${names('wanted').join(' oder ')}. Es gibt die Typen ${names('types').map((type, at) => `${type} (${number.count(of(`items${at + 1}`))})`).join(', ')}${of('allTypes') > names('types').length ? ', …' : ''}.`,
    action: () => 'Sagen Sie mit --epic-type, welche davon das Segment tragen.',
  },
  unitsDiffer: {
    text: () => 'Die Punkte der Tracker sind nicht dieselbe Einheit, und niemand hat gesagt, was einer zählt: es gibt keine gemeinsame Zahl.',
    action: () => 'Sagen Sie mit --conversion, was eine Einheit jedes Trackers zählt, oder zählen Sie mit --measure count Epics.',
  },
  focusMismatch: {
    text: ({ names, name, number: of }) =>
      `Der Schwerpunkt ist ${list(names('focus'))} (Ziel ${number.exactPercent(of('focusTarget'))}), aber der größte Teil des geplanten Aufwands (${percent(of('share'))}) geht an ${name('most')} (Ziel ${number.exactPercent(of('target'))}).`,
    action: ({ name }) => `Verschieben Sie Arbeit für ${name('most')}, oder sagen Sie in der Strategie, dass der Schwerpunkt jetzt ein anderer ist.`,
  },
  lowCoverage: {
    text: ({ number: of }) => `Nur ${percent(of('coverage'))} des Aufwands sind einem Segment zugeordnet.`,
    action: () => 'Ordnen Sie diese Epics zu, die größten zuerst.',
  },
  unmappedValues: {
    text: ({ count, name, names, number: of }) =>
      `${plural(count, 'Wert', 'Werte')} von ${name('field')} ${is(count, 'bedeutet', 'bedeuten')} kein Segment: ${names('values').map((value, at) => `„${value}“ (${epics(of(`epics${at + 1}`))})`).join(', ')}${count > names('values').length ? ', …' : ''}.`,
    action: () => 'Sagen Sie, welches Segment jeder Wert bedeutet, oder berichtigen Sie ihn auf den Epics.',
  },
  unestimatedEpics: {
    text: ({ count }) => `${epics(count)} ${is(count, 'ist nicht geschätzt und steht', 'sind nicht geschätzt und stehen')} nicht in den Zahlen.`,
    action: () => 'Schätzen Sie sie, oder lassen Sie die Regel einen mittleren oder festen Aufwand einsetzen.',
  },
  imputedEffort: {
    text: ({ count, number: of }) =>
      `${number.exactEffort(of('imputed'))} von ${number.exactEffort(of('all'))} kommen aus der Regel: ${epics(count)} ${is(count, 'ist', 'sind')} selbst nicht geschätzt.`,
    action: () => 'Eine Schätzung ersetzt den angenommenen Aufwand.',
  },
  parentCycle: {
    text: ({ count }) => `${plural(count, 'Element ist sein eigener Vorfahr und wurde', 'Elemente sind ihre eigenen Vorfahren und wurden')} ohne Übergeordnetes gelesen.`,
    action: () => 'Berichtigen Sie im Tracker, was wem übergeordnet ist.',
  },
  danglingParents: {
    text: ({ count }) =>
      `${plural(count, 'Element nennt', 'Elemente nennen')} ein Übergeordnetes, das nicht gelesen wurde, und ${is(count, 'zählt', 'zählen')} für kein Epic, außer ${is(count, 'es ist selbst eines', 'sie sind selbst welche')}.`,
    action: () => 'Nehmen Sie die übergeordneten in den Export auf, oder lassen Sie es, wenn sie woanders hingehören.',
  },
  nestedEpics: {
    text: ({ count }) => `${plural(count, 'Epic hängt', 'Epics hängen')} unter einem anderen Epic; jedes zählt für sich und nicht für das darüber.`,
    action: () => 'Nichts, wenn das so gemeint ist.',
  },

  indexFell: {
    text: ({ number: of, name }) => `Der Index ist seit dem ${day(name('since'))} von ${points(of('before'))} auf ${points(of('after'))} gefallen.`,
    action: () => 'Öffnen Sie Teil für Teil, was sich bewegt hat, und entscheiden Sie, ob der Plan oder die Strategie folgen soll.',
  },
  segmentStateChanged: {
    text: (facts) =>
      `${facts.name('segment')} war am ${day(facts.name('since'))} ${states[facts.name('was')] ?? ''} und ist jetzt ${states[facts.name('is')] ?? ''}: ${against(facts, 'Now')}, damals ${against(facts, 'Then')}.`,
    action: ({ name }) => (['under', 'over'].includes(name('is')) ? `Öffnen Sie Teil für Teil, was ${name('segment')} bewegt hat.` : 'Nichts, wenn das so gemeint ist.'),
  },
  hiddenPattern: {
    text: ({ name, names }) => {
      const all = names('segments');
      const isMore = name('whole') === 'grew';
      return `Der Aufwand insgesamt ist ${isMore ? 'gewachsen' : 'geschrumpft'}, während ${list(all)} mit mehr als der Hälfte davon ${isMore ? 'geschrumpft' : 'gewachsen'} ${is(all.length, 'ist', 'sind')}.`;
    },
    action: () => 'Sehen Sie die Segmente einzeln an, bevor Sie sagen, wie es gelaufen ist.',
  },

  partlyRead: {
    text: ({ has, number: of }) =>
      !has('read')
        ? 'Noch ist nichts gelesen: der Tracker ist nicht verbunden.'
        : `${number.count(of('read'))}${has('total') ? ` von ${plural(of('total'), 'Element', 'Elementen')}` : ' Elemente'} sind bisher gelesen; die Zahlen sind unvollständig.`,
    action: () => 'Warten Sie, bis alles gelesen ist, bevor Sie aus den Zahlen etwas schließen.',
  },
  unitsConverted: {
    text: ({ names, number: of }) => `Es zählt ein Punkt ${list(names('trackers').map((tracker, at) => `von ${tracker} ${number.exactEffort(of(`counts${at + 1}`))}`))}.`,
    action: () => 'Sagen Sie mit --conversion, was er zählen soll, wenn das nicht stimmt.',
  },
  unknownStatus: {
    text: ({ number: of }) =>
      `${plural(of('items'), 'Element ist', 'Elemente sind')} in einem Status, dessen Kategorie nicht bekannt ist; ${is(of('items'), 'es gilt', 'sie gelten')} als in Arbeit.`,
    action: () => 'Exportieren Sie die Kategorie des Status mit, oder die Elemente als JSON.',
  },
  unreadableDate: {
    text: ({ number: of, name, items }) =>
      `${plural(of('dates'), 'Datum ließ sich nicht lesen und zählt', 'Daten ließen sich nicht lesen und zählen')} als fehlend, etwa ${quoted(items.slice(0, 1))} in ${name('file')}.`,
    action: () => 'Exportieren Sie Daten als yyyy-MM-dd, oder alles als JSON.',
  },
  duplicateItems: {
    text: ({ count }) =>
      `${plural(count, 'Element steht', 'Elemente stehen')} mehrmals mit verschiedenem Inhalt in den Dateien; was zuletzt geändert wurde, gilt.`,
    action: () => 'Nehmen Sie jedes Element nur einmal auf.',
  },
  negativeEstimate: {
    text: ({ count }) => `${plural(count, 'Element hat', 'Elemente haben')} eine negative Schätzung und ${is(count, 'gilt', 'gelten')} als nicht geschätzt.`,
    action: ({ name }) => `Berichtigen Sie die Schätzungen in ${name('product')}.`,
  },
  unreadableEstimate: {
    text: ({ count }) => `${plural(count, 'Element hat', 'Elemente haben')} eine Schätzung, die keine Zahl ist, und ${is(count, 'gilt', 'gelten')} als nicht geschätzt.`,
    action: ({ name }) => `Berichtigen Sie die Schätzungen in ${name('product')}.`,
  },
  effortFieldMissing: {
    text: ({ has, name }) =>
      has('project')
        ? `Kein Typ des Projekts ${name('project')} hat ein Feld für die Schätzung, also ist nichts geschätzt.`
        : 'Das Feld der Schätzung steht auf keinem der gelesenen Elemente, auch nicht leer, also ist nichts geschätzt.',
    action: () => 'Bitten Sie jemanden, der den Tracker administriert, das Feld hinzuzufügen, oder nennen Sie mit --effort-field ein anderes.',
  },
  epicTypeNotFound: {
    text: ({ name, names }) => `${name('place')} hat keinen Typ namens ${names('types').map((type) => `„${type}“`).join(' oder ')}; davon wird nichts gelesen.`,
    action: () => 'Prüfen Sie die Namen hinter --epic-type.',
  },
  otherEpicTypes: {
    text: ({ items }) => `Auf der Ebene der Epics gibt es Typen, die nicht als Epics gelesen werden: ${some(items)}.`,
    action: () => 'Nennen Sie sie mit --epic-type, wenn sie zählen sollen.',
  },
  epicTypeLeftOut: {
    text: ({ name, names }) => `Auf der Ebene ${name('level')} des Projekts ${name('project')} gibt es auch andere Typen: ${some(names('types'))}. Sie zählen nicht als Epics.`,
    action: () => 'Nennen Sie sie mit --epic-type, wenn sie zählen sollen.',
  },
  globalTokenEnds: {
    text: () =>
      'Azure DevOps wird mit einem persönlichen Zugriffstoken gelesen. Wurde es für alle zugänglichen Organisationen gemacht, gilt es ab dem 1. Dezember 2026 nicht mehr; dem Token selbst sieht man das nicht an.',
    action: () =>
      'Sehen Sie in den Benutzereinstellungen unter „Personal access tokens“ nach. Steht dort „All accessible organizations“, machen Sie eines nur für diese Organisation, oder melden Sie sich mit einer Entra-Anwendung oder einer verwalteten Identität an.',
  },

  measurable: {
    text: ({ figure, names, name }) => {
      const unmapped = names('unmapped');
      return figure === null
        ? 'Kein Epic ist im Umfang, also lässt sich noch nichts messen.'
        : `${percent(figure)} ${name('of') === 'effort' ? 'des Aufwands' : 'der Epics'} sind einem Segment zugeordnet${unmapped.length === 0 ? '.' : `, und ${plural(unmapped.length, 'Wert bedeutet', 'Werte bedeuten')} kein Segment: ${some(unmapped)}.`}`;
    },
    action: () => 'Ordnen Sie die Epics zu, die hier stehen, die größten zuerst, und sagen Sie, welches Segment jeder Wert bedeutet.',
  },
  substantial: {
    text: ({ count, items, number: of }) => `${segments(count)} ${is(count, 'hat', 'haben')} weniger als ${percent(of('least'))} des Aufwands und kein größeres Ziel${colon(items)}`,
    action: () => 'Legen Sie jedes mit einem größeren zusammen, archivieren Sie es, oder geben Sie ihm ein Ziel.',
  },
  accessible: {
    text: ({ count, items }) => `Für ${segments(count)} steht niemand ein, oder es gibt keinen Weg zu den Kunden${colon(items)}`,
    action: () => 'Nennen Sie für jedes, wer dafür einsteht und wie die Kunden erreicht werden.',
  },
  actionable: {
    text: ({ count, items }) => `${segments(count)} ${is(count, 'hat', 'haben')} kein Ziel, oder ein Ziel und kein Epic im Umfang${colon(items)}`,
    action: () => 'Geben Sie jedem ein Ziel (0 sagt, dass es wartet) und planen Sie mindestens ein Epic dafür, oder archivieren Sie es.',
  },
  differentiable: {
    text: (facts) =>
      `${plural(facts.count, 'Paar von Segmenten ist', 'Paare von Segmenten sind')} kaum zu unterscheiden${facts.count === 0 ? '.' : `. ${pairs(facts).slice(0, 5).join('; ')}.`}`,
    action: () => 'Legen Sie die beiden zusammen, oder sagen Sie, was jedem wichtig ist und dem anderen nicht.',
    evidence: pairs,
  },
  tooManySegments: {
    text: ({ figure, number: of }) => `${segments(figure ?? 0)} ${is(figure ?? 0, 'ist', 'sind')} in Gebrauch; bis zu ${number.count(of('most'))} lassen sich im Kopf behalten.`,
    action: () => 'Legen Sie Segmente zusammen, für die dieselben Entscheidungen fallen.',
  },
  segmentsWithoutStrategy: {
    text: ({ count, items }) => `${segments(count)} ${is(count, 'hat', 'haben')} weder Ziel noch Werttreiber, oder Aufwand ohne Ziel${colon(items)}`,
    action: () => 'Geben Sie jedem ein Ziel, notfalls 0, damit es eine Entscheidung ist, es auszulassen.',
  },
  staticSegmentation: {
    text: ({ figure, names }) => {
      const [old, never] = [names('old'), names('never')];
      return never.length > 0 && old.length === 0
        ? `Für ${segments(never.length)} hat niemand eine Durchsicht vermerkt${colon(never)}`
        : `Die Durchsicht, die am längsten her ist, war vor ${plural(figure ?? 0, 'Tag', 'Tagen')}${colon(old)}`;
    },
    action: () => 'Sehen Sie die Segmente durch: ordnen sie noch die Kunden, die Sie haben, und die Entscheidungen, die Sie treffen?',
  },
  internalConvenience: {
    text: ({ figure, name, number: of }) =>
      figure === null
        ? `Es gibt weniger als ${number.count(of('least'))} zugeordnete Epics, oder nur ein Projekt, ein Team und eine Komponente: noch lässt sich nichts sagen.`
        : `${facets[name('facet')] ?? ''} eines Epics verrät sein Segment zu ${number.exactEffort(Math.round(figure * 100) / 100)} von 1 (normierte Transinformation).`,
    action: () => 'Ordnen Sie Kunden und nicht die Organisation: fragen Sie bei jedem Epic, für wen es ist.',
    evidence: ({ names, number: of }) =>
      names('segments').map((segment, at) => `${segment} ist ${names('values')[at] ?? ''} auf ${number.count(of(`epics${at + 1}`))} von ${epics(of(`all${at + 1}`))}`),
  },
  correlationConfusion: {
    text: ({ outcome }) =>
      outcome === 'pass'
        ? 'Eine Perspektive oder ein Werttreiber sagt, warum Kunden kaufen.'
        : 'Jede Perspektive sagt, wer die Kunden sind, und keine, warum sie kaufen: Größe und Branche gehen mit Bedürfnissen einher und sind nicht deren Ursache.',
    action: () => 'Fügen Sie eine Perspektive nach Problemen oder Bedürfnissen hinzu, oder schreiben Sie auf, wofür jedes Segment zahlt.',
  },
  simplicity: {
    text: (facts) => (facts.count === 0 ? 'Nichts ließe sich weglassen, ohne dass etwas verloren ginge.' : `${simpler(facts).slice(0, 5).join('; ')}.`),
    action: () => 'Lassen Sie weg, was niemand vermissen würde.',
    evidence: simpler,
  },
};
