import { useEffect, useState } from 'preact/hooks';
import type { Toast } from '../../state/notices';
import { texts } from '../../texts';
import { usePanel } from '../panel';

const quietForMs = 12_000;

export function Toasts() {
  const toast = usePanel().store.notices.toast.value;
  return (
    <section class="toasts" aria-label={texts.notices}>
      {toast && <ToastCard key={toast.id} toast={toast} />}
    </section>
  );
}

function ToastCard({ toast }: { toast: Toast }) {
  const { notices } = usePanel().store;
  const [held, setHeld] = useState(false);
  const [open, setOpen] = useState(false);
  const dismiss = () => notices.dismiss(toast.id);
  useEffect(() => {
    // A problem stays until it is read; nobody loses an Undo while reaching for it.
    if (toast.tone !== 'quiet' || held || open) {
      return;
    }
    const timer = setTimeout(dismiss, quietForMs);
    return () => clearTimeout(timer);
  }, [held, open]);
  return (
    <div
      class={`toast toast-${toast.tone}`}
      data-testid="toast"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocusCapture={() => setHeld(true)}
      onBlurCapture={() => setHeld(false)}
    >
      <p class="toast-text">{toast.text}</p>
      {toast.details.length > 0 && (
        <button type="button" class="plain toast-more" aria-expanded={open} onClick={() => setOpen(!open)}>
          {texts.details} <span class="chevron" aria-hidden="true" />
        </button>
      )}
      {toast.action && (
        <button
          type="button"
          class="button"
          data-testid="toast-action"
          onClick={() => {
            dismiss();
            toast.action?.run();
          }}
        >
          {toast.action.label}
        </button>
      )}
      {toast.tone !== 'busy' && (
        <button type="button" class="plain toast-close" aria-label={texts.dismiss} onClick={dismiss}>
          <span aria-hidden="true">×</span>
        </button>
      )}
      {open && (
        <ul class="toast-details" role="list" tabIndex={0} aria-label={texts.details} data-testid="toast-details">
          {toast.details.map(({ name, text }) => (
            <li key={name}>
              {!text.includes(name) && <b>{name} </b>}
              {text}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
