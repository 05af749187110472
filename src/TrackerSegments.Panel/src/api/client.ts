import type { Host, HostRequest } from '../hosts/host';
import { NoAnswerError, ServiceError, UnreadableAnswerError } from './errors';
import type { Sync } from './sync';
import type {
  Alignment,
  Board,
  ManyChangeRequest,
  ManyChangeResult,
  Problem,
  SegmentChangeRequest,
  SegmentChangeResult,
  Workspace,
} from './types';

export interface Client {
  /** What is at an address of the service, for the views that are fetched later. */
  read<T>(path: string): Promise<T>;
  /** The answer to a question that changes nothing. */
  ask<T>(path: string, question: object): Promise<T>;
  workspace(): Promise<Workspace>;
  alignment(lens: string): Promise<Alignment>;
  board(lens: string): Promise<Board>;
  changeSegments(epic: string, change: SegmentChangeRequest): Promise<SegmentChangeResult>;
  changeMany(change: ManyChangeRequest): Promise<ManyChangeResult>;
  sync(): Promise<Sync>;
  /** Asks for a reading of the tracker now. */
  syncNow(): Promise<Sync>;
  allowWriting(allowed: boolean): Promise<Sync>;
}

/** A tracker writes one item after the other. */
const manyWithinMs = 180_000;

export function createClient(host: Host): Client {
  async function send<T>(path: string, request: HostRequest): Promise<T> {
    let answer;
    try {
      answer = await host.send(path, request);
    } catch (cause) {
      throw new NoAnswerError(cause);
    }
    const ok = answer.status >= 200 && answer.status < 300;
    try {
      const body: unknown = JSON.parse(answer.body);
      if (ok) {
        return body as T;
      }
      throw new ServiceError(answer.status, body as Problem);
    } catch (cause) {
      if (cause instanceof ServiceError) {
        throw cause;
      }
      throw ok ? new UnreadableAnswerError(cause) : new ServiceError(answer.status, {});
    }
  }

  const get = <T>(path: string) => send<T>(path, { method: 'GET' });
  const ofLens = (path: string, lens: string) => `${path}?lens=${encodeURIComponent(lens)}`;

  return {
    read: get,
    ask: (path, question) => send(path, { method: 'POST', body: JSON.stringify(question) }),
    workspace: () => get('api/workspace'),
    alignment: (lens) => get(ofLens('api/alignment', lens)),
    board: (lens) => get(ofLens('api/board', lens)),
    changeSegments: (epic, change) =>
      send(`api/epics/${encodeURIComponent(epic)}/segments`, { method: 'POST', body: JSON.stringify(change) }),
    changeMany: (change) =>
      send('api/epics/segments', { method: 'POST', body: JSON.stringify(change), answerWithinMs: manyWithinMs }),
    sync: () => get('api/sync'),
    syncNow: () => send('api/sync', { method: 'POST', body: '{}' }),
    allowWriting: (allowed) => send('api/sync/writing', { method: 'PUT', body: JSON.stringify({ allowed }) }),
  };
}
