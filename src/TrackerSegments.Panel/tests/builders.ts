import type { Client } from '../src/api/client';
import type {
  Alignment,
  Board,
  BoardEpic,
  ManyChangeRequest,
  ManyChangeResult,
  Segment,
  SegmentChangeRequest,
  SegmentChangeResult,
  Workspace,
} from '../src/api/types';
import type { Sync, SyncScope } from '../src/api/sync';
import type { Host } from '../src/hosts/host';

export const host: Host = {
  locales: ['en'],
  send: () => Promise.reject(new Error('The views ask the store only.')),
  openItem: () => {},
  followTheme: () => () => {},
  contentResized: () => {},
};

/** Small documents of the contract; each test says only what matters to it. */

export function epic(change: Partial<BoardEpic> = {}): BoardEpic {
  const segments = change.segments ?? ['enterprise'];
  return {
    key: 'FW-1',
    title: 'Export supplier invoices',
    url: null,
    project: 'FW',
    type: 'Epic',
    status: 'To do',
    statusCategory: 'todo',
    team: null,
    assignee: null,
    effort: 8,
    imputed: false,
    segments,
    weights: segments.map(() => 1 / segments.length),
    unmapped: [],
    revision: '1',
    ...change,
  };
}

export function segment(change: Partial<Segment> = {}): Segment {
  return {
    key: 'enterprise',
    name: 'Enterprise',
    color: '#0072B2',
    epics: 1,
    unestimated: 0,
    effort: 8,
    share: 0.5,
    shareMin: 0.5,
    shareMax: 0.5,
    target: 50,
    tolerance: 5,
    delta: 0,
    state: 'on',
    certain: true,
    ...change,
  };
}

export const names: Record<string, string> = { enterprise: 'Enterprise', 'mid-market': 'Mid-market', smb: 'SMB' };

export function alignment(change: Partial<Alignment> = {}): Alignment {
  return {
    schema: 1,
    lens: { key: 'customer-segment', name: 'Customer segment', field: 'Customer segment' },
    schemeVersion: 1,
    asOf: '2026-03-02T10:00:00Z',
    measure: 'story-points',
    unit: 'points',
    policy: { rollUp: 'children-else-own', unestimated: 'exclude', status: 'all', epicTypes: ['Epic'] },
    totals: {
      epics: 2,
      tagged: 2,
      unassigned: 0,
      unestimated: 0,
      effort: 16,
      taggedEffort: 16,
      unassignedEffort: 0,
      imputedEffort: 0,
      coverage: 1,
    },
    segments: Object.entries(names).map(([key, name]) => segment({ key, name })),
    alignment: {
      index: 81,
      indexMin: 81,
      indexMax: 81,
      state: 'aligned',
      certain: true,
      dependsOn: [],
      dependsOnCount: 0,
    },
    headline: 'Strategy says SMB 50 %; planned effort says 18 % (−32 pp).',
    findings: [],
    hash: 'f'.repeat(64),
    ...change,
  };
}

export function board(epics: readonly BoardEpic[]): Board {
  const keys = [...Object.keys(names), null];
  return {
    schema: 1,
    lens: { key: 'customer-segment', name: 'Customer segment' },
    asOf: '2026-03-02T10:00:00Z',
    measure: 'story-points',
    unit: 'points',
    columns: keys.map((key) => ({
      key,
      name: key === null ? 'Unassigned' : (names[key] ?? key),
      color: key === null ? null : '#0072B2',
      count: 0,
      unestimated: 0,
      effort: 0,
      share: null,
      target: null,
      tolerance: null,
      delta: null,
      state: null,
      epics: epics
        .filter((one) => (key === null ? one.segments.length === 0 : one.segments.includes(key)))
        .map((one) => one.key),
    })),
    epics: [...epics],
  };
}

export const workspace: Workspace = {
  schema: 1,
  name: 'Fernway',
  sample: false,
  readOnly: false,
  tracker: { kind: 'file', name: 'backlog.csv' },
  lenses: [{ key: 'customer-segment', name: 'Customer segment', primary: true }],
};

export function sync(change: Partial<Sync> = {}): Sync {
  return {
    schema: 1,
    tracker: { kind: 'jira-cloud', name: 'fernway.atlassian.net' },
    state: 'waiting',
    read: 134,
    total: 134,
    isComplete: true,
    asOf: '2026-03-02T10:00:00Z',
    scopes: [scope()],
    problem: null,
    fields: [
      { tracker: 'fernway.atlassian.net', role: 'segment', id: 'customfield_10050', name: 'Customer segment', kind: 'multi-select', canWrite: true },
      { tracker: 'fernway.atlassian.net', role: 'effort', id: 'customfield_10016', name: 'Story points', kind: 'number', canWrite: false },
    ],
    findings: [],
    writing: { allowed: true, canSwitch: true, changedAt: null, text: '' },
    pendingEvents: 0,
    ...change,
  };
}

export function scope(change: Partial<SyncScope> = {}): SyncScope {
  return {
    tracker: 'fernway.atlassian.net',
    key: 'FW',
    name: 'Firework',
    phase: 'idle',
    read: 134,
    total: 134,
    asOf: '2026-03-02T10:00:00Z',
    lastFull: '2026-03-02T03:00:00Z',
    problem: null,
    ...change,
  };
}

export interface FakeClient extends Client {
  readonly sent: (SegmentChangeRequest & { epic: string })[];
  /** The next answer to a write, in place of the usual one. */
  next: (() => Promise<SegmentChangeResult>) | null;
  readonly sentMany: ManyChangeRequest[];
  nextMany: (() => Promise<ManyChangeResult>) | null;
}

/** A service in memory that writes what it is asked to and counts revisions up. */
export function fakeClient(epics: readonly BoardEpic[]): FakeClient {
  const stored = new Map(epics.map((one) => [one.key, one]));
  const client: FakeClient = {
    sent: [],
    next: null,
    sentMany: [],
    nextMany: null,
    read: (path) => Promise.reject(new Error(`No test answers ${path}.`)),
    readTagged: (path) => Promise.reject(new Error(`No test answers ${path}.`)),
    write: (_, path) => Promise.reject(new Error(`No test answers ${path}.`)),
    make: (path) => Promise.reject(new Error(`No test answers ${path}.`)),
    ask: (path) => Promise.reject(new Error(`No test answers ${path}.`)),
    sync: () => Promise.resolve(sync()),
    syncNow: () => Promise.resolve(sync()),
    allowWriting: (allowed) => Promise.resolve(sync({ writing: { ...sync().writing, allowed } })),
    changeMany(request) {
      client.sentMany.push(request);
      if (client.nextMany) {
        const answer = client.nextMany;
        client.nextMany = null;
        return answer();
      }
      const base = alignment();
      return Promise.resolve({
        written: !request.dryRun,
        results: request.epics.map(({ key, expectedRevision }) => {
          const before = stored.get(key);
          if (!before || (!request.dryRun && before.revision !== expectedRevision)) {
            const text = `${key} was changed in the meantime, so nothing was written.`;
            return { key, outcome: 'conflict' as const, code: 'staleRevision', text, ...(before ? { epic: before } : {}) };
          }
          const segments = [...new Set([...before.segments.filter((one) => !request.remove.includes(one)), ...request.add])];
          const after = epic({ ...before, segments, revision: String(Number(before.revision) + 1) });
          if (!request.dryRun) {
            stored.set(key, after);
          }
          return { key, outcome: 'written' as const, epic: after };
        }),
        before: { index: 81, state: 'misaligned' as const },
        alignment: { ...base, alignment: { ...base.alignment, index: 86 } },
      });
    },
    workspace: () => Promise.resolve(workspace),
    alignment: () => Promise.resolve(alignment()),
    board: () => Promise.resolve(board([...stored.values()])),
    changeSegments(key, request) {
      client.sent.push({ epic: key, ...request });
      if (client.next) {
        const answer = client.next;
        client.next = null;
        return answer();
      }
      const before = stored.get(key);
      if (!before) {
        throw new Error(`No epic ${key}.`);
      }
      const segments = [...before.segments.filter((one) => !request.remove.includes(one)), ...request.add];
      const after = epic({ ...before, segments, revision: String(Number(before.revision) + (request.dryRun ? 0 : 1)) });
      if (!request.dryRun) {
        stored.set(key, after);
      }
      const base = alignment();
      return Promise.resolve({
        written: !request.dryRun,
        epic: after,
        before: { index: 81, state: 'misaligned' as const },
        alignment: { ...base, alignment: { ...base.alignment, index: 86 } },
      });
    },
  };
  return client;
}
