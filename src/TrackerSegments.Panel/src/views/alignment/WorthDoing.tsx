import type { ComponentChildren } from 'preact';
import type { Alignment, BoardEpic } from '../../api/types';
import * as number from '../../format/numbers';
import { epicsBehind, noFilter, untaggedFocus } from '../../state/filter';
import { texts } from '../../texts';
import { usePanel } from '../panel';
import { EpicLink } from '../shared/EpicLink';
import { FindingAction, FindingText } from '../shared/FindingSaid';
import { nextStepsOf, type NextStep } from './nextSteps';

export function WorthDoing({ alignment }: { alignment: Alignment }) {
  const steps = nextStepsOf(alignment);
  const words = texts.next;
  if (steps.length === 0 && alignment.alignment.state !== 'aligned') {
    return null;
  }
  return (
    <section class="worth" aria-labelledby="worth-title">
      <h3 class="section-title" id="worth-title">
        {words.title}
      </h3>
      {steps.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <ul class="steps" data-testid="next-steps">
          {steps.map((step) => (
            <Step key={step.kind === 'mend' ? step.finding.code : step.kind} step={step} alignment={alignment} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Step({ step, alignment }: { step: NextStep; alignment: Alignment }) {
  const { nav, store } = usePanel();
  const words = texts.next;
  const model = store.board.value.value;
  const behind = step.kind === 'mend' && model ? epicsBehind(step.finding, model) : [];
  const board = (focus: string | null) => nav.hrefOf({ view: 'board', filter: { ...noFilter, focus } });
  switch (step.kind) {
    case 'tag':
      return (
        <StepCard title={words.tagTitle(step.count)} text={words.tagWhy(step.count)}>
          <Keys keys={step.keys} count={step.count} alignment={alignment} />
          <a class="button" href={board(untaggedFocus)}>
            {words.show(step.count)}
          </a>
        </StepCard>
      );
    case 'move':
      return (
        <StepCard
          title={words.moveTitle(step.under.segment.name)}
          text={words.moveWhy(
            step.under.segment.name,
            number.points(Math.abs(step.under.delta ?? 0)).replace('+', ''),
            step.over?.segment.name ?? null,
          )}
        >
          <a class="button" href={board(null)}>
            {texts.alignment.openBoard}
          </a>
        </StepCard>
      );
    case 'mend':
      return (
        <StepCard title={<FindingText of={step.finding} />} text={<FindingAction of={step.finding} />}>
          {behind.length > 0 && (
            <>
              <Keys keys={behind} count={behind.length} alignment={alignment} />
              <a class="button" href={board(step.finding.code)}>
                {words.show(behind.length)}
              </a>
            </>
          )}
        </StepCard>
      );
  }
}

function StepCard({ title, text, children }: { title: ComponentChildren; text: ComponentChildren; children: ComponentChildren }) {
  return (
    <li class="step">
      <h4 class="step-title">{title}</h4>
      <p class="step-text">{text}</p>
      {children}
    </li>
  );
}

const listed = 4;

function Keys({ keys, count, alignment }: { keys: readonly string[]; count: number; alignment: Alignment }) {
  const { store } = usePanel();
  const epics = store.board.value.value?.epics;
  const shown = keys.slice(0, listed);
  return (
    <ul class="step-keys">
      {shown.map((key) => {
        const epic: BoardEpic | undefined = epics?.get(key);
        return (
          <li key={key} class="step-key">
            <span class="step-epic" dir="auto">
              <EpicLink epic={epic ?? { key, url: null }} /> {epic?.title}
            </span>
            <span class="step-effort">
              {epic && (epic.effort === null ? texts.epicList.unestimated : texts.effort(epic.effort, alignment.unit))}
            </span>
          </li>
        );
      })}
      {count > shown.length && <li class="quiet">{texts.next.more(count - shown.length)}</li>}
    </ul>
  );
}
