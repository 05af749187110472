import { signal, type ReadonlySignal } from '@preact/signals';
import { ServiceError } from '../api/errors';

/** A value from the service. While it is read again, and where that fails, the last one stays. */
export interface Resource<T> {
  readonly value: T | null;
  readonly error: unknown;
  readonly loading: boolean;
}

export interface ResourceCell<T> {
  readonly state: ReadonlySignal<Resource<T>>;
  load(read: () => Promise<T>): Promise<void>;
  put(value: T): void;
  /** Says that it could not be read again; the last value stays. */
  fail(error: unknown): void;
  forget(): void;
}

/** Asked again every moment: its sentence stays meanwhile. */
const isOpening = (error: unknown) => error instanceof ServiceError && error.code === 'loading';

export function resource<T>(): ResourceCell<T> {
  const state = signal<Resource<T>>({ value: null, error: null, loading: false });
  let latest = 0;
  return {
    state,
    async load(read) {
      const turn = ++latest;
      state.value = { ...state.value, error: isOpening(state.value.error) ? state.value.error : null, loading: true };
      try {
        const value = await read();
        if (turn === latest) {
          state.value = { value, error: null, loading: false };
        }
      } catch (error) {
        if (turn === latest) {
          state.value = { ...state.value, error, loading: false };
        }
      }
    },
    put(value) {
      latest++;
      state.value = { value, error: null, loading: false };
    },
    fail(error) {
      latest++;
      state.value = { ...state.value, error, loading: false };
    },
    forget() {
      latest++;
      state.value = { value: null, error: null, loading: false };
    },
  };
}
