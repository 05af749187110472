import { signal } from '@preact/signals';
import * as SDK from 'azure-devops-extension-sdk';
import { EpicView } from '../../views/epic/EpicView';
import { open } from './open';

interface Form {
  isDirty(): Promise<boolean>;
  refresh(): Promise<void>;
}

const formService = 'ms.vss-work-web.work-item-form';

/** The work item on the form; null while it is new, undefined while there is none. */
const item = signal<string | null | undefined>(undefined);

/** The form shows the field as it was: it reads it again, unless somebody is writing in it. */
async function readAgain(): Promise<void> {
  const form = await SDK.getService<Form>(formService);
  if (!(await form.isDirty())) {
    await form.refresh();
  }
}

function Epic() {
  const key = item.value;
  return key === undefined ? null : <EpicView epic={key} written={() => void readAgain()} />;
}

const nothing = () => {};

void open(Epic, {
  fits: true,
  registered: {
    onLoaded({ id, isNew }: { id: number; isNew: boolean }) {
      item.value = isNew ? null : String(id);
    },
    onSaved({ id }: { id: number }) {
      item.value = String(id);
    },
    onUnloaded() {
      item.value = undefined;
    },
    onFieldChanged: nothing,
    onRefreshed: nothing,
    onReset: nothing,
  },
});
