import { useRef, useState } from 'preact/hooks';
import { sentenceOf } from '../../api/errors';
import { ageOf } from '../../format/time';
import { noFilter } from '../../state/filter';
import { firstViews, moreViews, type ViewName } from '../../state/url';
import { texts } from '../../texts';
import { usePanel } from '../panel';
import { useNow } from '../shared/useNow';
import { Provenance } from './Provenance';

export function Header() {
  const { store } = usePanel();
  const workspace = store.workspace.value.value;
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
        <Tabs />
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

/** A newcomer sees two views; the others are one click away, and beside them while open. */
function Tabs() {
  const { nav } = usePanel();
  const { view } = nav.state.value;
  const shown: readonly ViewName[] = firstViews.some((name) => name === view) ? firstViews : [...firstViews, view];
  return (
    <nav class="tabs" aria-label={texts.views.label}>
      {shown.map((name) => (
        <a key={name} class="tab" href={nav.hrefOf({ view: name })} aria-current={name === view ? 'page' : undefined}>
          {texts.views[name]}
        </a>
      ))}
      <More key={view} names={moreViews.filter((name) => name !== view)} />
    </nav>
  );
}

function More({ names }: { names: readonly ViewName[] }) {
  const { nav } = usePanel();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <div
      class="more"
      onKeyDown={(event) => {
        if (open && event.key === 'Escape') {
          setOpen(false);
          button.current?.focus();
        }
      }}
      onFocusOut={(event) => setOpen(open && event.currentTarget.contains(event.relatedTarget as Node | null))}
    >
      <button
        type="button"
        class="plain tab more-open"
        ref={button}
        aria-expanded={open}
        aria-controls="more-views"
        data-testid="more"
        // Some browsers give a button no focus on a click, and then nothing would close it.
        onClick={(event) => {
          event.currentTarget.focus();
          setOpen(!open);
        }}
      >
        {texts.views.more}
        <span class="chevron" aria-hidden="true" />
      </button>
      {open && (
        <ul class="more-views" id="more-views" role="list">
          {names.map((name) => (
            <li key={name}>
              <a class="more-view" href={nav.hrefOf({ view: name })} onClick={() => setOpen(false)}>
                {texts.views[name]}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
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
        onChange={(event) => nav.go({ lens: event.currentTarget.value, open: null, from: null, to: null, filter: noFilter })}
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
