import { useEffect } from 'preact/hooks';
import '../../styles/frames/glance.css';
import type { Alignment } from '../../api/types';
import * as number from '../../format/numbers';
import { ageOf } from '../../format/time';
import { texts } from '../../texts';
import { Headline } from '../alignment/Headline';
import { rowsOf, scaleOf, unassignedShare } from '../alignment/rows';
import { ShareChart } from '../alignment/ShareChart';
import { usePanel } from '../panel';
import { Failure } from '../shared/Failure';
import { Mark } from '../shared/Mark';
import { useNow } from '../shared/useNow';

interface Props {
  /** What a person called it; null where the frame has a title of its own. */
  title: string | null;
  /** The lens a person chose; null for the primary one. */
  lens: string | null;
}

/** A dashboard reads it again by itself. */
const againAfterMs = 5 * 60_000;

/** Alignment at a glance: index, headline and the shares, for a dashboard. */
export function GlanceView({ title, lens }: Props) {
  const { store } = usePanel();
  useEffect(() => {
    void store.open(lens);
    const timer = setInterval(() => void store.refreshQuietly(), againAfterMs);
    return () => clearInterval(timer);
  }, [lens]);
  const { value } = store.alignment.value;
  const error = store.workspace.value.error ?? store.alignment.value.error;
  return (
    <main class="glance" data-testid="glance">
      {title !== null && <h1 class="glance-title">{title}</h1>}
      {value ? (
        <Glance alignment={value} />
      ) : error === null ? (
        <p role="status">{texts.alignment.loading}</p>
      ) : (
        <Failure title={texts.errors.title} error={error} retry={() => void store.open(lens).then(store.refresh)} />
      )}
    </main>
  );
}

function Glance({ alignment }: { alignment: Alignment }) {
  const { index } = alignment.alignment;
  const rows = rowsOf(alignment);
  const unassigned = unassignedShare(alignment);
  const scale = scaleOf(rows, unassigned);
  const now = useNow(30_000);
  return (
    <>
      <div class="glance-answer">
        {index !== null && (
          <p class="glance-index" title={texts.alignment.indexMeaning}>
            <span class="hidden">{texts.alignment.index} </span>
            {number.index(index)}
          </p>
        )}
        <p class="glance-headline"><Headline alignment={alignment} /></p>
      </div>
      <ul class="glance-rows" role="list">
        {rows.map((row) => (
          <li class="glance-row" key={row.segment.key} data-key={row.segment.key}>
            <Mark color={row.segment.color} order={row.order} />
            <span class="glance-name">{row.segment.name}</span>
            <ShareChart row={row} scale={scale} />
            <span class="number">{row.share === null ? texts.alignment.noShare : number.percent(row.share)}</span>
            <span class="hidden">
              {row.segment.target !== null && texts.alignment.toTarget(row.segment.target)} {row.state !== null && texts.state[row.state]}
            </span>
          </li>
        ))}
        {alignment.totals.unassigned > 0 && unassigned !== null && (
          <li class="glance-row" data-key="">
            <Mark color={null} order={0} />
            <span class="glance-name">{texts.unassigned}</span>
            <span class="chart" aria-hidden="true">
              <i class="bar bar-unassigned" style={{ width: `${(unassigned / scale) * 100}%` }} />
            </span>
            <span class="number">{number.percent(unassigned)}</span>
          </li>
        )}
      </ul>
      <p class="glance-as-of quiet">
        {alignment.lens.name} · {texts.age(ageOf(alignment.asOf, now))}
      </p>
    </>
  );
}
