import type { StatusCategory, Unit } from '../../api/types';
import * as number from '../../format/numbers';

/** Words that several parts of the panel share. */

export const plural = (value: number, one: string, many: string) => `${number.count(value)} ${value === 1 ? one : many}`;
export const epics = (value: number) => plural(value, 'epic', 'epics');
export const list = (names: readonly string[]) => new Intl.ListFormat('en', { type: 'conjunction' }).format(names);

const unitNames: Record<Unit, [string, string]> = {
  points: ['point', 'points'],
  hours: ['hour', 'hours'],
  epics: ['epic', 'epics'],
};

export const status: Record<StatusCategory, string> = { todo: 'To do', 'in-progress': 'In progress', done: 'Done' };

/** The words for a name, or the name itself where it is not known. */
export const said = (words: Record<string, string>, name: string) => words[name] ?? name;

export const unitOf = (unit: Unit) => unitNames[unit][1];
const unitFor = (value: number, unit: Unit) => unitNames[unit][Math.abs(value) === 1 ? 0 : 1];
export const effort = (value: number, unit: Unit) => `${number.effort(value)} ${unitFor(value, unit)}`;
export const exactEffort = (value: number, unit: Unit) => `${number.exactEffort(value)} ${unitFor(value, unit)}`;
