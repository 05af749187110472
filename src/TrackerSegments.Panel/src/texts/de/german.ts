import type { Language } from '../language';
import { alignment, epicList, next, state } from './alignment';
import { board, effect, menu, selection } from './board';
import { findings } from './findings';
import { firstRun } from './firstRun';
import { frames } from './frames';
import { headline } from './headline';
import { insight } from './insight';
import { live } from './live';
import { provenance } from './provenance';
import { reports } from './reports';
import { errors, shell } from './shell';
import { effort, epics, list, status, unitOf } from './words';
import { many, writes } from './writes';

const german: Language = {
  main: {
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
  },
  live,
  findings,
  firstRun,
  frames,
  insight,
  reports,
};

export default german;
