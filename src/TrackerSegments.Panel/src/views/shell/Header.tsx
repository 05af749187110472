import { useState } from 'preact/hooks';
import { sentenceOf } from '../../api/errors';
import { ageOf } from '../../format/time';
import { noFilter } from '../../state/filter';
import type { ViewName } from '../../state/url';
import { texts } from '../../texts';
import { usePanel } from '../panel';
import { useNow } from '../shared/useNow';
import { Provenance } from './Provenance';

const views: readonly ViewName[] = ['alignment', 'board'];

export function Header() {
  const { store, nav } = usePanel();
  const workspace = store.workspace.value.value;
  const { view } = nav.state.value;
  // Everything arrives at once, so that nothing moves twice.
  const ready = store.alignment.value.value !== null || store.alignment.value.error !== null;
  return (
    <header class="header">
      <div class="header-top">
        <h1 class="workspace">{workspace?.name ?? texts.product}</h1>
        <LensPicker />
        {workspace && store.readOnly.value && (
          <span class="badge" title={store.mayEdit.value ? texts.readOnlyWhy : texts.viewerWhy}>
            {texts.readOnly}
          </span>
        )}
        <nav class="tabs" aria-label={texts.views.label}>
          {views.map((name) => (
            <a key={name} class="tab" href={nav.hrefOf({ view: name })} aria-current={name === view ? 'page' : undefined}>
              {texts.views[name]}
            </a>
          ))}
        </nav>
      </div>
      <AsOf />
      {workspace?.sample && ready && (
        <p class="sample" data-testid="sample-notice">
          {texts.sample} <code>{texts.sampleCommand}</code>
        </p>
      )}
    </header>
  );
}

function LensPicker() {
  const { store, nav } = usePanel();
  const lenses = store.workspace.value.value?.lenses ?? [];
  const current = lenses.find((lens) => lens.key === store.lens.value);
  if (lenses.length < 2) {
    return current ? <p class="lens">{current.name}</p> : null;
  }
  return (
    <label class="lens">
      <span class="hidden">{texts.lens}</span>
      <select
        class="select"
        value={store.lens.value ?? ''}
        onChange={(event) => nav.go({ lens: event.currentTarget.value, open: null, filter: noFilter })}
      >
        {lenses.map((lens) => (
          <option key={lens.key} value={lens.key}>
            {lens.name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** How old the figures are and what they are made of; opens where they come from. */
function AsOf() {
  const { store, live: { value: live } } = usePanel();
  const [open, setOpen] = useState(false);
  const now = useNow(30_000);
  const { value, loading } = store.alignment.value;
  const board = store.board.value;
  // The board says by itself that it could not be read at all.
  const error = store.alignment.value.error ?? (board.value === null ? null : board.error);
  if (!value) {
    return <p class="as-of">{'\u00a0'}</p>;
  }
  const facts = [
    texts.age(ageOf(value.asOf, now)),
    texts.epics(value.totals.epics),
    texts.provenance.summary(value.measure, value.policy.rollUp),
  ];
  return (
    <>
      <div class="as-of">
        <button
          type="button"
          class="plain as-of-open"
          data-testid="provenance"
          aria-expanded={open}
          aria-controls="provenance"
          onClick={() => setOpen(!open)}
        >
          {facts.join(' · ')}
          <span class="chevron" aria-hidden="true" />
        </button>
        {live ? (
          <live.SyncNow />
        ) : (
          <button type="button" class="plain refresh" disabled={loading} onClick={() => void store.refresh()}>
            {loading ? texts.refreshing : texts.refresh}
          </button>
        )}
      </div>
      {error !== null && <p class="warning">{texts.notRefreshed(sentenceOf(error))}</p>}
      {open && <Provenance alignment={value} />}
    </>
  );
}
