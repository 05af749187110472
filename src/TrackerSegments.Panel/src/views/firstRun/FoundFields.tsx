import type { FoundField } from '../../api/setup';
import type { MappedField } from '../../api/sync';
import type { BoardEpic } from '../../api/types';
import * as number from '../../format/numbers';
import { firstRun } from '../../texts/firstRun';
import { live as liveTexts } from '../../texts/live';
import { usePanel } from '../panel';

interface Row {
  readonly key: string;
  readonly name: string;
  readonly id: string | null;
  readonly use: string;
  readonly samples: string;
}

const mostRows = 12;
const mostSamples = 5;

/** Each field with what it is used for and real values of it. */
export function FoundFields({ fields, lens }: { fields: readonly FoundField[]; lens: string }) {
  const { store, live } = usePanel();
  const mapped = live.value?.live.sync.value?.fields ?? [];
  const epics = [...(store.board.value.value?.epics.values() ?? [])];
  const rows = mapped.length > 0 ? mapped.map((field) => ofTracker(field, fields, epics)) : ofFile(fields, lens);
  return (
    <section aria-labelledby="first-fields-title">
      <h3 class="first-run-head" id="first-fields-title">
        {firstRun.fields}
      </h3>
      <div class="table-scroll" tabIndex={0} role="group" aria-label={firstRun.fields}>
        <table class="table" data-testid="first-run-fields" aria-labelledby="first-fields-title">
          <thead>
            <tr>
              <th scope="col">{firstRun.field}</th>
              <th scope="col">{firstRun.use}</th>
              <th scope="col">{firstRun.samples}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, mostRows).map(({ key, name, id, use, samples }) => (
              <tr key={key}>
                <th scope="row">
                  <span dir="auto">{name}</span> {id !== null && id !== name && <code>{id}</code>}
                </th>
                <td>{use}</td>
                <td dir="auto">{samples || firstRun.empty}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function ofTracker({ tracker, role, id, name }: MappedField, fields: readonly FoundField[], epics: readonly BoardEpic[]): Row {
  const samples =
    role === 'effort'
      ? mostUsed(epics.flatMap(({ effort, imputed }) => (effort === null || imputed ? [] : number.exactEffort(effort))))
      : role === 'team'
        ? mostUsed(epics.flatMap(({ team }) => team ?? []))
        : role === 'segment'
          ? (fields.find((one) => one.name === name) ?? fields[0])?.samples.map(({ value, epics: count }) => firstRun.sample(value, count)) ?? []
          : [];
  return { key: tracker + role + id, name, id, use: liveTexts.source.roleOf(role), samples: samples.join(', ') };
}

function ofFile(fields: readonly FoundField[], lens: string): Row[] {
  const isUsed = ({ lenses }: FoundField) => lenses.includes(lens);
  return fields
    .toSorted((a, b) => Number(isUsed(b)) - Number(isUsed(a)) || b.epics - a.epics)
    .map((field) => ({
      key: field.name,
      name: field.name,
      id: null,
      use: isUsed(field) ? firstRun.used : firstRun.notUsed,
      samples: field.samples.map(({ value, epics }) => firstRun.sample(value, epics)).join(', '),
    }));
}

function mostUsed(values: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const value of values) {
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, mostSamples)
    .map(([value, count]) => firstRun.sample(value, count));
}
