import { useState } from 'preact/hooks';
import { publishFirst, writeScheme, type Start } from '../../api/firstRun';
import { sentenceOf } from '../../api/errors';
import type { Alignment } from '../../api/types';
import * as number from '../../format/numbers';
import { firstRun } from '../../texts/firstRun';
import { texts } from '../../texts';
import { usePanel } from '../panel';
import { missingOf, targetsOf } from '../setup/balance';
import { choicesOf, evenTargets, type Choice } from './choices';

interface Props {
  lens: string;
  start: Start;
  alignment: Alignment;
}

/** The segments to begin with, a target for each, and the one button. */
export function Beginning({ lens, start, alignment }: Props) {
  const { store } = usePanel();
  const choices = choicesOf(start, alignment);
  const [chosen, setChosen] = useState(0);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [busy, setBusy] = useState(false);
  const choice = choices[chosen] ?? choices[0];
  if (!choice) {
    return null;
  }
  const even = evenTargets(choice.segments.length);
  const textOf = (name: string, at: number) => typed[name] ?? number.exactEffort(even[at] ?? 0);
  const targets = targetsOf(choice.segments.map(({ name }, at) => ({ segment: name, target: textOf(name, at), tolerance: '5' })));
  const missing = targets && missingOf(targets);

  const begin = async () => {
    if (busy || !targets || missing !== 0) {
      return;
    }
    setBusy(true);
    try {
      const keys = await segmentsOf(choice);
      await publishFirst(store.client, lens, keys, targets.map(({ target }) => target), firstRun.reason);
      store.notices.show(firstRun.started, 'quiet');
      await store.reopen();
    } catch (error) {
      store.notices.show(firstRun.refused(sentenceOf(error)), 'problem');
    }
    // Also where it went halfway: what there is now is shown.
    await store.refresh();
    setBusy(false);
  };

  async function segmentsOf({ scheme, segments }: Choice): Promise<readonly string[]> {
    const now = scheme ? await writeScheme(store.client, lens, scheme, firstRun.reason, start.scheme.etag ?? '') : segments;
    return now.map(({ key }) => key ?? '');
  }

  return (
    <div class="first-run-begin">
      <fieldset class="first-run-choices">
        <legend>{firstRun.choose}</legend>
        {choices.map(({ template, segments, leaves }, at) => (
          <label key={at} class="first-run-choice">
            <input type="radio" name="preset" checked={at === chosen} onChange={() => setChosen(at)} />
            <span>
              <strong>{template ? firstRun.preset(template.name) : firstRun.found}</strong>{' '}
              <span class="quiet" dir="auto">
                {texts.list(segments.map(({ name }) => name))}
              </span>
              {leaves > 0 && <span class="warning first-run-leaves">{firstRun.leaves(leaves)}</span>}
            </span>
          </label>
        ))}
      </fieldset>
      <fieldset class="first-run-targets">
        <legend>{firstRun.targets}</legend>
        {choice.segments.map(({ name }, at) => (
          <label key={name} class="first-run-target">
            <span dir="auto">{name}</span>
            <input
              class="input target-number"
              type="text"
              inputMode="decimal"
              aria-label={firstRun.target(name)}
              value={textOf(name, at)}
              onInput={(event) => setTyped({ ...typed, [name]: event.currentTarget.value })}
            />
          </label>
        ))}
        <p class={missing === 0 ? 'quiet' : 'warning'} role="status" data-testid="first-run-sum">
          {missing === null
            ? firstRun.notNumbers
            : missing === 0
              ? firstRun.right
              : (missing > 0 ? firstRun.missing : firstRun.tooMuch)(number.exactPercent(Math.abs(missing)))}{' '}
          {Object.keys(typed).length === 0 && firstRun.even}
        </p>
      </fieldset>
      <p>
        <button type="button" class="button button-main" aria-disabled={busy || missing !== 0} data-testid="first-run-start" onClick={() => void begin()}>
          {busy ? firstRun.starting : firstRun.start}
        </button>
      </p>
      <p class="quiet">{firstRun.what}</p>
    </div>
  );
}
