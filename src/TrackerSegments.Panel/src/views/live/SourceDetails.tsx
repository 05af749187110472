import type { ComponentChildren } from 'preact';
import type { Sync } from '../../api/sync';
import { clock } from '../../format/clock';
import { live } from '../../texts/live';
import { FindingAction, FindingText } from '../shared/FindingSaid';
import { ServiceSaid } from '../shared/ServiceSaid';
import { useLive } from './useLive';

/** Where the numbers come from: the projects and how far each is read, the fields and what they are used for. */
export function SourceDetails() {
  const sync = useLive().sync.value;
  const words = live.source;
  return (
    sync && (
      <div class="source" data-testid="source">
        <Scopes sync={sync} />
        <Fields sync={sync} />
        {sync.findings.length > 0 && (
          <div class="source-part">
            <h3>{words.findings}</h3>
            <ul role="list">
              {sync.findings.map((finding) => (
                <li key={finding.code + finding.text}>
                  <FindingText of={finding} />{' '}
                  <span class="quiet">
                    <FindingAction of={finding} />
                  </span>
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    )
  );
}

function Scopes({ sync }: { sync: Sync }) {
  const now = Date.now();
  const words = live.source;
  return (
    <Part title={words.scopes} heads={[words.scope, words.read, words.asOf, words.state]}>
      {sync.scopes.map(({ tracker, key, name, read, total, asOf, phase, problem }) => (
        <tr key={tracker + key}>
          <th scope="row">
            {key} <span class="quiet">{sync.tracker.kind === 'several' ? `${name}, ${tracker}` : name}</span>
          </th>
          <td class="number">{words.readOf(read, total)}</td>
          <td class="moment">{asOf === null ? live.never : clock(asOf, now)}</td>
          <td>{problem ? <span class="warning"><ServiceSaid>{problem.text}</ServiceSaid></span> : words.phase(phase)}</td>
        </tr>
      ))}
    </Part>
  );
}

function Fields({ sync }: { sync: Sync }) {
  const words = live.source;
  return (
    <Part title={words.fields} heads={[words.role, words.field, words.id, words.written]}>
      {sync.fields.map(({ tracker, role, id, name, canWrite }) => (
        <tr key={tracker + role + id}>
          <th scope="row">{words.roleOf(role)}</th>
          <td>{sync.tracker.kind === 'several' ? `${name}, ${tracker}` : name}</td>
          <td>
            <code>{id}</code>
          </td>
          <td>{canWrite ? words.yes : words.no}</td>
        </tr>
      ))}
    </Part>
  );
}

function Part({ title, heads, children }: { title: string; heads: readonly string[]; children: ComponentChildren }) {
  const words = live.source;
  return (
    <div class="source-part" role="region" aria-label={title} tabIndex={0}>
      <h3>{title}</h3>
      <table class="source-table" aria-label={title}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col" class={head === words.read ? 'number' : undefined}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
