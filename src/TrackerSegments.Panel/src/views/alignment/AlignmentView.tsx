import type { ComponentChildren } from 'preact';
import type { Alignment } from '../../api/types';
import { noFilter } from '../../state/filter';
import { texts } from '../../texts';
import { isUndecided, loadFirstRun } from '../firstRun/when';
import { usePanel } from '../panel';
import { Failure } from '../shared/Failure';
import { LazyView } from '../shared/LazyView';
import { NextStep } from '../shared/NextStep';
import { AlignmentSkeleton } from './AlignmentSkeleton';
import { Headline } from './Headline';
import { IndexFigure } from './IndexFigure';
import { Segments } from './Segments';
import { WorthDoing } from './WorthDoing';

export function AlignmentView() {
  const { store } = usePanel();
  const { value, error } = store.alignment.value;
  if (value) {
    return <Answer alignment={value} />;
  }
  return error === null ? (
    <AlignmentSkeleton />
  ) : (
    <Failure title={texts.errors.title} error={error} retry={() => void store.refresh()} />
  );
}

function Answer({ alignment }: { alignment: Alignment }) {
  if (alignment.totals.epics === 0) {
    return <Empty alignment={alignment} />;
  }
  return (
    <>
      <div class="answer">
        <Statement headline={<Headline alignment={alignment} />}>
          <Missing alignment={alignment} />
        </Statement>
        <IndexFigure alignment={alignment} />
      </div>
      {isUndecided(alignment) && (
        <LazyView load={loadFirstRun} title={texts.errors.viewUnfetched}>
          {null}
        </LazyView>
      )}
      {alignment.alignment.state !== 'notComparable' && <Segments alignment={alignment} />}
      <WorthDoing alignment={alignment} />
    </>
  );
}

/** Why there is nothing: not read yet, or read and of other types. */
function Empty({ alignment }: { alignment: Alignment }) {
  const { store, live } = usePanel();
  const words = texts.alignment.empty;
  const types = texts.list(alignment.policy.epicTypes);
  const isFile = (store.workspace.value.value?.tracker.kind ?? 'file') === 'file';
  const isReading = live.value?.live.sync.value?.isComplete === false;
  return (
    <div class="answer">
      <Statement headline={isReading ? words.readingHeadline : words.headline}>
        {isFile ? (
          <NextStep text={words.next(types)} command={words.command} />
        ) : (
          <NextStep text={isReading ? words.reading : words.nextLive(types)} />
        )}
      </Statement>
    </div>
  );
}

function Statement({ headline, children }: { headline: ComponentChildren; children?: ComponentChildren }) {
  return (
    <div class="statement">
      <h2 class="headline" data-testid="headline">
        {headline}
      </h2>
      {children}
    </div>
  );
}

/** What stands between these figures and an answer, and how to get past it. */
function Missing({ alignment }: { alignment: Alignment }) {
  const { nav, store } = usePanel();
  const { noEffort, noStrategy, notComparable, openBoard } = texts.alignment;
  const { tagged, epics } = alignment.totals;
  if (alignment.alignment.state === 'noEffort') {
    return tagged > 0 ? (
      <NextStep text={noEffort.unestimated(tagged)} command={noEffort.countCommand} />
    ) : (
      <>
        <NextStep text={noEffort.untagged(epics)} />
        <a class="button next-link" href={nav.hrefOf({ view: 'board', filter: noFilter })}>
          {openBoard}
        </a>
      </>
    );
  }
  if (alignment.alignment.state === 'notComparable') {
    return (
      <>
        <NextStep text={notComparable.convert} command={notComparable.convertCommand} />
        <NextStep text={notComparable.count} command={notComparable.countCommand} />
      </>
    );
  }
  // What is typed at a start is for those who start it.
  if (alignment.alignment.state === 'noStrategy' && (store.workspace.value.value?.tracker.kind ?? 'file') === 'file') {
    return <NextStep text={noStrategy.next} command={noStrategy.command(evenTargets(alignment))} />;
  }
  return null;
}

/** More would not be read, let alone typed. */
const mostNamed = 7;

/** Names that a shell and the option itself read as they stand: they come from a file, and people paste what is shown. */
const plainName = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._/&+-]*$/u;

/** An example that can be typed as it stands: whole targets that add up to 100. */
function evenTargets(alignment: Alignment): string {
  const names = alignment.segments.map((segment) => segment.name);
  if (names.length > mostNamed || !names.every((name) => plainName.test(name))) {
    return texts.alignment.noStrategy.anyTargets;
  }
  const each = Math.floor(100 / names.length);
  return names.map((name, at) => `${name}=${at === 0 ? 100 - each * (names.length - 1) : each}`).join(',');
}
