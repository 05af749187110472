import { sentenceOf, ServiceError } from '../../api/errors';
import { texts } from '../../texts';

export function Failure({ title, error, retry }: { title: string; error: unknown; retry: () => void }) {
  const trace = error instanceof ServiceError ? error.problem.traceId : undefined;
  return (
    <div class="notice" role="alert" data-testid="failure">
      <h2 class="notice-title">{title}</h2>
      <p>{sentenceOf(error)}</p>
      <p>
        <button type="button" class="button" onClick={retry}>
          {texts.tryAgain}
        </button>
        {trace && <span class="trace">{texts.errors.trace(trace)}</span>}
      </p>
    </div>
  );
}
