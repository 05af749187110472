import { useComputed } from '@preact/signals';
import type { StatusCategory } from '../../api/types';
import { isFiltering, noFilter, untaggedFocus, type VisibleColumn } from '../../state/filter';
import { currentLocale } from '../../format/locale';
import { texts } from '../../texts';
import { saidOf } from '../../texts/findings';
import { usePanel } from '../panel';
import { useBoardUi } from './boardUi';

const categories: readonly StatusCategory[] = ['todo', 'in-progress', 'done'];

export function FilterBar({ shown }: { shown: readonly VisibleColumn[] }) {
  const { store, nav } = usePanel();
  const ui = useBoardUi();
  const { filter } = nav.state.value;
  const words = texts.board;
  const teams = useComputed(() => teamsOf(store.board.value.value?.epics.values() ?? [])).value;
  const all = store.board.value.value?.epics.size ?? 0;
  const found = isFiltering(filter) ? new Set(shown.flatMap(({ keys }) => keys)).size : all;
  const toggle = (category: StatusCategory) =>
    nav.filter({
      statuses: categories.filter((one) => (one === category) !== filter.statuses.includes(one)),
    });

  return (
    <search class="filters" aria-label={words.filters} data-testid="filters">
      <input
        class="input search"
        type="search"
        aria-label={words.search}
        placeholder={words.search}
        value={filter.text}
        onInput={(event) => nav.filter({ text: event.currentTarget.value })}
      />
      {categories.map((category) => (
        <button
          key={category}
          type="button"
          class="toggle"
          aria-pressed={filter.statuses.includes(category)}
          onClick={() => toggle(category)}
        >
          <span class={`status status-${category}`}>{texts.status[category]}</span>
        </button>
      ))}
      {teams.length > 0 && (
        <select
          class="select"
          aria-label={words.team}
          value={filter.team ?? ''}
          onChange={(event) => nav.filter({ team: event.currentTarget.value || null })}
        >
          <option value="">{words.everyTeam}</option>
          {teams.map((team) => (
            <option key={team} value={team}>
              {team}
            </option>
          ))}
        </select>
      )}
      <button
        type="button"
        class="toggle"
        aria-pressed={filter.unestimated}
        onClick={() => nav.filter({ unestimated: !filter.unestimated })}
      >
        {words.unestimated}
      </button>
      {filter.focus !== null && (
        <button
          type="button"
          class="toggle toggle-focus"
          aria-pressed={true}
          title={focusName(filter.focus)}
          onClick={() => nav.filter({ focus: null })}
        >
          <span class="toggle-text">{words.focus(focusName(filter.focus))}</span>
          <span aria-hidden="true">×</span>
        </button>
      )}
      <span class="filters-count" role="status" data-testid="filter-count">
        {found === 0 ? words.nothingShown : words.shown(found, all)}
      </span>
      {!store.readOnly.value && found > 0 && (
        <button type="button" class="plain clear" data-testid="choose-all" onClick={() => ui.selection.addShown()}>
          {texts.selection.allShown}
        </button>
      )}
      {isFiltering(filter) && (
        <button type="button" class="plain clear" onClick={() => nav.set({ filter: noFilter })}>
          {words.clear}
        </button>
      )}
    </search>
  );

  function focusName(code: string): string {
    const finding = store.alignment.value.value?.findings.find((one) => one.code === code);
    return code === untaggedFocus ? words.focusUntagged : finding ? (saidOf(finding)?.text ?? finding.text) : code;
  }
}

function teamsOf(epics: Iterable<{ team: string | null }>): string[] {
  const teams = new Set<string>();
  for (const { team } of epics) {
    if (team !== null) {
      teams.add(team);
    }
  }
  return [...teams].sort((a, b) => a.localeCompare(b, currentLocale()));
}
