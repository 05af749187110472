import { computed, effect, signal, type ReadonlySignal } from '@preact/signals';
import type { Sync } from '../api/sync';
import type { Store } from './store';

/** How a live tracker is read, asked for again and again while somebody looks. */
export interface Live {
  readonly sync: ReadonlySignal<Sync | null>;
  /** Why the state could not be asked for, where that failed more than once. */
  readonly error: ReadonlySignal<unknown>;
  /** Whether a reading was asked for and has not ended. */
  readonly syncing: ReadonlySignal<boolean>;
  syncNow(): Promise<void>;
  /** Rejects where it could not be switched. */
  allowWriting(allowed: boolean): Promise<void>;
  close(): void;
}

const soonMs = 2_000;
const laterMs = 30_000;
/** Figures that change with every page that is read would only flicker. */
const figuresAfterMs = 5_000;

/** What is asked of the page: whether somebody looks at it. */
type Page = Pick<Document, 'hidden' | 'addEventListener' | 'removeEventListener'>;

export function followLive(store: Store, page: Page = document): Live {
  const { client } = store;
  const sync = signal<Sync | null>(null);
  const failures = signal<{ count: number; last: unknown }>({ count: 0, last: null });
  const asked = signal(false);
  let closed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let shown: string | null = null;
  let refreshing = false;
  let refreshed = 0;

  async function refresh(): Promise<void> {
    const now = sync.peek();
    const isEarly = now !== null && !now.isComplete && Date.now() - refreshed < figuresAfterMs;
    if (closed || refreshing || !now || stampOf(now) === shown || isEarly || store.held.peek()) {
      return;
    }
    refreshing = true;
    try {
      if (await store.refreshQuietly()) {
        shown = stampOf(now);
        refreshed = Date.now();
      }
    } finally {
      refreshing = false;
    }
  }

  function accept(next: Sync): void {
    const before = sync.peek();
    if (before === null && next.isComplete && !isOlder(store.alignment.peek().value?.asOf, next.asOf)) {
      shown = stampOf(next);
    }
    sync.value = next;
    failures.value = { count: 0, last: null };
    const isSwitched = before === null ? next.writing.allowed === (store.workspace.peek().value?.readOnly ?? true) : before.writing.allowed !== next.writing.allowed;
    if (isSwitched) {
      void store.reopen();
    }
    if (!isAtWork(next)) {
      asked.value = false;
    }
    void refresh();
  }

  async function poll(): Promise<void> {
    clearTimeout(timer);
    try {
      const next = await client.sync();
      if (!closed) {
        accept(next);
      }
    } catch (error) {
      failures.value = { count: failures.peek().count + 1, last: error };
    }
    schedule();
  }

  function schedule(): void {
    clearTimeout(timer);
    if (!closed && !page.hidden) {
      const now = sync.peek();
      timer = setTimeout(() => void poll(), now && (isAtWork(now) || asked.peek()) ? soonMs : laterMs);
    }
  }

  const look = () => (page.hidden ? clearTimeout(timer) : void poll());
  page.addEventListener('visibilitychange', look);
  // What had to wait for a card in hand is made up for as soon as it is put down.
  const stopWaiting = effect(() => void (store.held.value ? undefined : refresh()));
  void poll();

  return {
    sync,
    error: computed(() => (failures.value.count > 1 ? failures.value.last : null)),
    syncing: computed(() => asked.value || (sync.value !== null && sync.value.isComplete && isAtWork(sync.value))),

    async syncNow() {
      asked.value = true;
      try {
        const next = await client.syncNow();
        sync.value = next;
      } catch (error) {
        asked.value = false;
        throw error;
      } finally {
        schedule();
      }
    },

    async allowWriting(allowed) {
      sync.value = await client.allowWriting(allowed);
      await store.reopen();
    },

    close() {
      closed = true;
      clearTimeout(timer);
      page.removeEventListener('visibilitychange', look);
      stopWaiting();
    },
  };
}

/** What the figures were made from: they are read again where this changes. */
const stampOf = ({ asOf, read, isComplete, scopes }: Sync) =>
  JSON.stringify([asOf, read, isComplete, scopes.map((scope) => [scope.key, scope.asOf])]);

const isAtWork = ({ state, scopes, pendingEvents }: Sync) =>
  state === 'connecting' ||
  state === 'reading' ||
  pendingEvents > 0 ||
  scopes.some(({ phase }) => phase === 'full' || phase === 'delta' || phase === 'check');

const isOlder = (figures: string | undefined, read: string | null) =>
  figures === undefined || (read !== null && Date.parse(figures) < Date.parse(read));
