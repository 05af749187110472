import { ServiceError } from '../../api/errors';
import type { Alignment } from '../../api/types';

/** Whether the service has no tracker to read for whoever asks. */
export const isNotConnected = (error: unknown) => error instanceof ServiceError && error.code === 'notConnected';

/** Whether this may be a first run: there are no targets, or nothing that they could be held against. */
export const isUndecided = ({ alignment: { state }, totals }: Alignment) =>
  totals.epics > 0 && (state === 'noStrategy' || (state === 'noEffort' && totals.tagged === 0));

export const loadConnect = async () => (await import('./Connect')).Connect;

export const loadFirstRun = async () => (await import('./FirstRun')).FirstRun;
