import * as SDK from 'azure-devops-extension-sdk';
import type { ComponentType } from 'preact';
import { sentenceOf } from '../../api/errors';
import { azureDevOpsHost } from '../../hosts/azureDevOps';
import { rootOf, start } from '../../start';

interface Options {
  readonly fits?: boolean;
  /** What Azure DevOps calls of the page, such as a widget's load. */
  readonly registered?: object;
}

/** Shows a view in a frame of Azure DevOps, or tells Azure DevOps why it cannot. */
export async function open(View: ComponentType, { fits = false, registered }: Options = {}): Promise<void> {
  try {
    const host = await azureDevOpsHost({ service: serviceOf(document), fits });
    if (registered) {
      register(registered);
    }
    await start(host, rootOf(), View);
    await SDK.notifyLoadSucceeded();
  } catch (error) {
    await SDK.notifyLoadFailed(sentenceOf(error));
  }
}

/** Widgets are looked up by the short name of their contribution, forms by the whole one. */
function register(registered: object): void {
  const id = SDK.getContributionId();
  for (const name of new Set([id, id.slice(id.lastIndexOf('.') + 1)])) {
    SDK.register(name, registered);
  }
}

/** Filled in when the extension is packed. */
const serviceOf = (page: Document) => page.querySelector<HTMLMetaElement>('meta[name="service"]')?.content ?? '';
