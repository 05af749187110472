import { useEffect } from 'preact/hooks';
import { texts } from '../../texts';
import { frames } from '../../texts/frames';
import { usePanel } from '../panel';
import { Failure } from '../shared/Failure';

interface Props {
  /** null for the primary one. */
  lens: string | null;
  choose: (lens: string | null) => void;
}

/** Which lens a dashboard shows. */
export function LensChoice({ lens, choose }: Props) {
  const words = frames.lens;
  const { store } = usePanel();
  useEffect(() => void store.reopen(), []);
  const { value, error } = store.workspace.value;
  if (!value) {
    return error === null ? (
      <p role="status">{words.loading}</p>
    ) : (
      <Failure title={texts.errors.title} error={error} retry={() => void store.reopen()} />
    );
  }
  const primary = value.lenses.find((one) => one.primary) ?? value.lenses[0];
  return (
    <label class="lens-choice">
      {words.label}{' '}
      <select class="select" value={lens ?? ''} onChange={(event) => choose(event.currentTarget.value || null)}>
        <option value="">{words.primary(primary?.name ?? '')}</option>
        {value.lenses.map(({ key, name }) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
