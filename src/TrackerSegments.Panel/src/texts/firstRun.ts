import { firstRun as english } from './en/firstRun';
import { part } from './language';

/** What a workspace says in which nobody has decided anything yet. */
export const firstRun = part('firstRun', english);
