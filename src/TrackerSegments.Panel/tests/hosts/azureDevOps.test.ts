import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createClient } from '../../src/api/client';
import { NoAnswerError } from '../../src/api/errors';
import type { Theme } from '../../src/hosts/host';
import { workspace } from '../builders';
import { azureParent } from './azureParent';

const parent = azureParent();
const { azureDevOpsHost, serviceAddress, workItemOf } = await import('../../src/hosts/azureDevOps');

const service = 'https://segments.fabrikam.com';
const fetched = vi.fn<(address: URL, init: RequestInit) => Promise<Response>>();
const headersOf = (call: number) => fetched.mock.calls[call]?.[1].headers as Record<string, string>;
const open = (options = {}) => azureDevOpsHost({ service, ...options });
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

beforeEach(() => {
  parent.calls.length = 0;
  fetched.mockReset();
  fetched.mockImplementation(() => Promise.resolve(new Response(JSON.stringify(workspace))));
  vi.spyOn(window, 'fetch').mockImplementation(fetched as unknown as typeof fetch);
});

afterEach(() => vi.restoreAllMocks());

describe('the panel in Azure DevOps', () => {
  it('calls the service with a token that Azure DevOps made for this extension, and no cookies', async () => {
    expect(await createClient(await open()).workspace()).toEqual(workspace);
    const [address, init] = fetched.mock.calls[0] ?? [];
    expect(String(address)).toBe('https://segments.fabrikam.com/api/workspace');
    expect(init).toMatchObject({ method: 'GET', credentials: 'omit', redirect: 'error' });
    expect(headersOf(0)).toEqual({ accept: 'application/json, application/problem+json', authorization: 'Bearer app.token' });
    expect(parent.callsOf('getAccessToken')).toEqual([]);
  });

  it("sends the user's own token where the user's rights decide, and nowhere else", async () => {
    const client = createClient(await open());
    await client.changeSegments('7', { lens: 'size', add: ['smb'], remove: [], expectedRevision: '3', dryRun: true });
    await client.changeMany({ lens: 'size', add: ['smb'], remove: [], epics: [], dryRun: true });
    await client.allowWriting(true);
    await client.syncNow();
    expect([0, 1, 2, 3].map((call) => headersOf(call)['x-azure-devops-user'])).toEqual(['user.token', 'user.token', undefined, undefined]);
    expect(headersOf(0).authorization).toBe('Bearer app.token');
  });

  it('asks for a token before every call, so that none is too old', async () => {
    const client = createClient(await open());
    await client.workspace();
    parent.answers.getAppToken = () => ({ token: 'renewed' });
    await client.workspace();
    expect([0, 1].map((call) => headersOf(call).authorization)).toEqual(['Bearer app.token', 'Bearer renewed']);
    parent.answers.getAppToken = () => ({ token: 'app.token' });
  });

  it('names the version that a change was made from, and gives the one there is', async () => {
    fetched.mockImplementation(() => Promise.resolve(new Response('{}', { headers: { etag: '"2"' } })));
    expect(await createClient(await open()).write('PUT', 'api/strategy/size', {}, '"1"')).toEqual({ value: {}, etag: '"2"' });
    expect(headersOf(0)['if-match']).toBe('"1"');
  });

  it('takes a call that broke off for no answer', async () => {
    fetched.mockRejectedValue(new TypeError('Failed to fetch'));
    await expect(createClient(await open()).workspace()).rejects.toBeInstanceOf(NoAnswerError);
  });

  it('takes language and theme of the page around it, now and later', async () => {
    const host = await open();
    const told: Theme[] = [];
    host.followTheme((theme) => told.push(theme));
    parent.tell('themeChanged', { data: { 'background-color': 'rgba(255, 255, 255, 1)' } });
    parent.tell('themeChanged', { data: { 'background-color': 'url(x)' } });
    expect(host.locales).toEqual(['fr-FR']);
    expect(told).toEqual(['dark', 'light', 'auto']);
  });

  it("opens a work item of this organization in Azure DevOps's own form", async () => {
    (await open()).openItem('https://dev.azure.com/fabrikam/Web%20shop/_workitems/edit/42');
    await settled();
    expect(parent.callsOf('ms.vss-work-web.work-item-form-navigation-service.openWorkItem')).toEqual([[42, false]]);
  });

  it('opens everything else in a new window, and nothing that is no web address', async () => {
    const host = await open();
    host.openItem('https://fernway.atlassian.net/browse/FW-7');
    host.openItem('javascript:alert(1)');
    await settled();
    expect(parent.callsOf('ms.vss-features.host-navigation-service.openNewWindow')).toEqual([['https://fernway.atlassian.net/browse/FW-7', '']]);
  });

  it.each([
    [true, 1],
    [false, 0],
  ])('tells its height where the frame fits what is in it (%s)', async (fits, times) => {
    (await open({ fits })).contentResized(321);
    expect(parent.callsOf('resize').map(([, height]) => height)).toEqual(Array(times).fill(321));
  });
});

describe('an address of a work item', () => {
  it.each([
    ['https://dev.azure.com/fabrikam/Web%20shop/_workitems/edit/42', 42],
    ['https://DEV.azure.com/Fabrikam/web/_workitems/edit/42/', 42],
    ['https://fabrikam.visualstudio.com/web/_workitems/edit/42', 42],
    ['https://server/tfs/fabrikam/web/_workitems/edit/42', 42],
    ['https://dev.azure.com/contoso/web/_workitems/edit/42', null],
    ['https://contoso.visualstudio.com/web/_workitems/edit/42', null],
    ['https://dev.azure.com/fabrikam/web/_workitems/recentlyupdated', null],
    ['https://dev.azure.com/fabrikam/web/_workitems/edit/42?x=/_workitems/edit/43', 42],
  ])('%s is %s here', (url, item) => expect(workItemOf(url, 'fabrikam')).toBe(item));
});

describe('the address of the service', () => {
  it.each(['', '%VITE_SERVICE%', 'http://segments.fabrikam.com', 'segments.fabrikam.com'])('is refused where it is "%s"', (text) =>
    expect(() => serviceAddress(text)).toThrow('packed without the https address'));

  it.each([
    ['https://segments.fabrikam.com', 'https://segments.fabrikam.com/api/board'],
    ['https://fabrikam.com/segments', 'https://fabrikam.com/segments/api/board'],
    ['https://fabrikam.com/segments//', 'https://fabrikam.com/segments/api/board'],
  ])('%s may have a path', (text, board) => expect(new URL('api/board', serviceAddress(text)).href).toBe(board));
});
