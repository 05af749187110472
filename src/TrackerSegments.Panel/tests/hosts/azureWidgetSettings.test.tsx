import { expect, it, vi } from 'vitest';
import { workspace } from '../builders';
import { azureParent } from './azureParent';

const parent = azureParent();
const settled = () => new Promise((resolve) => setTimeout(resolve, 50));

it('tells the dashboard of the lens that was chosen, and gives it to be kept', async () => {
  document.body.innerHTML = '<div id="panel"></div>';
  document.head.innerHTML = '<meta name="service" content="https://segments.fabrikam.com">';
  vi.spyOn(window, 'fetch').mockImplementation(() => Promise.resolve(new Response(JSON.stringify(workspace))));
  await import('../../src/entries/azure-devops/widget-settings');
  await settled();

  const settings = { name: 'Segments', customSettings: { data: null } };
  const context = { notify: { __proxyFunctionId: parent.functionNamed('dashboard.notify') } };
  expect(await parent.ask('segments-hub', 'load', settings, context)).toEqual({ statusType: 0 });
  await settled();
  const select = document.querySelector('select')!;
  select.value = 'customer-segment';
  select.dispatchEvent(new Event('change', { bubbles: true }));
  await settled();

  const kept = { data: '{"lens":"customer-segment"}', version: { major: 1, minor: 0, patch: 0 } };
  expect(parent.callsOf('dashboard.notify')).toEqual([['ms.vss-dashboards-web.configurationChange', { data: kept }]]);
  expect(await parent.ask('segments-hub', 'onSave')).toEqual({ isValid: true, customSettings: kept });
});
