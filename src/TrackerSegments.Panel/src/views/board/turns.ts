/** Asks for one option after the other: first for the current one, then for the others as far as `most` goes. */
export interface Turns {
  /** The option that is looked at now goes next, however many have been asked for. */
  moveTo(option: number): void;
  stop(): void;
}

export function inTurns(
  options: readonly number[],
  first: number,
  most: number,
  ask: (option: number) => Promise<unknown>,
): Turns {
  const left = new Set(options);
  let current = first;
  let asked = 0;
  let busy = false;
  let stopped = false;

  const next = (): number | undefined => {
    if (stopped || left.has(current)) {
      return stopped ? undefined : current;
    }
    return asked < most ? left.values().next().value : undefined;
  };

  async function run(): Promise<void> {
    if (busy) {
      return;
    }
    busy = true;
    for (let option = next(); option !== undefined; option = next()) {
      left.delete(option);
      asked++;
      await ask(option);
    }
    busy = false;
  }

  void run();
  return {
    moveTo(option) {
      current = option;
      void run();
    },
    stop() {
      stopped = true;
    },
  };
}
