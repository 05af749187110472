import { signal, type ReadonlySignal } from '@preact/signals';

export interface ToastAction {
  label: string;
  run: () => void;
}

export interface Detail {
  name: string;
  text: string;
}

export interface Toast {
  id: number;
  text: string;
  /** `busy` stays until something else is said. */
  tone: 'quiet' | 'problem' | 'busy';
  action: ToastAction | null;
  /** Shown when asked for, one sentence each. */
  details: readonly Detail[];
}

export interface Notices {
  readonly toast: ReadonlySignal<Toast | null>;
  /** What a screen reader says next. */
  readonly spoken: ReadonlySignal<{ text: string; turn: number }>;
  show(text: string, tone: Toast['tone'], action?: ToastAction, details?: readonly Detail[]): void;
  /** Says how far something is: aloud where it begins, and then for the eye only. */
  progress(text: string): void;
  say(text: string): void;
  dismiss(id: number): void;
}

export function notices(): Notices {
  const toast = signal<Toast | null>(null);
  const spoken = signal({ text: '', turn: 0 });
  let id = 0;
  const say = (text: string) => {
    spoken.value = { text, turn: spoken.value.turn + 1 };
  };
  return {
    toast,
    spoken,
    say,
    show(text, tone, action, details = []) {
      toast.value = { id: ++id, text, tone, action: action ?? null, details };
      say(text);
    },
    progress(text) {
      if (toast.value?.tone === 'busy') {
        toast.value = { ...toast.value, text };
      } else {
        this.show(text, 'busy');
      }
    },
    dismiss(which) {
      if (toast.value?.id === which) {
        toast.value = null;
      }
    },
  };
}
