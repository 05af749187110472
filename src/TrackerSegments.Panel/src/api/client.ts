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

/** A document with the version that a change of it names. */
export interface Tagged<T> {
  readonly value: T;
  readonly etag: string | null;
}

export interface Client {
  /** What is at an address of the service, for the views that are fetched later. */
  read<T>(path: string): Promise<T>;
  readTagged<T>(path: string): Promise<Tagged<T>>;
  /** Changes a document, where it is still in that version. */
  write<T>(method: 'POST' | 'PUT' | 'DELETE', path: string, document: object, etag: string): Promise<Tagged<T>>;
  /** Makes a document where there is none yet. */
  make<T>(path: string, document: object): Promise<Tagged<T>>;
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
  async function exchange<T>(path: string, request: HostRequest): Promise<Tagged<T>> {
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
        return { value: body as T, etag: answer.etag ?? null };
      }
      throw new ServiceError(answer.status, body as Problem, answer.etag);
    } catch (cause) {
      if (cause instanceof ServiceError) {
        throw cause;
      }
      throw ok ? new UnreadableAnswerError(cause) : new ServiceError(answer.status, {});
    }
  }

  const send = async <T>(path: string, request: HostRequest) => (await exchange<T>(path, request)).value;
  const get = <T>(path: string) => send<T>(path, { method: 'GET' });
  const ofLens = (path: string, lens: string) => `${path}?lens=${encodeURIComponent(lens)}`;

  return {
    read: get,
    readTagged: (path) => exchange(path, { method: 'GET' }),
    write: (method, path, document, etag) => exchange(path, { method, body: JSON.stringify(document), ifMatch: etag }),
    make: (path, document) => exchange(path, { method: 'PUT', body: JSON.stringify(document), isNew: true }),
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
