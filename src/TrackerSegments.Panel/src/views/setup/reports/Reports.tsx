import { useState } from 'preact/hooks';
import { readReports } from '../../../api/reports';
import { reports as words } from '../../../texts/reports';
import { usePanel } from '../../panel';
import { Failure } from '../../shared/Failure';
import { useReading } from '../../shared/useReading';
import { ReportEntry } from './ReportEntry';
import { ReportForm } from './ReportForm';

/** The reports that are posted to Teams by themselves. */
export function Reports() {
  const { store } = usePanel();
  const { value, error, again } = useReading(() => readReports(store.client), []);
  const [adding, setAdding] = useState(false);
  const mayChange = store.workspace.value.value?.caller?.may.plan ?? true;
  const taken = value?.reports.map(({ id }) => id) ?? [];
  return (
    <section class="insight-part" aria-labelledby="reports-title" data-testid="reports">
      <h2 class="section-title" id="reports-title">
        {words.title}
      </h2>
      <p class="quiet">{words.why}</p>
      {!mayChange && <p class="quiet">{words.mayNot}</p>}
      {!value ? (
        error === null ? <p role="status">{words.loading}</p> : <Failure title={words.failed} error={error} retry={again} />
      ) : value.reports.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <ul class="report-facts" role="list">
          {value.reports.map((report) => (
            <ReportEntry key={report.id} report={report} mayChange={mayChange} taken={taken} again={again} />
          ))}
        </ul>
      )}
      {value && mayChange && (
        adding ? (
          <ReportForm
            report={null}
            taken={taken}
            done={(saved) => {
              setAdding(false);
              if (saved) {
                again();
              }
            }}
          />
        ) : (
          <button type="button" class="button" data-testid="report-add" onClick={() => setAdding(true)}>
            {words.add}
          </button>
        )
      )}
    </section>
  );
}
