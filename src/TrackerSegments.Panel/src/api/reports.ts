import type { Client } from './client';

/** The reports that are posted to Teams by themselves. The workflow's address goes in and never comes out. */

export const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Day = (typeof days)[number];
export type When = 'always' | 'changed' | 'drifted';
export type Period = 'sinceLast' | 'week' | 'month' | 'quarter';
export type SlotResult = 'accepted' | 'unknown' | 'later' | 'refused' | 'skipped' | 'claimed';

export interface ReportSlot {
  due: string;
  tried: string;
  byHand: boolean;
  alert: boolean;
  result: SlotResult;
  text: string | null;
  nextTry: string | null;
}

export interface Report {
  id: string;
  name: string;
  lens: string | null;
  days: Day[];
  time: string;
  zone: string;
  when: When;
  period: Period;
  alerts: boolean;
  audience: string | null;
  panel: string | null;
  paused: boolean;
  /** The host of the workflow. */
  host: string;
  executor: string;
  rightsNote?: string | null;
  state: 'running' | 'paused' | 'stopped';
  problem: { code: string; text: string; action: string } | null;
  nextRun: string | null;
  lastAccepted: string | null;
  slots: ReportSlot[];
  /** The version to change it from. */
  version: string;
}

export interface ReportsDocument {
  schema: number;
  reports: Report[];
}

export interface ReportWish {
  name: string;
  lens: string | null;
  days: readonly Day[];
  time: string;
  zone: string;
  when: When;
  period: Period;
  alerts: boolean;
  audience: string | null;
  panel: string | null;
  paused: boolean;
  /** Left out, it stays. */
  address?: string;
}

export interface ReportSent {
  repeated: boolean;
  sent: ReportSlot;
}

export interface CardText {
  text: string;
  weight?: string;
}

export interface CardElement {
  type: string;
  inlines?: (CardText | string)[];
  rows?: { cells: { items: CardElement[] }[] }[];
}

export interface TeamsMessage {
  attachments: { content: { body: CardElement[]; actions?: { title: string; url: string }[] } }[];
}

const root = 'api/reports';
const of = (id: string) => `${root}/${encodeURIComponent(id)}`;

export const readReports = (client: Client) => client.read<ReportsDocument>(root);
export const makeReport = (client: Client, id: string, wish: ReportWish) => client.make<Report>(of(id), wish);
export const changeReport = (client: Client, id: string, wish: ReportWish, version: string) => client.write<Report>('PUT', of(id), wish, version);
export const deleteReport = (client: Client, { id, version }: Report) => client.write<ReportsDocument>('DELETE', of(id), {}, version);
export const sendReport = (client: Client, id: string) => client.ask<ReportSent>(`${of(id)}/send`, {});
export const previewReport = (client: Client, id: string) => client.read<TeamsMessage>(`${of(id)}/preview`);

/** What a change of a report begins from: all of it but the address, which stays where it is not sent. */
export const wishOf = ({ name, lens, days, time, zone, when, period, alerts, audience, panel, paused }: Report): ReportWish => ({
  name,
  lens,
  days,
  time,
  zone,
  when,
  period,
  alerts,
  audience,
  panel,
  paused,
});
