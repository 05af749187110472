import { useState } from 'preact/hooks';
import type { DriftDocument } from '../../api/insightTypes';
import { texts } from '../../texts';
import { insight } from '../../texts/insight';
import { ChartSwitch } from '../shared/ChartSwitch';
import { OpenRow } from '../shared/OpenRow';
import { Sankey } from './Sankey';

/** Where effort went between two days: as bands, and as a table that opens to the epics. */
export function Migration({ drift }: { drift: DriftDocument }) {
  const [asTable, setAsTable] = useState(false);
  const words = insight.drift;
  const { places, flows } = drift.migration;
  const nameOf = (id: string) => {
    const place = places.find((one) => one.id === id);
    return place ? words.place(place.kind, place.name) : id;
  };
  return (
    <section class="insight-part" aria-labelledby="migration-title">
      <div class="section-head">
        <h3 class="section-title" id="migration-title">
          {words.migration}
        </h3>
        {flows.length > 0 && <ChartSwitch asTable={asTable} show={setAsTable} />}
      </div>
      {flows.length === 0 ? (
        <p>{words.noFlows}</p>
      ) : asTable ? (
        <div class="table-scroll" tabIndex={0} role="group" aria-label={words.migration}>
          <table class="table" data-testid="flows">
            <thead>
              <tr>
                <th scope="col">{words.flowFrom}</th>
                <th scope="col">{words.flowTo}</th>
                <th scope="col" class="number">
                  {words.effort}
                </th>
                <th scope="col" class="number">
                  {words.epics}
                </th>
              </tr>
            </thead>
            <tbody>
              {flows.map((flow) => (
                <OpenRow
                  key={`${flow.from} ${flow.to}`}
                  name={words.flow(nameOf(flow.from), nameOf(flow.to), texts.effort(flow.effort, drift.unit))}
                  columns={4}
                  epics={flow.epics}
                  count={flow.epicCount}
                  unit={drift.unit}
                >
                  <th scope="row">{nameOf(flow.from)}</th>
                  <td>{flow.from === flow.to ? <span class="quiet">{words.stayed}</span> : nameOf(flow.to)}</td>
                  <td class="number">{texts.effort(flow.effort, drift.unit)}</td>
                </OpenRow>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <Sankey drift={drift} nameOf={nameOf} />
      )}
    </section>
  );
}
