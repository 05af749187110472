import type { Alignment, BoardEpic, Finding, StatusCategory } from '../api/types';
import type { BoardColumnModel, BoardModel } from './boardModel';

export interface Filter {
  text: string;
  statuses: readonly StatusCategory[];
  team: string | null;
  unestimated: boolean;
  /** Only the epics behind one finding, by its code, or behind the range of the index. */
  focus: string | null;
}

/** The epics that decide how certain the figures are. */
export const untaggedFocus = 'to-tag';

export const noFilter: Filter = { text: '', statuses: [], team: null, unestimated: false, focus: null };

export function isFiltering(filter: Filter): boolean {
  return (
    filter.text.trim() !== '' ||
    filter.statuses.length > 0 ||
    filter.team !== null ||
    filter.unestimated ||
    filter.focus !== null
  );
}

const haystacks = new WeakMap<BoardEpic, string>();

function haystackOf(epic: BoardEpic): string {
  let text = haystacks.get(epic);
  if (text === undefined) {
    text = [epic.key, epic.title, epic.status, epic.team, epic.assignee, ...epic.unmapped].join('\n').toLowerCase();
    haystacks.set(epic, text);
  }
  return text;
}

export function matcherOf(filter: Filter, focused: ReadonlySet<string> | null): (epic: BoardEpic) => boolean {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  return (epic) =>
    (!filter.unestimated || epic.effort === null || epic.imputed) &&
    (filter.team === null || epic.team === filter.team) &&
    (filter.statuses.length === 0 || filter.statuses.includes(epic.statusCategory)) &&
    (focused === null || focused.has(epic.key)) &&
    words.every((word) => haystackOf(epic).includes(word));
}

export function focusedKeys(
  focus: string | null,
  alignment: Alignment | null,
  model: BoardModel | null,
): ReadonlySet<string> | null {
  if (focus === null || alignment === null || model === null) {
    return null;
  }
  if (focus === untaggedFocus) {
    return new Set(alignment.alignment.dependsOn);
  }
  const finding = alignment.findings.find((candidate) => candidate.code === focus);
  return finding ? new Set(epicsBehind(finding, model)) : null;
}

/** The epics that a finding is about: it names them, or the values that they carry and no segment claims. */
export function epicsBehind(finding: Finding, model: BoardModel): string[] {
  const named = finding.items.filter((item) => model.epics.has(item));
  if (named.length > 0) {
    return named;
  }
  const values = new Set(finding.items.map((item) => item.toLowerCase()));
  return [...model.epics.values()]
    .filter((epic) => epic.unmapped.some((value) => values.has(value.toLowerCase())))
    .map((epic) => epic.key);
}

export interface VisibleColumn {
  readonly column: BoardColumnModel;
  readonly keys: readonly string[];
}

export function visibleColumns(
  model: BoardModel,
  filter: Filter,
  focused: ReadonlySet<string> | null,
): readonly VisibleColumn[] {
  if (!isFiltering(filter)) {
    return model.columns.map((column) => ({ column, keys: column.keys }));
  }
  const matches = matcherOf(filter, focused);
  return model.columns.map((column) => ({
    column,
    keys: column.keys.filter((key) => {
      const epic = model.epics.get(key);
      return epic !== undefined && matches(epic);
    }),
  }));
}
