import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClient } from '../../src/api/client';
import { NoAnswerError, ServiceError } from '../../src/api/errors';
import type { Theme } from '../../src/hosts/host';
import { workspace } from '../builders';

/** What Jira puts into a Custom UI frame: one function through which everything goes. */
type Call = { name: string; given: unknown };
const calls: Call[] = [];
let answers: Record<string, (given: unknown) => unknown> = {};
const callBridge = (name: string, given: unknown) => {
  calls.push({ name, given });
  return Promise.resolve(answers[name]?.(given));
};
Object.assign(globalThis, { __bridge: { callBridge } });
const { forgeHost, keepGadgetSettings } = await import('../../src/hosts/forge');

const context = { locale: 'de-DE', moduleKey: 'segments-epic', extension: { issue: { key: 'FW-7' } } };
const answered = (payload: unknown) => () => ({ success: true, payload });
const sent = (name: string) => calls.filter((call) => call.name === name).map(({ given }) => given);

beforeEach(() => {
  calls.length = 0;
  answers = { getContext: () => structuredClone(context) };
});

afterEach(() => document.documentElement.removeAttribute('data-color-mode'));

describe('the panel in Jira', () => {
  it('knows the module, the issue around it and the language of the person', async () => {
    const { host, place } = await forgeHost();
    expect(place).toEqual({ module: 'segments-epic', issue: 'FW-7', settings: {}, isEditing: false });
    expect(host.locales).toEqual(['de-DE']);
  });

  it('knows what was chosen for a gadget, and that it is being chosen', async () => {
    const extension = { gadgetConfiguration: { lens: 'region' }, entryPoint: 'edit' };
    answers.getContext = () => ({ ...context, moduleKey: 'segments-gadget', extension });
    const { place } = await forgeHost();
    expect(place).toMatchObject({ issue: null, settings: { lens: 'region' }, isEditing: true });
    await keepGadgetSettings({ lens: 'size' });
    expect(sent('submit')).toEqual([{ lens: 'size' }]);
  });

  it('calls the service through Jira, never by itself', async () => {
    answers.invoke = answered({ status: 200, headers: {}, body: workspace });
    const client = createClient((await forgeHost()).host);
    expect(await client.workspace()).toEqual(workspace);
    expect(sent('invoke')).toEqual([
      { path: '/api/workspace', method: 'GET', headers: { accept: 'application/json, application/problem+json' }, invokeType: 'ui-remote-fetch' },
    ]);
  });

  it('sends a change as an object, which Jira turns into JSON', async () => {
    answers.invoke = answered({ status: 200, headers: {}, body: {} });
    const change = { lens: 'size', add: ['smb'], remove: [], expectedRevision: '3', dryRun: true };
    await createClient((await forgeHost()).host).changeSegments('FW-7', change);
    expect(sent('invoke')).toMatchObject([
      { path: '/api/epics/FW-7/segments', method: 'POST', body: change, headers: { 'content-type': 'application/json' } },
    ]);
  });

  it.each([[{ ETag: ['"2"'] }], [{ etag: '"2"' }]])('names the version that a change was made from, and gives the one there is: %j', async (headers) => {
    answers.invoke = answered({ status: 200, headers, body: {} });
    const written = await createClient((await forgeHost()).host).write('PUT', 'api/strategy/size', { publish: true }, '"1"');
    expect(written).toEqual({ value: {}, etag: '"2"' });
    expect(sent('invoke')).toMatchObject([{ method: 'PUT', headers: { 'if-match': '"1"' } }]);
  });

  it.each([
    ['parsed', { code: 'staleRevision', detail: 'FW-7 was changed.' }],
    ['as text', '{"code":"staleRevision","detail":"FW-7 was changed."}'],
  ])('says the sentence of a refusal that comes %s', async (_, body) => {
    answers.invoke = () => ({ success: false, error: { status: 409, headers: {}, body } });
    const failure = await createClient((await forgeHost()).host).workspace().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ServiceError);
    expect(failure).toMatchObject({ status: 409, code: 'staleRevision', message: 'FW-7 was changed.' });
  });

  it.each([
    ['nothing', undefined],
    ['an error without a status', { success: false, error: { message: 'remote timed out' } }],
  ])('takes %s for no answer, so that nobody believes a change was refused', async (_, answer) => {
    answers.invoke = () => answer;
    await expect(createClient((await forgeHost()).host).workspace()).rejects.toBeInstanceOf(NoAnswerError);
  });

  it('takes the theme of Jira, now and later, and leaves the attributes alone by which Jira finds its colours', async () => {
    document.documentElement.setAttribute('data-color-mode', 'dark');
    const told: Theme[] = [];
    const { host } = await forgeHost();
    expect(sent('enableTheming')).toHaveLength(1);
    const stop = host.followTheme((theme) => told.push(theme));
    document.documentElement.setAttribute('data-color-mode', 'light');
    await new Promise((resolve) => setTimeout(resolve));
    stop();
    document.documentElement.setAttribute('data-color-mode', 'dark');
    await new Promise((resolve) => setTimeout(resolve));
    expect(told).toEqual(['dark', 'light']);
  });

  it('opens issues in a new tab, and nothing that is no web address', async () => {
    const { host } = await forgeHost();
    host.openItem('https://fernway.atlassian.net/browse/FW-7');
    host.openItem('javascript:alert(1)');
    expect(sent('navigate')).toEqual([{ url: 'https://fernway.atlassian.net/browse/FW-7', type: 'new-tab' }]);
  });
});
