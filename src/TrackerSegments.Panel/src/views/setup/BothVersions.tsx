import type { SchemeDocument, StrategyDocument, TargetEntry } from '../../api/setup';
import * as number from '../../format/numbers';
import { insight } from '../../texts/insight';

interface Props {
  scheme: SchemeDocument;
  theirs: StrategyDocument;
  yours: readonly TargetEntry[];
  take: () => void;
  keep: () => void;
}

/** What somebody else made of the targets meanwhile beside one's own, and the choice between them. */
export function BothVersions({ scheme, theirs, yours, take, keep }: Props) {
  const words = insight.setup;
  // The newest one is what they changed.
  const [newest] = theirs.versions;
  const share = (targets: readonly TargetEntry[] | undefined, segment: string) =>
    number.shortPercent(targets?.find((one) => one.segment === segment)?.target ?? 0);
  return (
    <div class="notice" role="alert" data-testid="both-versions">
      <h3 class="notice-title">{words.conflict}</h3>
      <p>{words.conflictWhy}</p>
      <table class="table" aria-label={words.conflict}>
        <thead>
          <tr>
            <th scope="col">{words.segment}</th>
            <th scope="col" class="number">
              {words.theirs}
            </th>
            <th scope="col" class="number">
              {words.yours}
            </th>
          </tr>
        </thead>
        <tbody>
          {scheme.segments.map(({ key, name }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              <td class="number">{share(newest?.targets, key)}</td>
              <td class="number">{share(yours, key)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="plan-wish target-acts">
        <button type="button" class="button" onClick={keep}>
          {words.publishYours}
        </button>
        <button type="button" class="button button-main" onClick={take}>
          {words.takeTheirs}
        </button>
      </p>
    </div>
  );
}
