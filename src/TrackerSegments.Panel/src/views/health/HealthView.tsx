import '../../styles/insight/index.css';
import { readFindings } from '../../api/insight';
import type { FindingsDocument, HealthCheck, Outcome, StakeholderConflict } from '../../api/insightTypes';
import type { Finding, Unit } from '../../api/types';
import { epicsBehind, noFilter } from '../../state/filter';
import { texts } from '../../texts';
import { saidOf } from '../../texts/findings';
import { insight } from '../../texts/insight';
import { usePanel } from '../panel';
import { EpicLink } from '../shared/EpicLink';
import { Failure } from '../shared/Failure';
import { FindingAction, FindingText } from '../shared/FindingSaid';
import { useReading } from '../shared/useReading';

const ranks: Record<Outcome, number> = { fail: 0, warn: 1, pass: 2 };

/** Whether the segments are of use: each check with its figure, its evidence and one thing to do. */
export function HealthView() {
  const { store } = usePanel();
  const words = insight.health;
  const { value, error, again } = useReading((lens) => readFindings(store.client, lens), []);
  if (!value) {
    return error === null ? <p role="status">{words.loading}</p> : <Failure title={words.failed} error={error} retry={again} />;
  }
  return (
    <div class="insight" data-testid="health">
      <Checks checks={value.health} />
      {value.findings.length > 0 && <Findings findings={value.findings} />}
      {value.conflicts.length > 0 && <Conflicts findings={value} />}
    </div>
  );
}

function Checks({ checks }: { checks: readonly HealthCheck[] }) {
  const words = insight.health;
  const count = (outcome: Outcome) => checks.filter((check) => check.outcome === outcome).length;
  // Within one outcome the order of the service stands.
  const shown = checks.toSorted((a, b) => ranks[a.outcome] - ranks[b.outcome]);
  return (
    <>
      <h2 class="headline">{words.summary(count('fail'), count('warn'), checks.length)}</h2>
      <ul class="checks" role="list" data-testid="checks">
        {shown.map((check) => (
          <Check key={check.code} check={check} />
        ))}
      </ul>
    </>
  );
}

const signs: Record<Outcome, string> = { fail: '✕', warn: '!', pass: '✓' };

function Check({ check }: { check: HealthCheck }) {
  const { code, name, outcome, items, itemCount, action } = check;
  const words = insight.health;
  return (
    <li class={`check check-${outcome}`} data-code={code}>
      <p class="check-outcome">
        <span class="check-sign" aria-hidden="true">
          {signs[outcome]}
        </span>
        {words.outcome(outcome)}
      </p>
      <div class="check-body">
        <h3 class="check-name">{words.name(code, name)}</h3>
        <p>
          <FindingText of={check} />
        </p>
        {action !== '' && (
          <p>
            <b>{words.todo}: </b>
            <FindingAction of={check} />
          </p>
        )}
        {items.length > 0 && <Evidence items={saidOf(check)?.evidence ?? items} count={itemCount} />}
      </div>
    </li>
  );
}

const listed = 30;

function Evidence({ items, count }: { items: readonly string[]; count: number }) {
  const { store } = usePanel();
  const words = insight.health;
  const epics = store.board.value.value?.epics;
  const shown = items.slice(0, listed);
  return (
    <details class="evidence">
      <summary>{words.evidence(count)}</summary>
      <ul role="list">
        {shown.map((item) => {
          const epic = epics?.get(item);
          return (
            <li key={item}>
              {epic ? (
                <>
                  <EpicLink epic={epic} /> {epic.title}
                </>
              ) : (
                item
              )}
            </li>
          );
        })}
        {count > shown.length && <li class="quiet">{words.more(count - shown.length)}</li>}
      </ul>
    </details>
  );
}

function Findings({ findings }: { findings: readonly Finding[] }) {
  const { nav, store } = usePanel();
  const words = insight.health;
  const model = store.board.value.value;
  return (
    <section class="insight-part" aria-labelledby="findings-title">
      <h2 class="section-title" id="findings-title">
        {words.findings}
      </h2>
      <ul class="checks" role="list">
        {findings.map((finding) => (
          <li key={finding.code + finding.text} class="check check-finding">
            <div class="check-body">
              <h3 class="check-name">
                <FindingText of={finding} />
              </h3>
              <p>
                <FindingAction of={finding} />
              </p>
              {model && epicsBehind(finding, model).length > 0 && (
                <a class="button" href={nav.hrefOf({ view: 'board', filter: { ...noFilter, focus: finding.code } })}>
                  {words.onBoard}
                </a>
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Conflicts({ findings: { conflicts, unit } }: { findings: FindingsDocument }) {
  const words = insight.health;
  return (
    <section class="insight-part" aria-labelledby="conflicts-title">
      <h2 class="section-title" id="conflicts-title">
        {words.conflicts}
      </h2>
      <div class="table-scroll" tabIndex={0} role="group" aria-label={words.conflicts}>
        <table class="table" data-testid="conflicts">
          <thead>
            <tr>
              <th scope="col">{texts.epicList.epic}</th>
              <th scope="col">{words.helps}</th>
              <th scope="col">{words.harms}</th>
              <th scope="col" class="number">
                {texts.epicList.effort}
              </th>
              <th scope="col">{words.state}</th>
            </tr>
          </thead>
          <tbody>
            {conflicts.map((conflict) => (
              <ConflictRow key={conflict.key} conflict={conflict} unit={unit} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function ConflictRow({ conflict, unit }: { conflict: StakeholderConflict; unit: Unit }) {
  const { store } = usePanel();
  const words = insight.health;
  const faces = store.board.value.value?.faces;
  const named = (keys: readonly string[]) => texts.list(keys.map((key) => faces?.get(key)?.name ?? key));
  return (
    <tr>
      <td class="epic-cell">
        <EpicLink epic={conflict} /> {conflict.title}
      </td>
      <td>{named(conflict.helps)}</td>
      <td>{named(conflict.harms)}</td>
      <td class="number">{conflict.effort === null ? texts.epicList.unestimated : texts.effort(conflict.effort, unit)}</td>
      <td>{conflict.open ? words.unsettled : words.settled}</td>
    </tr>
  );
}
