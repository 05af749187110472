import type { ComponentChildren } from 'preact';
import type { Alignment } from '../../api/types';
import { firstRun } from '../../texts/firstRun';
import { live as liveTexts } from '../../texts/live';
import { usePanel } from '../panel';
import { FindingAction, FindingText } from '../shared/FindingSaid';
import { ServiceSaid } from '../shared/ServiceSaid';

interface Lack {
  readonly key: string;
  readonly what: ComponentChildren;
  readonly whom: ComponentChildren;
}

/** What stands in the way, each with who can do it. */
export function Lacking({ alignment, mayBegin }: { alignment: Alignment; mayBegin: boolean }) {
  const lacks = useLacks(alignment, mayBegin);
  return (
    <section aria-labelledby="lacking-title" data-testid="first-run-lacking">
      <h3 class="first-run-head" id="lacking-title">
        {firstRun.lacking}
      </h3>
      {lacks.length === 0 ? (
        <p class="quiet">{firstRun.none}</p>
      ) : (
        <ul class="first-run-lacks" role="list">
          {lacks.map(({ key, what, whom }) => (
            <li key={key}>
              {what} <span class="quiet">{whom}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function useLacks({ measure, lens }: Alignment, mayBegin: boolean): readonly Lack[] {
  const { live } = usePanel();
  const sync = live.value?.live.sync.value ?? null;
  const lacks: Lack[] = mayBegin ? [] : [{ key: 'role', what: firstRun.readOnly, whom: firstRun.readOnlyWhom }];
  if (sync === null) {
    return lacks;
  }
  const product = liveTexts.product(sync.tracker.kind, sync.tracker.name);
  for (const problem of [sync.problem, ...sync.scopes.map((scope) => scope.problem)]) {
    if (problem !== null) {
      lacks.push({ key: `problem ${problem.text}`, what: <ServiceSaid>{problem.text}</ServiceSaid>, whom: firstRun.whom(problem.blame, product) });
    }
  }
  for (const field of sync.fields.filter(({ role, canWrite }) => role === 'segment' && !canWrite)) {
    lacks.push({ key: `write ${field.tracker}`, what: firstRun.noWrite(field.name || lens.field), whom: firstRun.noWriteWhom(product) });
  }
  if (sync.fields.length > 0 && measure === 'story-points' && !sync.fields.some(({ role }) => role === 'effort')) {
    lacks.push({ key: 'effort', what: firstRun.noEffort, whom: firstRun.noEffortWhom });
  }
  for (const finding of sync.findings) {
    lacks.push({ key: finding.code + finding.text, what: <FindingText of={finding} />, whom: <FindingAction of={finding} /> });
  }
  if (!sync.writing.allowed) {
    lacks.push({ key: 'writing', what: firstRun.writingOff(product), whom: firstRun.writingOffWhom });
  }
  return lacks;
}
