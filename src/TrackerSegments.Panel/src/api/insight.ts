import type { Client } from './client';
import type { DriftDocument, FindingsDocument, MatrixDocument, PlanDocument, PlanWish, TrendDocument, TrendStep } from './insightTypes';

/** What the service works out besides alignment and board. */

const query = (path: string, values: Record<string, string>) => `${path}?${new URLSearchParams(values)}`;

export const readTrend = (client: Client, lens: string, from: string, to: string, step: TrendStep) =>
  client.read<TrendDocument>(query('api/trend', { lens, from, to, step }));

export const readDrift = (client: Client, lens: string, from: string, to: string) =>
  client.read<DriftDocument>(query('api/trend/drift', { lens, from, to }));

export const readFindings = (client: Client, lens: string) => client.read<FindingsDocument>(query('api/findings', { lens }));

export const readMatrix = (client: Client, rows: string, columns: string) =>
  client.read<MatrixDocument>(query('api/matrix', { rows, columns }));

/** Nothing is written by it. */
export const askPlan = (client: Client, wish: PlanWish) => client.ask<PlanDocument>('api/plan', wish);
