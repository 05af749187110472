import type { ComponentChildren } from 'preact';
import type { Alignment } from '../../api/types';
import { moment } from '../../format/clock';
import { texts } from '../../texts';
import { usePanel } from '../panel';

/** The policy behind the figures and where they come from. */
export function Provenance({ alignment }: { alignment: Alignment }) {
  const { store, live: { value: live } } = usePanel();
  const { policy, totals, unit, lens } = alignment;
  const words = texts.provenance;
  const tracker = store.workspace.value.value?.tracker;
  return (
    <section id="provenance" class="provenance" aria-label={words.title} data-testid="provenance-details">
      <dl class="facts">
        {tracker && <Fact name={words.source}>{tracker.name}</Fact>}
        <Fact name={words.field}>{lens.field}</Fact>
        <Fact name={words.asOf}>
          <time dateTime={alignment.asOf}>{moment(alignment.asOf)}</time>
        </Fact>
        <Fact name={words.measure}>{words.measureOf(alignment.measure)}</Fact>
        {alignment.measure !== 'count' && <Fact name={words.rollUp}>{words.rollUpOf(policy.rollUp)}</Fact>}
        {alignment.measure !== 'count' && (
          <Fact name={words.unestimated}>
            {words.unestimatedOf(policy.unestimated, totals.unestimated, unit)}
            {totals.imputedEffort > 0 && `. ${words.imputed(totals.imputedEffort, totals.effort, unit)}`}
          </Fact>
        )}
        <Fact name={words.scope}>{words.scopeOf(policy.epicTypes, policy.status)}</Fact>
        <Fact name={words.effort}>{words.effortOf(totals.taggedEffort, totals.unassignedEffort, unit)}</Fact>
        <Fact name={words.scheme}>{words.schemeOf(alignment.schemeVersion)}</Fact>
        <Fact name={words.hash}>
          <code class="hash">{alignment.hash}</code> {words.hashWhy}
        </Fact>
      </dl>
      {live && <live.SourceDetails />}
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div class="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
