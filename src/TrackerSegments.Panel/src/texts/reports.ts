import { reports as english } from './en/reports';
import { part } from './language';

/** What the reports to Teams say in Setup. */
export const reports = part('reports', english);
