import { live as english } from './en/live';
import { part } from './language';

/** Texts of workspaces that are read from a live tracker. Fetched with the views that need them. */
export const live = part('live', english);
