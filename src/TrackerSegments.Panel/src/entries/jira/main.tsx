import type { ComponentType } from 'preact';
import { forgeHost, type ForgePlace } from '../../hosts/forge';
import { rootOf, start } from '../../start';
import '../../styles/frames/jira.css';

/** Each module of the manifest, and what it shows. Fetched one by one: a gadget needs no board. */
const views: Record<string, (place: ForgePlace) => Promise<ComponentType>> = {
  'segments-project': async () => (await import('../../views/App')).App,
  'segments-epic': async ({ issue }) => {
    const { EpicView } = await import('../../views/epic/EpicView');
    return () => <EpicView epic={issue} />;
  },
  'segments-gadget': async (place) => (await import('./Gadget')).gadgetOf(place),
  'segments-admin': async () => (await import('../../views/connection/ConnectionView')).ConnectionView,
};

const { host, place } = await forgeHost();
const view = views[place.module];
if (!view) {
  throw new Error(`The manifest names a module ${place.module} that has no view.`);
}
await start(host, rootOf(), await view(place));
