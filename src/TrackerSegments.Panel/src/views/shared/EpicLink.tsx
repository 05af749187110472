import { openableUrl } from '../../format/links';
import { texts } from '../../texts';
import { usePanel } from '../panel';

/** An epic's key; a link to the tracker where there is an address that is safe to open. */
export function EpicLink({ epic, tabIndex }: { epic: { key: string; url: string | null }; tabIndex?: number }) {
  const { host } = usePanel();
  const url = openableUrl(epic.url);
  if (!url) {
    return <span class="epic-key">{epic.key}</span>;
  }
  return (
    <a
      class="epic-key"
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      draggable={false}
      aria-label={texts.board.open(epic.key)}
      {...(tabIndex === undefined ? {} : { tabIndex })}
      onClick={(event) => {
        event.preventDefault();
        host.openItem(url);
      }}
    >
      {epic.key}
    </a>
  );
}
