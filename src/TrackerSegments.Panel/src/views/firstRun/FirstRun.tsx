import { useState } from 'preact/hooks';
import '../../styles/firstRun.css';
import { readStart, type Start } from '../../api/firstRun';
import type { Alignment } from '../../api/types';
import { firstRun } from '../../texts/firstRun';
import { usePanel } from '../panel';
import { Failure } from '../shared/Failure';
import { useReading } from '../shared/useReading';
import { Beginning } from './Beginning';
import { FoundFields } from './FoundFields';
import { Lacking } from './Lacking';
import { Roles } from './Roles';

/** Where nobody has decided anything yet: what was found, what to begin with, what is missing and who can do it. */
export function FirstRun() {
  const { store } = usePanel();
  const { value, error, again } = useReading((lens) => readStart(store.client, lens), []);
  const alignment = store.alignment.value.value;
  if (!value || !alignment) {
    return error === null ? <p role="status">{firstRun.loading}</p> : <Failure title={firstRun.failed} error={error} retry={again} />;
  }
  // Somebody has decided already: drafts are not in force, and neither is what begins later.
  return value.strategy.versions.some(({ published }) => published) ? null : <Explained start={value} alignment={alignment} />;
}

function Explained({ start, alignment }: { start: Start; alignment: Alignment }) {
  const { store, live } = usePanel();
  const [lens] = useState(start.scheme.value.lens.key);
  const mayBegin = store.workspace.value.value?.caller?.may.plan ?? true;
  const { totals, policy, measure } = alignment;
  const sync = live.value?.live.sync.value ?? null;
  return (
    <section class="first-run" aria-labelledby="first-run-title" data-testid="first-run">
      <h2 class="section-title" id="first-run-title">
        {firstRun.title}
      </h2>
      <p data-testid="first-run-count">
        {firstRun.count(totals.epics, policy.epicTypes, measure)} {firstRun.tagged(totals.tagged)}
        {sync !== null && !sync.isComplete && ` ${firstRun.soFar(sync.read, sync.total)}`}
      </p>
      {mayBegin && <Beginning key={start.scheme.etag} lens={lens} start={start} alignment={alignment} />}
      <Lacking alignment={alignment} mayBegin={mayBegin} />
      <FoundFields fields={start.fields} lens={lens} />
      <Roles />
    </section>
  );
}
