import { useMemo, useState } from 'preact/hooks';
import type { BoardEpic, Unit } from '../../api/types';
import { csvOf, download } from '../../format/csv';
import * as number from '../../format/numbers';
import { effortIn, type BoardModel } from '../../state/boardModel';
import { noFilter } from '../../state/filter';
import type { ColumnKey } from '../../state/moves';
import { texts } from '../../texts';
import { usePanel } from '../panel';
import { EpicLink } from '../shared/EpicLink';
import { Failure } from '../shared/Failure';

const step = 50;

/** The epics behind a row: what each has, and how much of it counts here. */
export function EpicList({ column, name, unit }: { column: ColumnKey; name: string; unit: Unit }) {
  const { store, nav } = usePanel();
  const { value, error } = store.board.value;
  const [shown, setShown] = useState(step);
  const epics = useMemo(() => (value ? epicsOf(value, column) : []), [value, column]);
  const words = texts.epicList;
  if (!value) {
    return error === null ? (
      <p class="epic-list">{words.loading}</p>
    ) : (
      <Failure title={texts.errors.boardTitle} error={error} retry={() => void store.refresh()} />
    );
  }
  if (epics.length === 0) {
    return <p class="epic-list">{words.none}</p>;
  }
  const weighted = epics.some((epic) => epic.segments.length > 1);
  const nameOf = (key: string) => value.columns.find((candidate) => candidate.key === key)?.name ?? key;
  return (
    <div class="epic-list" data-testid="epic-list">
      <table class="table" aria-label={words.opens(name)}>
        <thead>
          <tr>
            <th scope="col">{words.epic}</th>
            <th scope="col" class="wide">
              {words.status}
            </th>
            <th scope="col" class="number">
              {words.effort}
            </th>
            {weighted && (
              <>
                <th scope="col" class="number wide">
                  {words.weight}
                </th>
                <th scope="col" class="number">
                  {words.contribution}
                </th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {epics.slice(0, shown).map((epic) => (
            <EpicRow key={epic.key} epic={epic} column={column} weighted={weighted} />
          ))}
        </tbody>
      </table>
      <p class="epic-list-actions">
        {epics.length > shown && (
          <button type="button" class="button" onClick={() => setShown(shown + 4 * step)}>
            {words.more(Math.min(epics.length - shown, 4 * step))}
          </button>
        )}
        <button
          type="button"
          class="button"
          data-testid="csv"
          onClick={() => download(words.csvFile(name), csvOf(csvRows(epics, column, nameOf)))}
        >
          {words.csv}
        </button>
        <a class="button" href={nav.hrefOf({ view: 'board', filter: noFilter })}>
          {words.onBoard}
        </a>
        <span class="quiet">
          {texts.epics(epics.length)} · {texts.unitOf(unit)}
        </span>
      </p>
    </div>
  );
}

function EpicRow({ epic, column, weighted }: { epic: BoardEpic; column: ColumnKey; weighted: boolean }) {
  const words = texts.epicList;
  const weight = column === null ? 1 : (epic.weights[epic.segments.indexOf(column)] ?? 1);
  const counts = effortIn(epic, column);
  return (
    <tr>
      <td class="epic-cell">
        <EpicLink epic={epic} /> <span class="epic-title" dir="auto">{epic.title}</span>
      </td>
      <td class="wide">{epic.status}</td>
      <td class={epic.effort === null ? 'number quiet' : 'number'}>
        {epic.effort === null ? words.unestimated : number.exactEffort(epic.effort)}
        {epic.imputed && <span class="quiet"> {words.imputed}</span>}
      </td>
      {weighted && (
        <>
          <td class="number wide">{number.shortPercent(weight * 100)}</td>
          <td class="number">{counts === null ? '' : number.exactEffort(counts)}</td>
        </>
      )}
    </tr>
  );
}

function epicsOf(model: BoardModel, column: ColumnKey): BoardEpic[] {
  const keys = model.columns.find((candidate) => candidate.key === column)?.keys ?? [];
  return keys
    .flatMap((key) => model.epics.get(key) ?? [])
    .toSorted((a, b) => (effortIn(b, column) ?? -1) - (effortIn(a, column) ?? -1));
}

function csvRows(epics: readonly BoardEpic[], column: ColumnKey, nameOf: (key: string) => string) {
  return [
    texts.epicList.csvColumns,
    ...epics.map((epic) => [
      epic.key,
      epic.title,
      epic.type,
      epic.status,
      epic.team,
      epic.assignee,
      epic.effort,
      column === null ? null : (epic.weights[epic.segments.indexOf(column)] ?? null),
      effortIn(epic, column),
      epic.segments.map(nameOf).join('; '),
      epic.unmapped.join('; '),
      epic.url,
    ]),
  ];
}
