import { signal, type ReadonlySignal } from '@preact/signals';

/** Something written that can be taken back. */
export interface Undo {
  /** The same, after one of its epics went from one revision to another by a later change. */
  after(epic: string, from: string, to: string): Undo;
  /** Resolves with what is left to take back: nothing, or what did not go through. */
  run(): Promise<Undo | null>;
}

export interface Undos {
  readonly steps: ReadonlySignal<readonly Undo[]>;
  push(undo: Undo): void;
  /** Takes the last step back; false where there is none. */
  runLast(): Promise<boolean>;
  follow(epic: string, from: string, to: string): void;
  /** Forgets what could be undone, as when another lens is opened. */
  forget(): void;
}

const most = 50;

export function undos(): Undos {
  const steps = signal<readonly Undo[]>([]);
  const push = (undo: Undo) => {
    steps.value = [...steps.value, undo].slice(-most);
  };
  return {
    steps,
    push,
    async runLast() {
      const last = steps.value.at(-1);
      if (!last) {
        return false;
      }
      steps.value = steps.value.slice(0, -1);
      const left = await last.run();
      if (left) {
        push(left);
      }
      return true;
    },
    follow(epic, from, to) {
      steps.value = steps.value.map((step) => step.after(epic, from, to));
    },
    forget() {
      steps.value = [];
    },
  };
}
