import { signal, type ReadonlySignal } from '@preact/signals';

export interface ToastAction {
  label: string;
  run: () => void;
}

export interface Toast {
  id: number;
  text: string;
  tone: 'quiet' | 'problem';
  action: ToastAction | null;
}

export interface Notices {
  readonly toast: ReadonlySignal<Toast | null>;
  /** What a screen reader says next. */
  readonly spoken: ReadonlySignal<{ text: string; turn: number }>;
  show(text: string, tone: Toast['tone'], action?: ToastAction): void;
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
    show(text, tone, action) {
      toast.value = { id: ++id, text, tone, action: action ?? null };
      say(text);
    },
    dismiss(which) {
      if (toast.value?.id === which) {
        toast.value = null;
      }
    },
  };
}
