import { useEffect } from 'preact/hooks';
import { sentenceOf, ServiceError } from '../../api/errors';
import { texts } from '../../texts';
import { ServiceSaid } from './ServiceSaid';

interface Props {
  title: string;
  error: unknown;
  retry: () => void;
}

/** Why something is not there, and another try; by itself where it only takes a moment. */
export function Failure({ title, error, retry }: Props) {
  return error instanceof ServiceError && error.code === 'loading' ? (
    <Opening error={error} retry={retry} />
  ) : (
    <Failed title={title} error={error} retry={retry} />
  );
}

function Failed({ title, error, retry }: Props) {
  const trace = error instanceof ServiceError ? error.problem.traceId : undefined;
  return (
    <div class="notice" role="alert" data-testid="failure">
      <h2 class="notice-title">{title}</h2>
      <p>{error instanceof ServiceError ? <ServiceSaid>{sentenceOf(error)}</ServiceSaid> : sentenceOf(error)}</p>
      <p>
        <button type="button" class="button" onClick={retry}>
          {texts.tryAgain}
        </button>
        {trace && <span class="trace">{texts.errors.trace(trace)}</span>}
      </p>
    </div>
  );
}

const againAfterMs = 1_500;

function Opening({ error, retry }: Omit<Props, 'title'>) {
  useEffect(() => {
    const timer = setTimeout(retry, againAfterMs);
    return () => clearTimeout(timer);
  }, [error]);
  return (
    <div class="notice" role="status" data-testid="opening">
      <h2 class="notice-title">{texts.errors.opening}</h2>
      <p>
        <ServiceSaid>{sentenceOf(error)}</ServiceSaid>
      </p>
    </div>
  );
}
