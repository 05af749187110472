import { signal } from '@preact/signals';
import { GlanceView } from '../../views/glance/GlanceView';
import { open } from './open';
import { lensOf, loaded, type WidgetSettings } from './widgetSettings';

const settings = signal<WidgetSettings | null>(null);

const show = (given: WidgetSettings) => {
  settings.value = given;
  return Promise.resolve(loaded);
};

function Widget() {
  const now = settings.value;
  return now && <GlanceView title={now.name} lens={lensOf(now)} />;
}

void open(Widget, { registered: { preload: () => Promise.resolve(loaded), load: show, reload: show } });
