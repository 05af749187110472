import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { sentenceOf } from '../../api/errors';
import type { Sync } from '../../api/sync';
import { live } from '../../texts/live';
import { usePanel } from '../panel';
import { boardHint } from '../shared/boardHint';
import { useLive } from './useLive';

/** In place of the board's hint: whether cards can be moved, and the switch for it. */
export function WritingSwitch() {
  const words = live.writing;
  const { store } = usePanel();
  const tracker = useLive();
  const [asking, setAsking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const sync = tracker.sync.value;
  if (!sync) {
    return <p class="hint">{boardHint(store)}</p>;
  }
  const { allowed, canSwitch, text } = sync.writing;
  const isOff = store.mayEdit.value && (!allowed || store.readOnly.value);
  const product = live.product(sync.tracker.kind, sync.tracker.name);
  const turn = async (on: boolean) => {
    try {
      await tracker.allowWriting(on);
      store.notices.show(on ? words.isOn(product) : words.isOff(product), 'quiet');
    } catch (error) {
      store.notices.show(words.failed(sentenceOf(error)), 'problem');
    }
  };
  return (
    <div class={allowed ? 'hint writing' : 'hint writing writing-off'} data-testid="writing">
      <p>{isOff ? words.off(product, text) : boardHint(store)}</p>
      {canSwitch && (
        <button
          type="button"
          class={allowed ? 'plain writing-turn' : 'button'}
          ref={button}
          aria-haspopup={allowed ? undefined : 'dialog'}
          onClick={() => (allowed ? void turn(false) : setAsking(true))}
        >
          {allowed ? words.turnOff(product) : words.turnOn(product)}
        </button>
      )}
      {asking && (
        <Confirm
          sync={sync}
          product={product}
          close={(confirmed) => {
            setAsking(false);
            button.current?.focus();
            if (confirmed) {
              void turn(true);
            }
          }}
        />
      )}
    </div>
  );
}

/** Says what will be written before anything can be. */
function Confirm({ sync, product, close }: { sync: Sync; product: string; close: (confirmed: boolean) => void }) {
  const words = live.writing;
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => dialog.current?.showModal(), []);
  const end = (confirmed: boolean) => {
    // Nothing outside an open dialog can have the focus.
    dialog.current?.close();
    close(confirmed);
  };
  const fields = sync.fields.filter(({ role }) => role === 'segment').map(({ name, id, tracker }) => words.fieldOf(name, id, tracker));
  return (
    <dialog
      class="confirm"
      ref={dialog}
      aria-labelledby="confirm-title"
      data-testid="confirm-writing"
      onCancel={(event) => {
        event.preventDefault();
        end(false);
      }}
    >
      <h2 id="confirm-title">{words.confirm(product)}</h2>
      <p>{words.what(fields.length > 0 ? fields : [words.segmentField])}</p>
      <p>{words.safe}</p>
      <p class="quiet">{words.again}</p>
      <p class="confirm-acts">
        <button type="button" class="button" onClick={() => end(false)}>
          {words.cancel}
        </button>
        <button type="button" class="button button-main" onClick={() => end(true)}>
          {words.yes}
        </button>
      </p>
    </dialog>
  );
}
