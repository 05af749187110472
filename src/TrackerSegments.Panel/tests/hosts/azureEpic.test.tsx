import { beforeEach, expect, it, vi } from 'vitest';
import { alignment, board, epic, workspace } from '../builders';
import { azureParent } from './azureParent';

const parent = azureParent();
const form = 'ms.vss-work-web.work-item-form';
const settled = () => new Promise((resolve) => setTimeout(resolve, 50));
const written: unknown[] = [];

beforeEach(() => {
  parent.calls.length = 0;
});

it('shows the work item on the form, changes it with one click, and lets the form read it again', async () => {
  document.body.innerHTML = '<div id="panel"></div>';
  document.head.innerHTML = '<meta name="service" content="https://segments.fabrikam.com">';
  const item = epic({ key: '42', segments: [] });
  vi.spyOn(window, 'fetch').mockImplementation((address, init) => {
    const { pathname } = new URL(String(address));
    const answers: Record<string, unknown> = {
      '/api/workspace': workspace,
      '/api/alignment': alignment(),
      '/api/board': board([item]),
    };
    if (pathname.endsWith('/segments')) {
      const change = JSON.parse(String(init?.body)) as { add: string[]; dryRun: boolean };
      if (!change.dryRun) {
        written.push(change.add);
      }
      const answer = { written: !change.dryRun, epic: { ...item, segments: change.add, revision: '2' }, before: { index: 81 }, alignment: alignment() };
      return Promise.resolve(new Response(JSON.stringify(answer)));
    }
    return Promise.resolve(new Response(JSON.stringify(answers[pathname])));
  });
  parent.answers[`${form}.isDirty`] = () => false;
  await import('../../src/entries/azure-devops/epic');
  await settled();
  expect(document.querySelector('[data-testid="epic"]')).toBeNull();

  await parent.ask('fabrikam.tracker-segments.segments-hub', 'onLoaded', { id: 0, isNew: true });
  await settled();
  expect(document.body.textContent).toContain('Save this work item first');

  await parent.ask('fabrikam.tracker-segments.segments-hub', 'onSaved', { id: 42 });
  await settled();
  document.querySelector<HTMLButtonElement>('button[data-key="smb"]')!.click();
  await settled();
  expect(written).toEqual([['smb']]);
  expect(parent.callsOf(`${form}.refresh`)).toHaveLength(1);
});
