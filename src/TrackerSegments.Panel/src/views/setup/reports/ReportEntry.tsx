import { useState } from 'preact/hooks';
import { sentenceOf } from '../../../api/errors';
import { changeReport, deleteReport, sendReport, wishOf, type Report } from '../../../api/reports';
import { moment } from '../../../format/clock';
import { reports as words } from '../../../texts/reports';
import { usePanel } from '../../panel';
import { ServiceSaid } from '../../shared/ServiceSaid';
import { ReportForm } from './ReportForm';
import { ReportHistory } from './ReportHistory';
import { ReportPreview } from './ReportPreview';

interface Props {
  report: Report;
  mayChange: boolean;
  taken: readonly string[];
  again: () => void;
}

type Open = 'edit' | 'preview' | 'delete' | null;

/** One report: how it stands, what came of it, and what can be done with it. */
export function ReportEntry({ report, mayChange, taken, again }: Props) {
  const { store } = usePanel();
  const [open, setOpen] = useState<Open>(null);
  const [busy, setBusy] = useState(false);

  const act = async (work: () => Promise<string>) => {
    if (busy) {
      return;
    }
    setBusy(true);
    try {
      store.notices.show(await work(), 'quiet');
    } catch (error) {
      store.notices.show(words.refused(sentenceOf(error)), 'problem');
    }
    setBusy(false);
    again();
  };
  const send = async () => {
    const { repeated, sent } = await sendReport(store.client, report.id);
    return repeated ? words.repeated : sent.result === 'accepted' ? words.sent : words.mayBeSent;
  };
  const pause = async () => {
    await changeReport(store.client, report.id, { ...wishOf(report), paused: !report.paused }, report.version);
    return words.saved(report.name);
  };
  const remove = async () => {
    await deleteReport(store.client, report);
    return words.deleted(report.name);
  };
  const button = (label: string, run: () => void, opens?: Open) => (
    <button
      type="button"
      class="button"
      aria-label={words.actOn(label, report.name)}
      {...(opens ? { 'aria-expanded': open === opens } : {})}
      aria-disabled={busy}
      onClick={run}
    >
      {label}
    </button>
  );
  const toggle = (which: Open) => setOpen(open === which ? null : which);

  return (
    <li class="report" data-testid="report">
      <h3 class="report-name">
        {report.name}{' '}
        <span class={report.state === 'running' ? 'plan-tag plan-tag-in' : 'plan-tag'} data-testid="report-state">
          {words.state[report.state]}
        </span>
      </h3>
      {report.problem && (
        <p class="warning">
          <ServiceSaid>
            {report.problem.text} {report.problem.action}
          </ServiceSaid>
        </p>
      )}
      <ul class="report-facts" role="list">
        <li>{words.at(report.days.map((day) => words.days[day]).join(', '), report.time, report.zone)}</li>
        {report.nextRun && <li>{words.next(moment(report.nextRun))}</li>}
        <li data-testid="report-accepted">{report.lastAccepted ? words.accepted(moment(report.lastAccepted)) : words.neverAccepted}</li>
        <li class="quiet">{words.to(report.host)}</li>
        <li class="quiet">{words.runsAs(report.executor)}</li>
        {report.rightsNote && (
          <li class="quiet">
            <ServiceSaid>{report.rightsNote}</ServiceSaid>
          </li>
        )}
      </ul>
      <div class="report-acts">
        {button(open === 'preview' ? words.close : words.preview, () => toggle('preview'), 'preview')}
        {mayChange && (
          <>
            {button(words.send, () => void act(send))}
            {button(report.paused ? words.resume : words.pause, () => void act(pause))}
            {button(words.edit, () => toggle('edit'), 'edit')}
            {button(words.remove, () => toggle('delete'), 'delete')}
          </>
        )}
      </div>
      {open === 'delete' && (
        <div class="notice" role="group" aria-label={words.sure(report.name)}>
          <p>{words.sure(report.name)}</p>
          <div class="report-acts">
            <button type="button" class="button" data-testid="report-delete" onClick={() => void act(remove)}>
              {words.deleteIt}
            </button>
            <button type="button" class="button" onClick={() => setOpen(null)}>
              {words.keepIt}
            </button>
          </div>
        </div>
      )}
      {open === 'preview' && <ReportPreview report={report} />}
      {open === 'edit' && (
        <ReportForm
          key={report.version}
          report={report}
          taken={taken}
          done={(saved) => {
            setOpen(null);
            if (saved) {
              again();
            }
          }}
        />
      )}
      <ReportHistory report={report} />
    </li>
  );
}
