import type { Client, Tagged } from './client';
import { readStrategy, writeStrategy, type FoundField, type SchemeSegment, type StrategyDocument } from './setup';

/** What a workspace begins with, and the connection of its tracker. */

export interface Template {
  name: string;
  kind: string;
  segments: string[];
}

interface StartScheme {
  lens: { key: string; name: string; field: string };
  auto: boolean;
  segments: SchemeSegment[];
  archived: SchemeSegment[];
}

export interface Start {
  scheme: Tagged<StartScheme>;
  strategy: StrategyDocument;
  templates: Template[];
  fields: FoundField[];
}

export async function readStart(client: Client, lens: string): Promise<Start> {
  const [scheme, strategy, { templates, fields }] = await Promise.all([
    client.readTagged<StartScheme>(`api/schemes/${encodeURIComponent(lens)}`),
    readStrategy(client, lens),
    client.read<{ templates: Template[]; fields: FoundField[] }>('api/schemes'),
  ]);
  return { scheme, strategy: strategy.value, templates, fields };
}

/** A segment to begin with; without a key it is new. */
export interface FirstSegment {
  key?: string;
  name: string;
}

/** The segments to begin with, and those that are there and not among them. */
export interface FirstScheme {
  lens?: { name: string; kind: string };
  segments: readonly FirstSegment[];
  archived: readonly { key: string; destination: null }[];
}

/** Makes the scheme so, where it is another one, and says what it is then. */
export async function writeScheme(client: Client, lens: string, scheme: FirstScheme, reason: string, etag: string): Promise<readonly { key: string; name: string }[]> {
  const { value } = await client.write<{ scheme: StartScheme }>('PUT', `api/schemes/${encodeURIComponent(lens)}`, { ...scheme, reason }, etag);
  return value.scheme.segments;
}

/** Publishes the first targets from today on: the service's days are those of UTC. */
export async function publishFirst(client: Client, lens: string, segments: readonly string[], targets: readonly number[], reason: string): Promise<void> {
  const { etag } = await readStrategy(client, lens);
  const entries = segments.map((segment, at) => ({ segment, target: targets[at] ?? 0, tolerance: 5 }));
  await writeStrategy(client, lens, { validFrom: new Date().toISOString().slice(0, 10), reason, publish: true, targets: entries }, etag ?? '');
}

export interface ConnectionWish {
  tracker: 'jira' | 'azure-devops';
  address: string;
  projects: readonly string[];
  email?: string;
  token?: string;
}

/** Refused where the person may not connect trackers. */
export const readConnections = (client: Client) => client.read<{ connections: unknown[] }>('api/connections');

export const writeConnections = (client: Client, segmentField: string, connections: readonly ConnectionWish[]) =>
  client.write<unknown>('PUT', 'api/connections', { segmentField, connections }, '*');
