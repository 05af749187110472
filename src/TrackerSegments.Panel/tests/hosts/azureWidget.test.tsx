import { expect, it, vi } from 'vitest';
import { alignment, board, epic, workspace } from '../builders';
import { azureParent } from './azureParent';

// The page is a module that runs once: this file is its whole life on a dashboard.
const parent = azureParent();
const settled = () => new Promise((resolve) => setTimeout(resolve, 50));
const lenses = [...workspace.lenses, { key: 'region', name: 'Region', primary: false }];
const asked: string[] = [];

it('is a widget that loads, follows its settings, and refuses none that are not ours', async () => {
  document.body.innerHTML = '<div id="panel"></div>';
  document.head.innerHTML = '<meta name="service" content="https://segments.fabrikam.com">';
  vi.spyOn(window, 'fetch').mockImplementation((address) => {
    const { pathname, search } = new URL(String(address));
    asked.push(pathname + search);
    const answers: Record<string, unknown> = {
      '/api/workspace': { ...workspace, lenses },
      '/api/alignment': alignment(),
      '/api/board': board([epic()]),
    };
    return Promise.resolve(new Response(JSON.stringify(answers[pathname])));
  });
  const usual = parent.answers.initialHandshake!;
  parent.answers.initialHandshake = () => ({ ...(usual() as object), contributionId: 'fabrikam.tracker-segments.segments-widget' });
  await import('../../src/entries/azure-devops/widget');
  await settled();
  expect(parent.callsOf('notifyLoadSucceeded')).toHaveLength(1);

  const first = { name: 'Where we work', customSettings: { data: null } };
  expect(await parent.ask('segments-widget', 'load', first)).toEqual({ statusType: 0 });
  await settled();
  expect(document.querySelector('h1')?.textContent).toBe('Where we work');
  expect(asked).toContain('/api/alignment?lens=customer-segment');

  const second = { name: 'Regions', customSettings: { data: '{"lens":"region"}' } };
  expect(await parent.ask('fabrikam.tracker-segments.segments-widget', 'reload', second)).toEqual({ statusType: 0 });
  await settled();
  expect(document.querySelector('h1')?.textContent).toBe('Regions');
  expect(asked).toContain('/api/alignment?lens=region');

  expect(await parent.ask('segments-widget', 'reload', { name: 'x', customSettings: { data: '<not json' } })).toEqual({ statusType: 0 });
  expect(parent.callsOf('getAccessToken')).toEqual([]);
});
