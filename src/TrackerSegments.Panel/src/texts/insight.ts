import { insight as english } from './en/insight';
import { part } from './language';

/** Texts of the views behind "More", and the help of every view. Fetched with them. */
export const insight = part('insight', english);
