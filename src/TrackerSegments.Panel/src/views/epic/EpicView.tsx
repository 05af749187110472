import { useEffect, useState } from 'preact/hooks';
import '../../styles/frames/epic.css';
import type { BoardEpic, SegmentChange } from '../../api/types';
import type { BoardColumnModel, BoardModel } from '../../state/boardModel';
import { texts } from '../../texts';
import { frames } from '../../texts/frames';
import { effectOf } from '../board/effect';
import { usePanel } from '../panel';
import { Failure } from '../shared/Failure';
import { Mark } from '../shared/Mark';
import { LiveRegion } from '../shell/LiveRegion';
import { Toasts } from '../shell/Toasts';

/** The segments of the one epic that is open in the tracker: a click changes one, and says beforehand what that does. */
export function EpicView({ epic, written }: { epic: string | null; written?: () => void }) {
  const { store } = usePanel();
  const words = frames.epic;
  useEffect(() => void store.open(null), []);
  useEffect(() => void (epic === null ? undefined : store.refreshQuietly()), [epic]);
  const model = store.board.value.value;
  const found = epic === null ? undefined : model?.epics.get(epic);
  const error = store.workspace.value.error ?? store.board.value.error;
  return (
    <main class="epic" data-testid="epic">
      {epic === null ? (
        <p>{words.unsaved}</p>
      ) : model && found ? (
        <Segments model={model} epic={found} {...(written ? { written } : {})} />
      ) : model ? (
        <p>{words.unknown(epic)}</p>
      ) : error === null ? (
        <p role="status">{words.loading}</p>
      ) : (
        <Failure title={texts.errors.title} error={error} retry={() => void store.open(null).then(store.refresh)} />
      )}
      <Toasts />
      <LiveRegion />
    </main>
  );
}

function Segments({ model, epic, written }: { model: BoardModel; epic: BoardEpic; written?: () => void }) {
  const { store } = usePanel();
  const words = frames.epic;
  const saving = store.pending.value.has(epic.key);
  const readOnly = store.readOnly.value;
  const turn = async (column: BoardColumnModel) => {
    const isSet = epic.segments.includes(column.key ?? '');
    // Adding keeps what is there: an epic may be for several segments.
    await store.move({ epic: epic.key, from: isSet ? column.key : null, to: isSet ? null : column.key, keep: !isSet });
    written?.();
  };
  return (
    <>
      <ul class="epic-segments" role="list" aria-label={words.label(model.lens.name)}>
        {model.columns
          .filter(({ key }) => key !== null)
          .map((column) => (
            <li key={column.key}>
              <Segment column={column} epic={epic} disabled={saving || readOnly} turn={() => void turn(column)} />
            </li>
          ))}
      </ul>
      <p class="quiet epic-counts">
        {epic.effort === null ? words.unestimated : words.counts(texts.effort(epic.effort, model.unit))} {readOnly && words.readOnly}
      </p>
      {epic.unmapped.length > 0 && <p class="warning">{texts.board.unmapped(epic.unmapped)}</p>}
    </>
  );
}

interface SegmentProps {
  column: BoardColumnModel;
  epic: BoardEpic;
  disabled: boolean;
  turn: () => void;
}

function Segment({ column, epic, disabled, turn }: SegmentProps) {
  const words = frames.epic;
  const key = column.key ?? '';
  const isSet = epic.segments.includes(key);
  const effect = useEffectOf(epic, isSet ? { add: [], remove: [key] } : { add: [key], remove: [] }, disabled);
  return (
    <button type="button" class="epic-segment" aria-pressed={isSet} aria-disabled={disabled} data-key={key} onClick={() => disabled || turn()}>
      <Mark color={column.color} order={column.order} />
      <span class="epic-name">{column.name}</span>
      <span class="epic-effect">{effect && `${isSet ? words.remove : words.add}: ${effect}`}</span>
    </button>
  );
}

/** What the change would do, as the service works it out without writing. */
function useEffectOf(epic: BoardEpic, change: SegmentChange, resting: boolean): string {
  const { store } = usePanel();
  const [text, setText] = useState('');
  useEffect(() => {
    if (resting) {
      setText('');
      return;
    }
    let wanted = true;
    setText(texts.effect.asking);
    store.predict(epic, change).then(
      (prediction) => wanted && setText(effectOf(prediction, store.alignment.peek().value, change)),
      () => wanted && setText(texts.effect.unknown),
    );
    return () => {
      wanted = false;
    };
  }, [epic.revision, epic.segments.join(), resting]);
  return text;
}
