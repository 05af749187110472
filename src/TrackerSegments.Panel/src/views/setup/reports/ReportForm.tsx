import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { changeReport, days, makeReport, type Report, type ReportWish } from '../../../api/reports';
import { sentenceOf } from '../../../api/errors';
import { reports as words } from '../../../texts/reports';
import { usePanel } from '../../panel';
import { ServiceSaid } from '../../shared/ServiceSaid';
import { fieldOf, idFor, isReady, wishFor, zones, type FieldName } from './form';

interface Props {
  /** null makes a new one. */
  report: Report | null;
  taken: readonly string[];
  done: (saved: boolean) => void;
}

/** A report's schedule, made or changed. The address goes in and is not seen again. */
export function ReportForm({ report, taken, done }: Props) {
  const { store, host } = usePanel();
  // In a frame the page's own address opens nothing for anybody else.
  const panel = host.tracker === undefined && location.protocol === 'https:' ? location.origin + location.pathname : null;
  const [wish, setWish] = useState<ReportWish>(() => wishFor(report, panel));
  const [problem, setProblem] = useState<{ field: FieldName; text: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const ready = isReady(wish, report === null) && !busy;
  const set = (change: Partial<ReportWish>) => setWish((before) => ({ ...before, ...change }));
  const lenses = store.workspace.value.value?.lenses ?? [];

  const save = async (event: Event) => {
    event.preventDefault();
    if (!ready) {
      setProblem({ field: 'form', text: words.needed });
      return;
    }
    setBusy(true);
    const { address, ...rest } = wish;
    const asked = { ...rest, name: wish.name.trim(), audience: wish.audience?.trim() || null, panel: wish.panel?.trim() || null, ...(address?.trim() ? { address: address.trim() } : {}) };
    try {
      await (report ? changeReport(store.client, report.id, asked, report.version) : makeReport(store.client, idFor(asked.name, taken), asked));
      store.notices.show(words.saved(asked.name), 'quiet');
      done(true);
    } catch (error) {
      setProblem({ field: fieldOf(error), text: sentenceOf(error) });
      setBusy(false);
    }
  };

  const text = (name: 'name' | 'audience' | 'panel', label: string) => (
    <Field id={`report-${name}`} label={label} problem={problem?.field === name ? problem.text : null}>
      {(about) => <input {...about} class="input" type="text" maxLength={name === 'panel' ? 500 : 200} value={wish[name] ?? ''} onInput={(event) => set({ [name]: event.currentTarget.value })} />}
    </Field>
  );
  const choice = <Name extends 'lens' | 'zone' | 'when' | 'period'>(name: Name, label: string, options: readonly (readonly [string, string])[]) => (
    <Field id={`report-${name}`} label={label} problem={problem?.field === name ? problem.text : null}>
      {(about) => (
        <select {...about} class="input" value={wish[name] ?? ''} onChange={(event) => set({ [name]: event.currentTarget.value || null } as Partial<ReportWish>)}>
          {options.map(([value, shown]) => (
            <option key={value} value={value}>
              {shown}
            </option>
          ))}
        </select>
      )}
    </Field>
  );

  return (
    <form class="report-form" data-testid="report-form" noValidate onSubmit={(event) => void save(event)}>
      {text('name', words.name)}
      {choice('lens', words.lens, [['', words.primary], ...lenses.map(({ key, name }) => [key, name] as const)])}
      {text('audience', words.audience)}
      <fieldset>
        <legend>{words.daysOf}</legend>
        <div class="report-days">
          {days.map((day) => (
            <label key={day}>
              <input
                type="checkbox"
                checked={wish.days.includes(day)}
                onChange={(event) => set({ days: days.filter((one) => (one === day ? event.currentTarget.checked : wish.days.includes(one))) })}
              />
              {words.days[day]}
            </label>
          ))}
        </div>
      </fieldset>
      <Field id="report-time" label={words.time} problem={null}>
        {(about) => <input {...about} class="input" type="time" value={wish.time} onInput={(event) => set({ time: event.currentTarget.value })} />}
      </Field>
      {choice('zone', words.zone, zones(wish.zone).map((zone) => [zone, zone]))}
      {choice('when', words.when, Object.entries(words.whens))}
      {choice('period', words.period, Object.entries(words.periods))}
      <label class="report-check">
        <input type="checkbox" checked={wish.alerts} onChange={(event) => set({ alerts: event.currentTarget.checked })} /> {words.alerts}
      </label>
      {text('panel', words.panel)}
      <Field id="report-address" label={words.address} note={report ? words.addressKept : words.addressHow} problem={problem?.field === 'address' ? problem.text : null}>
        {(about) => (
          <input {...about} class="input" type="password" autocomplete="off" spellcheck={false} value={wish.address ?? ''} onInput={(event) => set({ address: event.currentTarget.value })} />
        )}
      </Field>
      <p class="quiet">{words.yourRights}</p>
      {problem?.field === 'form' && (
        <p class="warning" role="alert">
          <ServiceSaid>{problem.text}</ServiceSaid>
        </p>
      )}
      <div class="report-acts">
        <button type="submit" class="button button-main" aria-disabled={!ready} data-testid="report-save">
          {words.save}
        </button>
        <button type="button" class="button" onClick={() => done(false)}>
          {words.cancel}
        </button>
      </div>
    </form>
  );
}

interface FieldProps {
  id: string;
  label: string;
  note?: string;
  problem: string | null;
  children: (about: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: boolean }) => ComponentChildren;
}

/** A field with what is to be known of it, and why the service did not take it. */
function Field({ id, label, note, problem, children }: FieldProps) {
  const about = [note && `${id}-note`, problem && `${id}-problem`].filter(Boolean).join(' ');
  return (
    <div class="report-field">
      <label for={id}>{label}</label>
      {children({ id, ...(about ? { 'aria-describedby': about } : {}), ...(problem ? { 'aria-invalid': true } : {}) })}
      {note && (
        <p class="quiet" id={`${id}-note`}>
          {note}
        </p>
      )}
      {problem && (
        <p class="warning" role="alert" id={`${id}-problem`}>
          <ServiceSaid>{problem}</ServiceSaid>
        </p>
      )}
    </div>
  );
}
