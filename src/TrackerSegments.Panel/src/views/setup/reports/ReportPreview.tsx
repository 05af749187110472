import { useEffect, useState } from 'preact/hooks';
import { sentenceOf } from '../../../api/errors';
import { previewReport, type CardElement, type Report, type TeamsMessage } from '../../../api/reports';
import { reports as words } from '../../../texts/reports';
import { usePanel } from '../../panel';
import { ServiceSaid } from '../../shared/ServiceSaid';

/** The texts of the card that would be posted now, all of them and in its order. The chart's figures stand in the table below it. */
export function ReportPreview({ report }: { report: Report }) {
  const { store } = usePanel();
  const [message, setMessage] = useState<TeamsMessage | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    previewReport(store.client, report.id).then(setMessage, (error: unknown) => setProblem(sentenceOf(error)));
  }, [report.version]);
  const card = message?.attachments[0]?.content;
  return (
    <section class="report-card" aria-label={words.previewOf(report.name)} data-testid="report-preview">
      {problem !== null ? (
        <p class="warning" role="alert">
          <ServiceSaid>{problem}</ServiceSaid>
        </p>
      ) : !card ? (
        <p role="status">{words.loading}</p>
      ) : (
        <div lang="en" dir="ltr">
          {card.body.map((element, at) => (
            <Element key={at} element={element} />
          ))}
          {card.actions && (
            <ul aria-label={words.links}>
              {card.actions.filter(({ url }) => /^https?:\/\//.test(url)).map(({ title, url }) => (
                <li key={url}>
                  <a href={url} target="_blank" rel="noopener noreferrer">
                    {title}
                  </a>
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </section>
  );
}

function Element({ element }: { element: CardElement }) {
  if (element.rows) {
    const [head, ...rows] = element.rows;
    return (
      <table class="table">
        <thead>
          <tr>{head?.cells.map((cell, at) => <th key={at} scope="col">{cell.items.map((item, line) => <Runs key={line} element={item} />)}</th>)}</tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>{row.cells.map((cell, column) => <td key={column}>{cell.items.map((item, line) => <div key={line}><Runs element={item} /></div>)}</td>)}</tr>
          ))}
        </tbody>
      </table>
    );
  }
  return element.inlines ? (
    <p>
      <Runs element={element} />
    </p>
  ) : null;
}

const Runs = ({ element }: { element: CardElement }) => (
  <>
    {element.inlines?.map((run, at) =>
      typeof run === 'string' ? run : run.weight === 'Bolder' ? <strong key={at}>{run.text}</strong> : <span key={at}>{run.text}</span>,
    )}
  </>
);
