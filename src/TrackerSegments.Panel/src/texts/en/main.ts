import { alignment, epicList, next, state } from './alignment';
import { board, effect, menu, selection } from './board';
import { headline } from './headline';
import { provenance } from './provenance';
import { errors, shell } from './shell';
import { effort, epics, list, status, unitOf } from './words';
import { many, writes } from './writes';

/** The texts that every page needs. */
export const main = {
  ...shell,
  epics,
  effort,
  list,
  unitOf,
  status,
  state,
  provenance,
  headline,
  alignment,
  next,
  epicList,
  board,
  effect,
  menu,
  selection,
  writes,
  many,
  errors,
};
