import type { Finding } from './types';

/** How a live tracker is read: GET /api/sync. */

export type SyncState = 'file' | 'connecting' | 'reading' | 'waiting' | 'stopped';
export type ScopePhase = 'full' | 'delta' | 'check' | 'idle' | 'stopped';
export type Blame = 'us' | 'tracker' | 'administrator' | 'person';
export type FieldRole = 'segment' | 'effort' | 'epicLink' | 'parent' | 'epicLevel' | 'team';

export interface SyncProblem {
  code: string;
  text: string;
  blame: Blame;
  since: string;
  attempts: number;
  nextAttempt: string | null;
}

export interface SyncScope {
  tracker: string;
  key: string;
  name: string;
  phase: ScopePhase;
  read: number;
  total: number | null;
  asOf: string | null;
  lastFull: string | null;
  problem: SyncProblem | null;
}

export interface MappedField {
  tracker: string;
  role: FieldRole;
  id: string;
  name: string;
  kind: string;
  canWrite: boolean;
}

export interface Sync {
  schema: number;
  tracker: { kind: string; name: string };
  state: SyncState;
  read: number;
  total: number | null;
  isComplete: boolean;
  asOf: string | null;
  scopes: SyncScope[];
  /** The connection itself cannot be used. */
  problem: SyncProblem | null;
  fields: MappedField[];
  findings: Finding[];
  writing: { allowed: boolean; canSwitch: boolean; changedAt: string | null; text: string };
  pendingEvents: number;
}
