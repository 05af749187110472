import { alignment, epicList, next, state } from './alignment';
import { board, effect, menu, selection } from './board';
import { provenance } from './provenance';
import { errors, shell } from './shell';
import { effort, epics, list, status, unitOf } from './words';
import { many, writes } from './writes';

/** Every text of the panel, in English. */
export const texts = {
  ...shell,
  epics,
  effort,
  list,
  unitOf,
  status,
  state,
  provenance,
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
