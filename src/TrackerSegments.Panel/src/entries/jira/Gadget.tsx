import type { ComponentType } from 'preact';
import { useState } from 'preact/hooks';
import { sentenceOf } from '../../api/errors';
import { keepGadgetSettings, type ForgePlace } from '../../hosts/forge';
import { frames } from '../../texts/frames';
import { GlanceView } from '../../views/glance/GlanceView';
import { LensChoice } from '../../views/glance/LensChoice';

/** The gadget of a dashboard, or the choice of what it shows. */
export function gadgetOf({ settings, isEditing }: ForgePlace): ComponentType {
  const lens = typeof settings.lens === 'string' ? settings.lens : null;
  return isEditing ? () => <Settings lens={lens} /> : () => <GlanceView title={null} lens={lens} />;
}

function Settings({ lens }: { lens: string | null }) {
  const [chosen, choose] = useState(lens);
  const [problem, setProblem] = useState('');
  return (
    <main class="glance">
      <LensChoice lens={chosen} choose={choose} />
      <p>
        <button
          type="button"
          class="button button-main"
          onClick={() => void keepGadgetSettings(chosen === null ? {} : { lens: chosen }).catch((error: unknown) => setProblem(sentenceOf(error)))}
        >
          {frames.lens.save}
        </button>
      </p>
      {problem && <p role="alert">{problem}</p>}
    </main>
  );
}
