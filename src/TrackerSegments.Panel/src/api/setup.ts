import type { Client } from './client';

/** Segments, targets and fields of a lens, and the change of its targets. */

export interface TargetEntry {
  segment: string;
  /** In percent. */
  target: number;
  /** In percentage points. */
  tolerance: number;
}

export interface StrategyVersion {
  version: number;
  /** The first day on which it holds, as 2026-10-01. */
  validFrom: string;
  published: boolean;
  author: string;
  reason: string | null;
  at: string;
  targets: TargetEntry[];
  /** Why it cannot hold with the segments as they are now. */
  problem: string | null;
}

export interface StrategyDocument {
  schema: number;
  lens: string;
  /** null where none holds today. */
  inForce: number | null;
  /** The newest first. */
  versions: StrategyVersion[];
}

export interface SchemeSegment {
  key: string;
  name: string;
  color: string;
  values: string[];
  owner: string | null;
  reachedBy: string | null;
}

export interface SchemeDocument {
  schema: number;
  version: number;
  segments: SchemeSegment[];
}

export interface FoundField {
  name: string;
  epics: number;
  values: number;
  samples: { value: string; epics: number }[];
  lenses: string[];
}

export interface SchemesDocument {
  schema: number;
  fields: FoundField[];
}

export interface StrategyWish {
  validFrom: string;
  reason: string | null;
  publish: boolean;
  targets: readonly TargetEntry[];
}

const ofLens = (path: string, lens: string) => `${path}/${encodeURIComponent(lens)}`;

export const readSchemes = (client: Client) => client.read<SchemesDocument>('api/schemes');
export const readScheme = (client: Client, lens: string) => client.read<SchemeDocument>(ofLens('api/schemes', lens));
export const readStrategy = (client: Client, lens: string) => client.readTagged<StrategyDocument>(ofLens('api/strategy', lens));
export const writeStrategy = (client: Client, lens: string, wish: StrategyWish, etag: string) =>
  client.write<StrategyDocument>('PUT', ofLens('api/strategy', lens), wish, etag);
