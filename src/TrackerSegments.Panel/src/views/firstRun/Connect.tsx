import type { ComponentChildren, TargetedInputEvent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import '../../styles/firstRun.css';
import { sentenceOf, ServiceError } from '../../api/errors';
import { readConnections, writeConnections, type ConnectionWish } from '../../api/firstRun';
import { firstRun } from '../../texts/firstRun';
import { usePanel } from '../panel';
import { Failure } from '../shared/Failure';
import { ServiceSaid } from '../shared/ServiceSaid';

type May = 'asking' | 'yes' | 'no' | { error: unknown };

/** Where no tracker is connected: an administrator connects one, everybody else reads whom to ask. */
export function Connect() {
  const { store } = usePanel();
  const words = firstRun.connect;
  const [may, setMay] = useState<May>('asking');
  const ask = () => {
    readConnections(store.client).then(
      () => setMay('yes'),
      (error: unknown) => setMay(error instanceof ServiceError && error.status === 403 ? 'no' : { error }),
    );
  };
  useEffect(ask, []);
  if (typeof may === 'object') {
    return <Failure title={words.title} error={may.error} retry={ask} />;
  }
  return (
    <section class="first-run" aria-labelledby="connect-title" data-testid="connect">
      <h2 class="section-title" id="connect-title">
        {words.title}
      </h2>
      {may === 'asking' ? <p role="status">{words.loading}</p> : may === 'no' ? <p>{words.mayNot}</p> : <Form />}
    </section>
  );
}

function Form() {
  const { store, host } = usePanel();
  const words = firstRun.connect;
  const [wish, setWish] = useState({ tracker: host.tracker ?? 'jira', address: '', projects: '', field: words.fieldSample, email: '', token: '' });
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const set = (part: Partial<typeof wish>) => setWish({ ...wish, ...part });

  const connect = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await writeConnections(store.client, wish.field.trim(), [connectionOf(wish)]);
      await store.open(null);
    } catch (error) {
      setProblem(error);
    }
    setBusy(false);
  };

  const shared = (name: keyof typeof wish) => ({
    class: 'input',
    name,
    autocomplete: 'off',
    value: wish[name],
    onInput: (event: TargetedInputEvent<HTMLInputElement>) => set({ [name]: event.currentTarget.value }),
  });

  return (
    <form
      class="first-run-begin"
      onSubmit={(event) => {
        event.preventDefault();
        void connect();
      }}
    >
      <p>{words.why}</p>
      <Labelled text={words.tracker}>
        <select class="select" value={wish.tracker} onChange={(event) => set({ tracker: event.currentTarget.value as ConnectionWish['tracker'] })}>
          {(['jira', 'azure-devops'] as const).map((kind) => (
            <option key={kind} value={kind}>
              {words.trackers[kind]}
            </option>
          ))}
        </select>
      </Labelled>
      <Labelled text={words.address}>
        <input {...shared('address')} type="url" required />
      </Labelled>
      <Labelled text={words.projects}>
        <input {...shared('projects')} type="text" required />
      </Labelled>
      <Labelled text={words.field}>
        <input {...shared('field')} type="text" required />
      </Labelled>
      {wish.tracker === 'jira' && (
        <Labelled text={words.email}>
          <input {...shared('email')} type="email" />
        </Labelled>
      )}
      <Labelled text={words.token}>
        <input {...shared('token')} type="password" />
      </Labelled>
      <p class="quiet">{words.tokenWhy}</p>
      <p>
        <button type="submit" class="button button-main" disabled={busy}>
          {busy ? words.acting : words.act}
        </button>
      </p>
      {problem !== null && (
        <p class="warning" role="alert">
          <Said error={problem} />
        </p>
      )}
    </form>
  );
}

function Labelled({ text, children }: { text: string; children: ComponentChildren }) {
  return (
    <label class="first-run-target">
      <span>{text}</span>
      {children}
    </label>
  );
}

function Said({ error }: { error: unknown }) {
  const sentence = sentenceOf(error);
  return error instanceof ServiceError ? (
    <>
      {firstRun.connect.refused('')} <ServiceSaid>{sentence}</ServiceSaid>
    </>
  ) : (
    <>{firstRun.connect.refused(sentence)}</>
  );
}

const connectionOf = ({ tracker, address, projects, email, token }: { tracker: ConnectionWish['tracker'] } & Record<'address' | 'projects' | 'email' | 'token', string>): ConnectionWish => ({
  tracker,
  address: address.trim(),
  projects: projects.split(',').flatMap((name) => name.trim() || []),
  ...(tracker === 'jira' && email.trim() ? { email: email.trim() } : {}),
  ...(token ? { token } : {}),
});
