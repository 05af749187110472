import { useState } from 'preact/hooks';
import '../../styles/insight/index.css';
import { readMatrix } from '../../api/insight';
import { insight } from '../../texts/insight';
import { usePanel } from '../panel';
import { Failure } from '../shared/Failure';
import { NextStep } from '../shared/NextStep';
import { useReading } from '../shared/useReading';
import { HeatMap } from './HeatMap';

/** Two lenses crossed. The lens of the page is the rows. */
export function MatrixView() {
  const { store } = usePanel();
  const words = insight.matrix;
  const lenses = store.workspace.value.value?.lenses ?? [];
  const rows = store.lens.value;
  const others = lenses.filter(({ key }) => key !== rows);
  const [chosen, choose] = useState<string | null>(null);
  const columns = others.find(({ key }) => key === chosen)?.key ?? others[0]?.key ?? null;
  const { value, error, again } = useReading(columns === null ? null : (lens) => readMatrix(store.client, lens, columns), [columns]);
  if (columns === null) {
    return <NextStep text={words.oneLens} command={words.oneLensCommand} />;
  }
  return (
    <div class="insight" data-testid="matrix">
      {others.length > 1 && (
        <label class="pick-day">
          {words.columns}{' '}
          <select class="select" value={columns} onChange={(event) => choose(event.currentTarget.value)}>
            {others.map(({ key, name }) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      {!value ? (
        error === null ? (
          <p role="status">{words.loading}</p>
        ) : (
          <Failure title={words.failed} error={error} retry={again} />
        )
      ) : value.effort === 0 ? (
        <NextStep text={words.empty} />
      ) : (
        <HeatMap key={value.hash} matrix={value} />
      )}
    </div>
  );
}
