import { useEffect, useState } from 'preact/hooks';
import type { ViewName } from '../../state/url';
import { texts } from '../../texts';
import type { insight } from '../../texts/insight';

/** Why the view is there, how to use it, for whom it is, and what comes of it; fetched when somebody asks. */
export function Help({ view }: { view: ViewName }) {
  const [open, setOpen] = useState(false);
  const [words, setWords] = useState<(typeof insight)['help'] | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (open && !words) {
      import('../../texts/insight').then(
        ({ insight }) => setWords(insight.help),
        () => setFailed(true),
      );
    }
  }, [open]);
  return (
    <section class="help" aria-label={texts.help.open}>
      <button type="button" class="plain help-open" aria-expanded={open} data-testid="help" onClick={() => setOpen(!open)}>
        {texts.help.open}
        <span class="chevron" aria-hidden="true" />
      </button>
      {open && failed && <p role="alert">{texts.help.unfetched}</p>}
      {open && words && (
        <dl class="help-texts" data-testid="help-texts">
          {(['why', 'how', 'who', 'outcome'] as const).map((part) => (
            <div key={part}>
              <dt>{words[part]}</dt>
              <dd>{words[view][part]}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
