import { signal } from '@preact/signals';
import { LensChoice } from '../../views/glance/LensChoice';
import { open } from './open';
import { lensOf, loaded, settingsOf, type WidgetSettings } from './widgetSettings';

/** How the dashboard is told, so that it shows the widget anew. */
interface Dashboard {
  notify(event: string, told: { data: unknown }): Promise<unknown>;
}

const configurationChange = 'ms.vss-dashboards-web.configurationChange';
const lens = signal<string | null>(null);
let dashboard: Dashboard | null = null;

function Choice() {
  return (
    <LensChoice
      lens={lens.value}
      choose={(chosen) => {
        lens.value = chosen;
        void dashboard?.notify(configurationChange, { data: settingsOf(chosen) });
      }}
    />
  );
}

void open(Choice, {
  registered: {
    load(settings: WidgetSettings, context: Dashboard) {
      lens.value = lensOf(settings);
      dashboard = context;
      return Promise.resolve(loaded);
    },
    onSave: () => Promise.resolve({ isValid: true, customSettings: settingsOf(lens.peek()) }),
  },
});
