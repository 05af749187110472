// @vitest-environment node
import { changeReport, deleteReport, makeReport, previewReport, readReports, sendReport, type Report } from '../../src/api/reports';
import { newWish } from '../../src/views/setup/reports/form';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createClient } from '../../src/api/client';
import { askPlan, readDrift, readFindings, readMatrix, readTrend } from '../../src/api/insight';
import { readScheme, readSchemes, readStrategy, writeStrategy } from '../../src/api/setup';
import type { HostRequest } from '../../src/hosts/host';
import { read, sourcesOf } from './files';

const jira = parse(read('manifests/jira/manifest.yml'));
const azure = JSON.parse(read('manifests/azure-devops/vss-extension.json'));
const routes: Record<string, Record<string, { summary?: string }>> = JSON.parse(read('tests/TrackerSegments.Service.Tests/Approved/openapi.json')).paths;

/** The service's own route for an address, with its method. */
const routeOf = (method: string, path: string) =>
  Object.entries(routes).find(([route, methods]) => methods[method.toLowerCase()] && new RegExp(`^${route.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(path))?.[0];

describe('the routes', () => {
  /** Everything that the panel can ask a host to send. */
  async function sent(): Promise<string[]> {
    const calls: string[] = [];
    const send = (path: string, { method }: HostRequest) => {
      calls.push(`${method} /${path.replace(/\?.*/, '')}`);
      return Promise.resolve({ status: 200, body: '{}' });
    };
    const client = createClient({ locales: ['en'], send, openItem() {}, followTheme: () => () => {}, contentResized() {} });
    const change = { lens: 'size', add: [], remove: [], dryRun: true };
    const given: Record<Exclude<keyof typeof client, 'read' | 'readTagged' | 'write' | 'make' | 'ask'>, unknown[]> = {
      workspace: [],
      alignment: ['size'],
      board: ['size'],
      changeSegments: ['FW-1', { ...change, expectedRevision: '1' }],
      changeMany: [{ ...change, epics: [] }],
      sync: [],
      syncNow: [],
      allowWriting: [true],
    };
    for (const [name, values] of Object.entries(given)) {
      await (client[name as keyof typeof client] as (...values: unknown[]) => Promise<unknown>)(...values);
    }
    await readTrend(client, 'size', '2026-10-01', '2026-11-28', 'week');
    await readDrift(client, 'size', '2026-10-01', '2026-11-28');
    await readFindings(client, 'size');
    await readMatrix(client, 'size', 'region');
    await askPlan(client, { lens: 'size', capacity: 40 });
    await readScheme(client, 'size');
    await readSchemes(client);
    await readStrategy(client, 'size');
    await writeStrategy(client, 'size', { validFrom: '2026-10-01', reason: null, publish: true, targets: [] }, '"1"');
    const wish = newWish(null);
    await readReports(client);
    await makeReport(client, 'leads', wish);
    await changeReport(client, 'leads', wish, '"1"');
    await sendReport(client, 'leads');
    await previewReport(client, 'leads');
    await deleteReport(client, { id: 'leads', version: '"1"' } as Report);
    expect([...Object.keys(given), 'read', 'readTagged', 'write', 'make', 'ask'].toSorted()).toEqual(Object.keys(client).toSorted());
    return calls;
  }

  it('that the panel calls in a tracker are routes of the service', async () => {
    const calls = await sent();
    expect(calls.filter((call) => !routeOf(...(call.split(' ') as [string, string])))).toEqual([]);
  });

  it('that Jira calls by itself are routes of the service', () => {
    const own = jira.modules.endpoint.filter(({ route }: { route?: unknown }) => route).map(({ route }: { route: { path: string } }) => route.path);
    expect(own).toEqual(['/api/sync']);
    expect(own.filter((path: string) => !routeOf('POST', path))).toEqual([]);
  });

  it('of the service that want a signature are left out of the app, because Forge does not sign', () => {
    const signed = Object.entries(routes).filter(([, { post }]) => post?.summary?.includes('X-Hub-Signature')).map(([route]) => route);
    expect(signed).toEqual(['/api/webhooks/jira']);
    expect(JSON.stringify(jira)).not.toContain('/api/webhooks');
    expect(jira.modules.trigger).toBeUndefined();
  });

  it('are let through by the browser: the service allows what the pages in Azure DevOps send', () => {
    const host = read('src/TrackerSegments.Panel/src/hosts/azureDevOps.ts');
    const access = sourcesOf('Access');
    const header = /AzureHeader = "([^"]+)"/.exec(sourcesOf('Board'))?.[1];
    expect(host).toContain(`'${header}'`);
    const headers = /\.WithHeaders\(([^)]+)\)/.exec(access)?.[1];
    for (const sent of ['"Accept"', '"Authorization"', '"Content-Type"', '"If-Match"', 'ActingUser.AzureHeader']) {
      expect(headers).toContain(sent);
    }
    for (const method of ['GET', 'POST', 'PUT']) {
      expect(/\.WithMethods\(([^)]+)\)/.exec(access)?.[1]).toContain(`"${method}"`);
    }
  });
});

describe('the tokens', () => {
  const endpoint = (key: string) => jira.modules.endpoint.find((one: { key: string }) => one.key === key);

  it("are the person's where a person acts, and the app's where the app does", () => {
    expect(endpoint('panel').auth).toEqual({ appUserToken: { enabled: true } });
    expect(endpoint('read').auth).toEqual({ appSystemToken: { enabled: true } });
  });

  it('come in the headers that the service reads', () => {
    const headers = [...sourcesOf('Board').matchAll(/(?:Jira|System)Header = "([^"]+)"/g)].map(([, header]) => header);
    expect(headers.toSorted()).toEqual(['x-forge-oauth-system', 'x-forge-oauth-user']);
  });

  it('each have the scope by which Jira hands them out', () =>
    expect(jira.permissions.scopes).toEqual(expect.arrayContaining(['read:app-user-token', 'read:app-system-token'])));
});

describe('the scopes', () => {
  const security = read('docs/security.md');
  const rows = [...security.matchAll(/^\| (Jira|Azure DevOps) \| `([^`]+)` \| ([^|]+) \|/gm)].map(([, tracker, scope, calls]) => ({
    tracker: tracker!,
    scope: scope!,
    calls: [...calls!.matchAll(/`([^`]+)`/g)].map(([, call]) => call!),
  }));
  const scopesOf = (tracker: string) => rows.filter((row) => row.tracker === tracker).map(({ scope }) => scope);
  const callsOf = (tracker: string) => rows.filter((row) => row.tracker === tracker).flatMap(({ calls }) => calls);
  const unnamed = (path: string) => path.replace(/\{\{?[^}]*\}?\}/g, '{id}');

  /** What the service asks a tracker for, out of its sources; provisioning is a command with an administrator's own token. */
  const asked = (folders: string[], patterns: RegExp[]) => {
    const sources = folders.map(sourcesOf).join('\n');
    return [...new Set(patterns.flatMap((pattern) => [...sources.matchAll(pattern)].map(([, path]) => unnamed(path!))))].toSorted();
  };
  const jiraCalls = asked(
    ['Trackers/Jira/Connecting', 'Trackers/Jira/Reading', 'Trackers/Jira/Writing'],
    [/"(?:\{(?:site\.Api|api)\}|rest\/api\/3)\/([a-z][^"?]*)/gi, /Call\(HttpMethod\.\w+, "([^"]+)"/g],
  );
  const azureCalls = asked(
    ['Trackers/AzureDevOps/Connecting', 'Trackers/AzureDevOps/Reading', 'Trackers/AzureDevOps/Writing'],
    [/"[^"]*?(_apis\/[^"?]*)/g],
  ).map((path) => path.toLowerCase());

  it('of both manifests are those of the table, no more and no fewer', () => {
    expect(scopesOf('Jira').toSorted()).toEqual([...jira.permissions.scopes].toSorted());
    expect(scopesOf('Azure DevOps').toSorted()).toEqual([...azure.scopes].toSorted());
  });

  it('each have a call that needs them', () => expect(rows.filter(({ calls }) => calls.length === 0)).toEqual([]));

  it.each([
    ['Jira', jiraCalls],
    ['Azure DevOps', azureCalls],
  ])('of %s are for calls that the service makes', (tracker, calls) => {
    const ofTracker = callsOf(tracker).filter((call) => !call.startsWith('POST '));
    expect(ofTracker.map((call) => call.toLowerCase()).filter((call) => !calls.some((made) => made.toLowerCase() === call))).toEqual([]);
    const ofService = callsOf(tracker).filter((call) => call.startsWith('POST '));
    expect(ofService.filter((call) => !routes[call.slice('POST '.length)]?.post)).toEqual([]);
  });

  it('of Jira cover every call that the service makes, and those without scope are named', () => {
    const named = new Set([...security.matchAll(/`([^`]+)`/g)].map(([, call]) => call!.toLowerCase()));
    expect(jiraCalls.length).toBeGreaterThan(10);
    expect(jiraCalls.filter((call) => !named.has(call.toLowerCase()))).toEqual([]);
    expect(azureCalls.length).toBeGreaterThan(8);
    expect(azureCalls.filter((call) => !named.has(call))).toEqual([]);
  });
});

describe('the modules', () => {
  it('of Jira each have a view, and each view a module', () => {
    const { trigger: _t, scheduledTrigger: _s, endpoint: _e, ...shown } = jira.modules;
    const keys = (Object.values(shown).flat() as { key: string }[]).map(({ key }) => key);
    const views = [...read('src/TrackerSegments.Panel/src/entries/jira/main.tsx').matchAll(/^ {2}'([^']+)': async/gm)].map(([, key]) => key);
    expect(views.toSorted()).toEqual(keys.toSorted());
  });
});
