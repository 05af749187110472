import type { ComponentChildren } from 'preact';
import '../../styles/insight/index.css';
import { readScheme, readSchemes, readStrategy, type FoundField, type SchemeDocument, type StrategyDocument } from '../../api/setup';
import { fullDay } from '../../format/days';
import * as number from '../../format/numbers';
import { texts } from '../../texts';
import { insight } from '../../texts/insight';
import { usePanel } from '../panel';
import { Failure } from '../shared/Failure';
import { Mark } from '../shared/Mark';
import { ServiceSaid } from '../shared/ServiceSaid';
import { useReading } from '../shared/useReading';
import { Reports } from './reports/Reports';
import { Targets } from './Targets';

/** Targets, segments, and the fields that were found. */
export function SetupView() {
  const { store } = usePanel();
  const words = insight.setup;
  const { value, error, again } = useReading(async (lens) => {
    const [scheme, strategy, schemes] = await Promise.all([
      readScheme(store.client, lens),
      readStrategy(store.client, lens),
      readSchemes(store.client),
    ]);
    return { lens, scheme, strategy, fields: schemes.fields };
  }, []);
  if (!value) {
    return error === null ? <p role="status">{words.loading}</p> : <Failure title={words.failed} error={error} retry={again} />;
  }
  const { lens, scheme, strategy, fields } = value;
  return (
    <div class="insight" data-testid="setup">
      <Targets key={strategy.etag} lens={lens} scheme={scheme} strategy={strategy} again={again} />
      <Versions strategy={strategy.value} />
      <Segments scheme={scheme} />
      <Fields fields={fields} lens={lens} />
      <Reports />
    </div>
  );
}

function Versions({ strategy: { versions, inForce } }: { strategy: StrategyDocument }) {
  const words = insight.setup;
  return versions.length === 0 ? null : (
    <Part id="versions" title={words.versions} heads={[words.version, words.validFrom, words.state, words.author, words.reason]}>
      {versions.map(({ version, validFrom, published, author, reason, problem }) => (
        <tr key={version}>
          <th scope="row">{number.count(version)}</th>
          <td class="moment">{fullDay(validFrom)}</td>
          <td>
            {version === inForce ? words.holds : published ? words.isPublished : words.isDraft}
            {problem !== null && (
              <span class="warning">
                {' '}
                <ServiceSaid>{problem}</ServiceSaid>
              </span>
            )}
          </td>
          <td>{author}</td>
          <td dir="auto">{reason}</td>
        </tr>
      ))}
    </Part>
  );
}

function Segments({ scheme }: { scheme: SchemeDocument }) {
  const words = insight.setup;
  return (
    <Part id="segments" title={words.segments} note={words.elsewhere} heads={[words.segment, words.values, words.owner, words.reachedBy]}>
      {scheme.segments.map(({ key, name, color, values, owner, reachedBy }, at) => (
        <tr key={key}>
          <th scope="row">
            <span class="row-name">
              <Mark color={color} order={at} /> {name}
            </span>
          </th>
          <td>{values.join(', ')}</td>
          <td>{owner ?? words.unknown}</td>
          <td>{reachedBy ?? words.unknown}</td>
        </tr>
      ))}
    </Part>
  );
}

function Fields({ fields, lens }: { fields: readonly FoundField[]; lens: string }) {
  const words = insight.setup;
  return (
    <Part id="fields" title={words.fields} heads={[words.field, words.carried, words.differing, words.samples]}>
      {fields.map(({ name, epics, values, samples, lenses }) => (
        <tr key={name}>
          <th scope="row">
            {name}
            {lenses.includes(lens) && <span class="plan-tag plan-tag-in">{words.used}</span>}
          </th>
          <td>{texts.epics(epics)}</td>
          <td>{number.count(values)}</td>
          <td>{samples.map((sample) => words.sample(sample.value, sample.epics)).join(', ')}</td>
        </tr>
      ))}
    </Part>
  );
}

interface PartProps {
  id: string;
  title: string;
  note?: string;
  heads: readonly string[];
  children: ComponentChildren;
}

function Part({ id, title, note, heads, children }: PartProps) {
  return (
    <section class="insight-part" aria-labelledby={`${id}-title`}>
      <h2 class="section-title" id={`${id}-title`}>
        {title}
      </h2>
      {note && <p class="quiet">{note}</p>}
      <div class="table-scroll" tabIndex={0} role="group" aria-label={title}>
        <table class="table" data-testid={id} aria-labelledby={`${id}-title`}>
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </table>
      </div>
    </section>
  );
}
