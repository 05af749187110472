import type { StatusCategory, Unit } from '../../api/types';
import * as number from '../../format/numbers';

export const plural = (value: number, one: string, many: string) => `${number.count(value)} ${value === 1 ? one : many}`;
export const epics = (value: number) => plural(value, 'Epic', 'Epics');
export const list = (names: readonly string[]) => new Intl.ListFormat('de', { type: 'conjunction' }).format(names);

const unitNames: Record<Unit, [string, string]> = {
  points: ['Punkt', 'Punkte'],
  hours: ['Stunde', 'Stunden'],
  epics: ['Epic', 'Epics'],
};

export const status: Record<StatusCategory, string> = { todo: 'Offen', 'in-progress': 'In Arbeit', done: 'Erledigt' };

export const said = (words: Record<string, string>, name: string) => words[name] ?? name;

export const unitOf = (unit: Unit) => unitNames[unit][1];
const unitFor = (value: number, unit: Unit) => unitNames[unit][Math.abs(value) === 1 ? 0 : 1];
export const effort = (value: number, unit: Unit) => `${number.effort(value)} ${unitFor(value, unit)}`;
export const exactEffort = (value: number, unit: Unit) => `${number.exactEffort(value)} ${unitFor(value, unit)}`;
