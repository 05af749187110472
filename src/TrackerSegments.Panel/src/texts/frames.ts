import { frames as english } from './en/frames';
import { part } from './language';

/** What the small frames inside a tracker say: a dashboard, an epic's own page, the settings. */
export const frames = part('frames', english);
