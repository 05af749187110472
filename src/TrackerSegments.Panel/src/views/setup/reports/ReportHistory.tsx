import type { Report } from '../../../api/reports';
import { moment } from '../../../format/clock';
import { reports as words } from '../../../texts/reports';
import { ServiceSaid } from '../../shared/ServiceSaid';

/** The last times a report was due, sent by hand, or told of a change. */
export const ReportHistory = ({ report: { name, slots } }: { report: Report }) =>
  slots.length === 0 ? null : (
    <details>
      <summary>{words.history}</summary>
      <div class="table-scroll" tabIndex={0} role="group" aria-label={words.actOn(words.history, name)}>
        <table class="table" data-testid="report-history">
          <thead>
            <tr>
              {[words.due, words.result, words.said].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {slots.map(({ due, tried, alert, byHand, result, text }) => (
              <tr key={due + tried}>
                <th scope="row">
                  {moment(due)}
                  {(alert || byHand) && <span class="quiet"> {alert ? words.alert : words.byHand}</span>}
                </th>
                <td>{words.results[result]}</td>
                <td>{text && <ServiceSaid>{text}</ServiceSaid>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
