import { main } from './en/main';
import { part } from './language';

/** The texts that every page needs, in the language of the page. */
export const texts = part('main', main);
